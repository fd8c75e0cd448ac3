"""The finished report obeys the State layout, and the judge finds a layout that does not."""

import io
from datetime import date

import pikepdf
import pytest

from reporting import layouts
from reporting.documents.text import PRINTABLE, unprintable_signs
from reporting.documents.values import Block, Section, Signer, to_json
from reporting.layouts import ND30_2020
from reporting.render_child import make_html, write_pdf
from reporting.rendering import render_pdf
from tests.reporting.conformance import LETTERS, Report, broken_rules
from tests.reporting.report_samples import report

LONG_ISSUER = {
    "superior_lines": ("ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA",),
    "issuer_lines": ("SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN",),
    "symbol": "BC-SNN",
}
CITY = {"place": "Thành phố Hồ Chí Minh", "issued_on": date(2026, 12, 29), "number": "7"}
SEVERAL = {"addressees": ("Bộ Nội vụ", "Ban Thi đua - Khen thưởng Trung ương", "Tỉnh ủy Khánh Hòa")}


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({}, id="portrait annexes, blank number and day"),
        pytest.param({"times": 3}, id="long portrait annex"),
        pytest.param({"wide": True, "times": 3, "with_chart": True}, id="long landscape annex, chart"),
        pytest.param({"with_duties": False, "number": "5", "issued_on": date(2023, 2, 9)}, id="one annex, issued"),
        pytest.param(LONG_ISSUER, id="long issuer"),
        pytest.param(CITY, id="long place"),
        pytest.param(SEVERAL, id="several addressees"),
        pytest.param({"addressees": ()}, id="no addressee"),
    ],
)
def test_report_breaks_no_rule_of_the_state_layout(options):
    pdf = render_pdf(to_json(report(**options)))

    assert broken_rules(pdf) == {}


def test_annexes_run_over_pages_portrait_and_landscape():
    portrait, landscape = (Report(render_pdf(to_json(report(wide=wide, times=3)))) for wide in (False, True))

    assert len(portrait.main) == 2 and len(portrait.annexes[0]) > 3 and len(landscape.annexes[0]) > 3
    assert not any(portrait.is_landscape(at) for at in portrait.annexes[0])
    assert all(landscape.is_landscape(at) for at in landscape.annexes[0])


@pytest.mark.parametrize(
    ("size", "value", "rule"),
    [
        ("body", 15, "body 13-14 pt, one size"),
        ("margin-left", 25, "left margin 30-35 mm"),
        ("margin-right", 10, "right margin 15-20 mm"),
        ("margin-bottom", 10, "bottom margin empty"),
        ("nation", 11, "Quốc hiệu"),
        ("motto", 12, "Tiêu ngữ"),
        ("issuer", 14, "issuer"),
        ("issuer-rule", 80, "rule under the issuer"),
        ("subject-rule", 100, "rule under the subject"),
        ("number", 12, "number 13 pt upright"),
        ("place", 12, "date italic 13-14"),
        ("title", 16, "type of document"),
        ("indent", 20, "indent 10 or 12.7 mm"),
        ("line", 30, "line spacing single to 1.5"),
        ("paragraph-gap", 2, "6 pt between paragraphs"),
        ("signature-space", 5, "20-60 mm for the signature"),
        ("recipients", 13, "recipients 11 pt"),
        ("recipients-head", 14, "Nơi nhận 12 bold italic"),
        ("page-number", 11, "page number 13-14 pt upright"),
        ("annex-word", 12, "Phụ lục 14 bold centred"),
        ("table", 9, "table text 10-14 pt"),
    ],
)
def test_judge_names_the_size_that_is_wrong(monkeypatch, size, value, rule):
    content = report(with_duties=False, times=2)
    old = ND30_2020.sizes[size]
    monkeypatch.setitem(ND30_2020.sizes, size, layouts.Size(value, old.low, old.high, old.unit, old.source))

    pdf = write_pdf(make_html(content), ND30_2020)

    assert rule in broken_rules(pdf)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc", "Tiêu ngữ"),
        ("Số: ", "Số ", "number and symbol"),
        ("tháng 7 năm", "tháng 07 năm", "date wording"),
        ("./.</p>", ".</p>", "text ends ./."),
        ("- Như trên;", "- Bộ Nội vụ;", "first is Như trên"),
        ("- Lưu: VT, TĐKT.", "- Lưu VT", "last is Lưu"),
        ("Phụ lục I<", "Phụ lục A<", "annex numeral"),
        ("II. KẾT QUẢ", "II. Kết quả", "headings bold upper case"),
        ("lang=\"vi\"", "lang=\"en\"", "title and language"),
        ("40,75", "40.75", "decimal comma"),
        ("ngày 30/6/2023,", "ngày 3/6/2023,", "zeros in dates"),
        ("có 163/400", "có None", "no template leftovers"),
        ("có 163/400", "có <span style=\"color: red\">163</span>", "black text"),
        ("có 163/400", "có Nguye\u0302\u0303n", "composed text"),
        ("KT. GIÁM ĐỐC", "K/T GIÁM ĐỐC", "authority words"),
    ],
)  # fmt: skip
def test_judge_names_the_wording_that_is_wrong(old, new, rule):
    html = make_html(report()).replace(old, new)

    assert rule in broken_rules(write_pdf(html, ND30_2020))


