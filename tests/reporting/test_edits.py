"""The words of a draft in other words: every figure stays, once; what a person adds is theirs."""
from dataclasses import replace

import pytest

from reporting.documents.edits import (
    CLOSING,
    Edit,
    Typed,
    bracketed,
    edited,
    edits_from_json,
    edits_to_json,
    paragraphs,
    pieces_after,
    read_edits,
    read_text,
)
from reporting.documents.figures import typed_numbers
from reporting.documents.values import BULLET, PARAGRAPH, SUBHEADING, Block, Figure, Section
from tests.reporting.report_samples import report

FIGURES = (Figure(3, "163", "counted"), Figure(7, "400", "target"), Figure(30, "5"), Figure(40, "5"))


@pytest.mark.parametrize(("text", "pieces"), [
    ("có ⟦163⟧/⟦400⟧, ⟦5⟧ và ⟦5⟧", ("có ", 0, "/", 1, ", ", 2, " và ", 3)),
    ("⟦5⟧ trước, ⟦ 400 ⟧ giữa, rồi ⟦5⟧; sau cùng ⟦163⟧", (2, " trước, ", 1, " giữa, rồi ", 3, "; sau cùng ", 0)),
    ("⟦163⟧⟦400⟧⟦5⟧⟦5⟧ và 12 lớp", (0, 1, 2, 3, " và 12 lớp")),
])
def test_figures_move_with_the_words_around_them(text, pieces):
    assert read_text(text, FIGURES) == (pieces, [])


@pytest.mark.parametrize(("text", "said"), [
    ("có ⟦163⟧, ⟦5⟧ và ⟦5⟧", ["Thiếu số liệu ⟦400⟧"]),
    ("có 163/⟦400⟧, ⟦5⟧", ["Thiếu số liệu ⟦163⟧ và ⟦5⟧"]),
    ("có ⟦164⟧/⟦400⟧, ⟦5⟧, ⟦5⟧", ["Thiếu số liệu ⟦163⟧", "⟦164⟧ không phải số liệu của đoạn này"]),
    ("có ⟦163⟧/⟦400⟧, ⟦5⟧, ⟦5⟧, ⟦163⟧", ["Số liệu ⟦163⟧ ghi quá số lần"]),
    ("có ⟦163⟧/⟦400⟧, ⟦5⟧, ⟦5⟧ ⟦", ["Dấu ngoặc ⟦ ⟧ chỉ đặt quanh số liệu"]),
    ("có ⟦163/⟦400⟧, ⟦5⟧, ⟦5⟧", ["Thiếu số liệu ⟦163⟧", "Dấu ngoặc ⟦ ⟧ chỉ đặt quanh số liệu"]),
    ("có ⟦163⟧/⟦400⟧, ⟦5⟧, ⟦5⟧ ❤", ["Không in được ký tự: ❤"]),
])
def test_a_figure_that_is_missing_changed_or_foreign_is_named(text, said):
    wrong = read_text(text, FIGURES)[1]

    assert len(wrong) == len(said)
    assert all(found.startswith(start) for found, start in zip(wrong, said, strict=True))


def drafted():
    """A paper with an opening, two sections and a closing."""
    return replace(report(with_duties=False), opening=("Thực hiện Kế hoạch số 5/KH-UBND, báo cáo như sau:",), sections=(
        Section("Kết quả", (Block(SUBHEADING, "Chỉ tiêu"),
                            Block(PARAGRAPH, "Có 163/400 điển hình.", figures=(Figure(3, "163", "counted"),)),
                            Block(SUBHEADING, "Bồi dưỡng"), Block(BULLET, "Tiếp tục."))),
        Section("Kiến nghị", (Block(PARAGRAPH, "Không có."),))), closing="Trên đây là kết quả năm 2023.")


def save(**typed):
    """The paper after {place with _ for a dot: Typed}; fails when something is refused."""
    edits, errors = read_edits(drafted(), {place.replace("_", "."): value for place, value in typed.items()})
    assert errors == {}
    return edited(drafted(), edits_from_json(edits_to_json(edits))), edits


def texts(content):
    return [(section.heading, [block.text for block in section.blocks]) for section in content.sections]


def test_paragraphs_stand_under_their_headings():
    found = [(p.place, p.headings, bracketed(p.pieces), p.may_go) for p in paragraphs(drafted())]

    assert found == [
        ("o0", (), "Thực hiện Kế hoạch số ⟦5/KH-UBND⟧, báo cáo như sau:", True),
        ("s0.1", ((1, "Kết quả"), (2, "Chỉ tiêu")), "Có ⟦163⟧/⟦400⟧ điển hình.", True),
        ("s0.3", ((2, "Bồi dưỡng"),), "Tiếp tục.", True),
        ("s1.0", ((1, "Kiến nghị"),), "Không có.", True),
        (CLOSING, (), "Trên đây là kết quả năm ⟦2023⟧.", False)]


