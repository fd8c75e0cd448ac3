"""Reports of merit and minutes: pages that obey their layout, several signatures that never stand alone,
empty facts."""
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from reporting.documents.minutes import draft_counting, draft_minutes
from reporting.documents.values import Block, to_json
from reporting.layouts import style_on
from reporting.rendering import render, render_pdf
from tests.reporting.conformance import Report, broken_rules
from tests.reporting.paper_samples import AS_OF, HEAD, NOMINEES, OPEN_CASE, SESSIONS, merit, minutes, session
from tests.reporting.test_word import all_text, numbers, printed_text


@pytest.mark.parametrize("layout", ["state", "party"])
@pytest.mark.parametrize("name", NOMINEES)
def test_a_report_of_merit_obeys_its_layout(name, layout):
    pdf = render_pdf(to_json(merit(name, layout)))

    assert Report(pdf).is_party == (layout == "party") and broken_rules(pdf) == {}


@pytest.mark.parametrize("layout", ["state", "party"])
@pytest.mark.parametrize("name", SESSIONS)
def test_minutes_obey_their_layout(name, layout):
    pdf = render_pdf(to_json(minutes(name, layout)))

    assert Report(pdf).is_party == (layout == "party") and broken_rules(pdf) == {}


@pytest.mark.parametrize("layout", ["state", "party"])
@pytest.mark.parametrize("name", [name for name in SESSIONS if name != "nobody voted"])
def test_counting_minutes_obey_their_layout(name, layout):
    pdf = render_pdf(to_json(minutes(name, layout, draft_counting)))

    assert broken_rules(pdf) == {}


@pytest.mark.parametrize("paragraphs", range(0, 24, 3))
def test_several_signatures_never_stand_alone_on_a_page(paragraphs):
    content = minutes("nobody voted")
    text = "Nội dung khác của phiên họp, dài hơn một dòng để dòng thứ hai bắt đầu từ lề trái của trang giấy."
    course = replace(content.sections[1],
                     blocks=(*content.sections[1].blocks, *(Block("paragraph", text),) * paragraphs))

    found = broken_rules(render_pdf(to_json(replace(content, sections=(content.sections[0], course)))))

    assert found == {}


@pytest.mark.parametrize("content", [
    pytest.param(lambda: merit("long"), id="merit"), pytest.param(minutes, id="minutes"),
    pytest.param(lambda: minutes("many", "party"), id="long minutes")])
def test_word_and_pdf_carry_the_same_numbers(content):
    plain = to_json(content())

    pdf, docx = render(plain, "pdf"), render(plain, "docx")

    words = all_text(Document(BytesIO(docx)))
    assert numbers(printed_text(pdf)) == numbers(words) and sum(numbers(words).values()) > 20


def test_minutes_say_who_was_there_how_each_voted_and_what_was_changed():
    content = draft_minutes(session(), office=minutes().head, as_of=AS_OF, style_code="ND30-2020")

    texts = [block.text for section in content.sections for block in section.blocks]

    assert "Có mặt 7/9 thành viên Hội đồng:" in texts and "- " not in texts[1][:2]
    assert "Ngô Văn Ẵn, Lãnh đạo sở, ngành, Ủy viên (lý do: đi công tác)." in texts
    assert ("Biểu quyết công khai, ghi tên: đồng ý 7, không đồng ý 1, không biểu quyết 1; tỷ lệ đồng ý "
            "77,8 % (7/9); cần quá 50 % tổng số thành viên Hội đồng.") in texts
    assert "Không biểu quyết tại phiên này: chuyển phiên sau, lý do: chờ ý kiến của xã." in texts
    changed = next(text for text in texts if text.startswith("Sửa sau khi chốt"))
    assert "trước là đồng ý 5, không đồng ý 2" in changed and "nay là đồng ý 4, không đồng ý 3" in changed
    assert content.closing == "Cuộc họp kết thúc vào 10 giờ 45 phút, ngày 20 tháng 11 năm 2026"


def test_counting_minutes_tell_ballots_and_are_signed_by_the_whole_board():
    content = minutes("ended", draft=draft_counting)

    table = content.sections[1].blocks[1].table

    assert [row.cells for row in table.list_rows] == [("1", "Lê Thị Ẵn", "9", "8", "8", "0", "4", "3", "1", "44,4 %")]
    assert [(signer.position, signer.name) for signer in content.signers] == [
        ("Trưởng ban", "Phạm Thị Ổn"), ("Thành viên", "Võ Minh Đức"), ("Thành viên", "Bùi Quốc Ưng")]


def test_open_votes_are_not_in_the_counting_minutes():
    content = minutes("ended", draft=draft_counting)

    assert "Khoa Nhi" not in str(to_json(content)) and "Nguyễn Văn An đồng ý" not in str(to_json(content))


def test_what_is_not_known_of_a_nominee_prints_as_dots():
    content = merit("nothing known")

    texts = [block.text for block in content.sections[0].blocks]

    assert texts[1] == "Ngày, tháng, năm sinh: ……………………………;" and content.head.place == "…………"
    assert content.sections[2].blocks[1].table.list_rows[0].cells[0] == "…………"


@pytest.mark.parametrize(("is_default", "named"), [(True, False), (False, True)])
def test_minutes_name_the_source_of_a_rule_but_never_the_programs_own(is_default, named):
    case = replace(OPEN_CASE, rule_is_default=is_default, rule_source="Điều 7 Quy chế của Hội đồng")

    drafted = draft_minutes(session((case,)), office=HEAD, as_of=AS_OF, style_code=style_on(AS_OF, layout="state").code)

    texts = [block.text for section in drafted.sections for block in section.blocks]
    assert any("Nguồn: Điều 7 Quy chế của Hội đồng." in text for text in texts) == named
    assert any("quá 50 % tổng số thành viên Hội đồng đồng ý." in text for text in texts)


def test_the_programs_own_rule_for_open_votes_is_not_said_of_a_secret_ballot():
    content = minutes("ended", draft=draft_counting)

    texts = [block.text for block in content.sections[1].blocks]

    assert texts[-1] == "Cần quá 50 % tổng số thành viên Hội đồng." and OPEN_CASE.rule_text not in " ".join(texts)


def test_a_short_table_stays_whole_and_the_words_after_it_may_go_on_alone():
    """Rows kept together never hold what follows the table: the page before is filled."""
    content = minutes("large board", draft=draft_counting)
    board = replace(content.sections[0], blocks=(*content.sections[0].blocks, *(Block("paragraph", "Đoạn."),) * 6))

    pages = Report(render_pdf(to_json(replace(content, sections=(board, *content.sections[1:]))))).pages

    assert [index for index, page in enumerate(pages) if "Tên tập thể, cá nhân" in (page.extract_text() or "")] == [0]