@pytest.mark.parametrize("paragraphs", range(0, 44, 4))
def test_signature_never_stands_alone_on_a_page(paragraphs):
    content = report(with_duties=False)
    text = "Nội dung khác của báo cáo, dài hơn một dòng để dòng thứ hai bắt đầu từ lề trái của trang giấy."
    more = Section("Nội dung khác", (Block("paragraph", text),) * paragraphs)
    html = make_html(type(content)(**{**vars(content), "sections": (*content.sections, more), "annexes": ()}))

    found = broken_rules(write_pdf(html, ND30_2020))

    assert found == {}


def test_signer_without_authority_prints_the_office_alone():
    content = report(with_duties=False)
    signed = type(content)(**{**vars(content), "signer": Signer("", "GIÁM ĐỐC", "Trần Thị Bích Ngọc")})

    found = broken_rules(render_pdf(to_json(signed)))

    assert found == {}


def test_all_vietnamese_letters_are_in_the_four_shipped_fonts_and_reach_the_paper():
    alphabet = " ".join(sorted(LETTERS))
    content = report()
    blocks = (Block("paragraph", alphabet), Block("subheading", alphabet))
    changed = type(content)(**{**vars(content), "sections": (Section("Chữ", blocks), *content.sections[1:])})

    pdf = render_pdf(to_json(changed))

    assert len(LETTERS - set("aeiouyAEIOUY")) == 134
    printed = set(Report(pdf).text)
    assert printed >= LETTERS and not {"no missing glyph", "one family", "composed text"} & set(broken_rules(pdf))
    fonts = {str(font.BaseFont).split("+")[1] for page in pikepdf.open(io.BytesIO(pdf)).pages
             for font in page.obj.Resources.get("/Font", {}).values()}  # fmt: skip
    assert fonts == {f"Liberation-Serif{face}" for face in ("", "-Bold", "-Italic", "-Bold-Italic")}


def test_every_sign_we_print_is_in_the_fonts():
    from fontTools.ttLib import TTFont

    for face in ("Regular", "Bold", "Italic", "BoldItalic"):
        known = TTFont(f"static/fonts/LiberationSerif-{face}.ttf").getBestCmap()
        assert {chr(point) for point in PRINTABLE if point not in known} == set()


def test_signs_that_cannot_be_printed_are_named():
    assert unprintable_signs("Tổ 3 ✓ 😀 ✓, thôn Bình Lập") == ("✓", "😀")