def test_a_paragraph_in_other_words_keeps_its_figures_and_their_lists():
    content, edits = save(s0_1=Typed("Toàn tỉnh đạt ⟦400⟧, trong đó ⟦163⟧, gồm 12 lớp."),
                          c=Typed("Kết quả năm ⟦2023⟧ là tốt."))

    block = content.sections[0].blocks[1]
    assert (block.text, block.figures) == ("Toàn tỉnh đạt 400, trong đó 163, gồm 12 lớp.", (
        Figure(14, "400"), Figure(28, "163", "counted")))
    assert content.closing == "Kết quả năm 2023 là tốt."
    paragraph = next(p for p in paragraphs(drafted()) if p.place == "s0.1")
    assert typed_numbers(pieces_after(paragraph, edits["s0.1"])) == ("12",)


def test_a_paragraph_left_out_takes_its_subheading_along_and_an_empty_section_too():
    content, _ = save(s0_3=Typed("Tiếp tục.", is_left_out=True), s1_0=Typed("", is_left_out=True))

    assert texts(content) == [("Kết quả", ["Chỉ tiêu", "Có 163/400 điển hình."])]


def test_new_paragraphs_follow_theirs_in_its_kind():
    content, _ = save(s0_3=Typed("Tiếp tục.", added=("Phối hợp 3 sở.", "  ", "Hai.")), o0=Typed(
        "Thực hiện Kế hoạch số ⟦5/KH-UBND⟧, báo cáo như sau:", added=("Cụ thể:",)))

    assert [(block.kind, block.text, block.is_typed) for block in content.sections[0].blocks[3:]] == [
        (BULLET, "Tiếp tục.", False), (BULLET, "Phối hợp 3 sở.", True), (BULLET, "Hai.", True)]
    assert content.opening[1:] == ("Cụ thể:",)


def test_what_equals_the_draft_is_no_edit():
    content = drafted()
    typed = {p.place: Typed(f"  {bracketed(p.pieces)}\r\n") for p in paragraphs(content)}

    assert read_edits(content, typed) == ({}, {})
    assert edited(content, {}) is content


def test_what_is_wrong_stands_under_its_place():
    _, errors = read_edits(drafted(), {"s0.1": Typed("Có ⟦163⟧."), "s0.3": Typed(" "), "s1.0": Typed(
        "Không có.", added=("Có ⟦163⟧.",)), CLOSING: Typed("a" * 3001)})

    assert {place: found[0][:24] for place, found in errors.items()} == {
        "s0.1": "Thiếu số liệu ⟦400⟧: mỗi", "s0.3": "Đoạn đang trống. Không c", "s1.0+": "Đoạn thêm không có số li",
        "c": "Mỗi đoạn không quá 3000 "}


def test_the_last_paragraph_is_never_left_out():
    content, edits = save(c=Typed("Trên đây là kết quả năm ⟦2023⟧.", is_left_out=True, added=("Thêm.",)))

    assert (edits, content.closing) == ({}, "Trên đây là kết quả năm 2023.")


def test_a_gap_that_is_filled_by_hand_is_kept_as_a_gap():
    gap = "\u00a0" * 6
    content = replace(drafted(), opening=(f"Kế hoạch số {gap}/KH-SNN như sau:",))

    edits, errors = read_edits(content, {"o0": Typed("Theo Kế hoạch số ⟦……⟧/KH-SNN:")})

    assert (errors, edited(content, edits).opening) == ({}, (f"Theo Kế hoạch số {gap}/KH-SNN:",))


def test_every_paragraph_of_a_whole_report_comes_back_unchanged_from_its_brackets():
    content = report()
    typed = {p.place: Typed(bracketed(p.pieces) + " Thêm.") for p in paragraphs(content)}

    edits, errors = read_edits(content, typed)
    again = edited(content, edits)

    assert errors == {}
    assert again.closing == content.closing + " Thêm."
    assert [block.text.removesuffix(" Thêm.") for section in again.sections for block in section.blocks] == [
        block.text for section in content.sections for block in section.blocks]
    assert again.annexes == content.annexes and again.head == content.head


def test_edits_survive_their_json():
    edits = {"s0.1": Edit(("có ", 0), False, ("Thêm.",)), "c": Edit(None, True)}

    assert edits_from_json(edits_to_json(edits)) == edits
    assert edits_from_json(None) == {}
