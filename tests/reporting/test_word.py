"""The Word file: real styles, repeated heads, page fields, and the same numbers as the PDF in both layouts."""
import re
from collections import Counter
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from reporting.documents.values import to_json
from reporting.layouts import HD05_2026, ND30_2020, text_width
from reporting.rendering import render
from tests.reporting.conformance import Report
from tests.reporting.report_samples import party_report, report

SAMPLES = {"state": report, "party": party_report}
NUMBER = r"\d+(?:[.,/]\d+)*"


@pytest.fixture(scope="module", params=SAMPLES)
def word(request):
    """(layout, open document) of the sample with a portrait and a landscape-free annex."""
    return request.param, Document(BytesIO(render(to_json(SAMPLES[request.param](times=2)), "docx")))


def all_text(document):
    """Every text of the body in its order, each merged cell once."""
    texts = []
    for part in document.element.body.iter(qn("w:t"), qn("w:p")):
        texts.append(part.text or "" if part.tag == qn("w:t") else "\n")
    return "".join(texts)


def printed_text(pdf):
    """The words of every page, cells apart, without the page numbers in the top margin."""
    pages = []
    for page in Report(pdf).pages:
        top = (30 if page.width > page.height else 20) * 72 / 25.4 - 1
        pages += [word["text"] for word in page.crop((0, top, page.width, page.height)).extract_words(x_tolerance=1.5)]
    return " ".join(pages)


@pytest.mark.parametrize("wide", [False, True])
def test_the_four_files_carry_the_same_numbers(wide):
    found = {}
    for name, sample in {"state": report, "party": party_report}.items():
        content = to_json(sample(wide=wide, number="5", issued_on=None, subject_lines=("về cùng một việc",)))
        pdf, docx = render(content, "pdf"), render(content, "docx")
        found[name, "pdf"] = numbers(body_of(printed_text(pdf)))
        found[name, "docx"] = numbers(body_of(all_text(Document(BytesIO(docx)))))

    assert len({frozenset(counted.items()) for counted in found.values()}) == 1
    assert sum(found["state", "pdf"].values()) > 200


def body_of(text):
    """From the opening on: the heads differ by layout. Table heads that repeat on the next page count once."""
    return text[text.index("Thực hiện Kế hoạch"):]


def numbers(text):
    return Counter(re.findall(NUMBER, text))


def test_styles_are_those_of_the_layout(word):
    layout, document = word
    style = HD05_2026 if layout == "party" else ND30_2020
    body = document.styles["Body Text"]

    used = Counter(paragraph.style.name for paragraph in document.paragraphs)

    assert used["Heading 1"] == 4 and used["Heading 2"] == 5 and used["Body Text"] >= 10
    assert (body.font.name, body.font.size.pt) == ("Times New Roman", style["body"])
    assert round(body.paragraph_format.first_line_indent.mm, 1) == style["indent"]
    assert (body.paragraph_format.line_spacing.pt, body.paragraph_format.space_after.pt) == (18, 6)
    assert {style.font.color.rgb for style in (document.styles["Heading 1"], body)} == {document.styles[
        "Normal"].font.color.rgb}


def test_pages_are_those_of_the_layout_and_number_themselves(word):
    _, document = word
    first = document.sections[0]

    sides = [round(side.mm) for side in (first.left_margin, first.right_margin, first.top_margin, first.bottom_margin)]

    assert sides == [30, 15, 20, 20] and (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert [part.text for part in first.header._element.iter(qn("w:instrText"))] == [" PAGE "]
    assert all(section.different_first_page_header_footer for section in document.sections)
    assert first.first_page_header.paragraphs[0].text == ""
    assert [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in document.sections] == ["1"] * 3


def test_long_tables_repeat_their_heads_and_never_break_a_row(word):
    _, document = word
    quotas = document.tables[2]

    heads = [row for row in quotas.rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]

    assert heads == [quotas.rows[0]] or [row._tr for row in heads] == [quotas.rows[0]._tr]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in quotas.rows)
    assert sum(column.width.mm for column in quotas.columns) == pytest.approx(text_width(ND30_2020), abs=0.5)


def test_a_wide_annex_lies_on_its_side_under_two_rows_of_heads():
    document = Document(BytesIO(render(to_json(report(wide=True, with_chart=True)), "docx")))

    wide = document.sections[1]
    heads = [row for row in document.tables[2].rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]

    assert (round(wide.page_width.mm), round(wide.top_margin.mm), len(heads)) == (297, 30, 2)
    assert len(document.sections) == 4 and round(document.sections[2].page_width.mm) == 210


def test_hostile_text_stays_text():
    content = report(place="<w:p/>&amp;{{ x }}\x00")
    docx = render(to_json(content), "docx")

    with ZipFile(BytesIO(docx)) as package:
        names = package.namelist()
        links = [part for part in names if part.endswith(".rels") and b"TargetMode=\"External\"" in package.read(part)]

    assert "<w:p/>&amp;{{ x }}, ngày" in all_text(Document(BytesIO(docx))) and links == []


def test_the_same_paper_gives_the_same_words_in_vietnamese(word):
    _, document = word

    assert document.core_properties.language == "vi-VN"
    assert document.core_properties.title.startswith("Báo cáo: ")
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"vi-VN"}
