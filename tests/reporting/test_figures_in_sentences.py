"""Which words of a drafted text are figures: marked ones with the key of their list, every other number as well."""
import pytest

from reporting.documents import sentences
from reporting.documents.figures import mark, pieces_of, read_marks, settled, typed_numbers
from reporting.documents.sentences import Progress
from reporting.documents.values import PARAGRAPH, Block, Figure, Section, from_json, to_json
from tests.reporting.report_samples import AS_OF, report


def locked(text, figures=(), **options):
    return [(piece.text, piece.key) for piece in pieces_of(text, figures, **options) if isinstance(piece, Figure)]


def test_a_marked_word_is_a_figure_with_its_place_and_key():
    text, figures = read_marks(f"có {mark('163', 'counted')}/{mark('400', 'target')} điển hình")

    assert (text, figures) == ("có 163/400 điển hình", (Figure(3, "163", "counted"), Figure(7, "400", "target")))


def test_marks_leave_every_text_of_a_paper_and_stay_as_figures_of_its_blocks():
    section = settled(Section(mark("II"), (Block(PARAGRAPH, f"Còn {mark('2', 'shortfall')}."),)))

    assert section == Section("II", (Block(PARAGRAPH, "Còn 2.", figures=(Figure(4, "2", "shortfall"),)),))


@pytest.mark.parametrize(("text", "numbers"), [
    ("Đến ngày 30/6/2023, đạt 40,75 %.", ["30/6/2023", "40,75"]),
    ("Kế hoạch số 12065/KH-UBND ngày 26 tháng 11 năm 2021", ["12065/KH-UBND", "26", "11", "2021"]),
    ("giao 5–7 mô hình, 1.234 lượt; năm 2019-2025.", ["5–7", "1.234", "2019-2025"]),
    ("Không có đề xuất, kiến nghị.", []),
    ("12", ["12"]),
])
def test_every_number_of_a_drafted_sentence_is_kept_as_it_is(text, numbers):
    pieces = pieces_of(text)

    assert [piece.text for piece in pieces if isinstance(piece, Figure)] == numbers
    assert "".join(piece if isinstance(piece, str) else piece.text for piece in pieces) == text


def test_numbers_beside_figures_in_typed_words_are_the_writers_own():
    eight = Figure(10, "8", "actual")
    pieces = pieces_of("Có 5 lớp, 8 điển hình, 5 mô hình.", (eight,), is_typed=True)

    assert pieces == ("Có 5 lớp, ", eight, " điển hình, 5 mô hình.")
    assert typed_numbers(pieces) == ("5",)


@pytest.mark.parametrize(("sentence", "expected"), [
    (lambda mark: sentences.progress_sentence(actual=163, target=400, shortfall=237, as_of=AS_OF, mark=mark),
     [("163", "counted"), ("400", "target"), ("40,75", "percent"), ("237", "shortfall")]),
    (lambda mark: sentences.progress_sentence(actual=0, target=4, shortfall=4, as_of=AS_OF, mark=mark, key="actual"),
     [("0", "actual"), ("4", "target"), ("4", "shortfall")]),
    (lambda mark: sentences.completed_sentence([Progress("A", 1, 1), Progress("B", 0, 1)], mark=mark),
     [("1", "fields_done"), ("2", "fields"), ("A", "")]),
    (lambda mark: sentences.extremes_sentence([Progress("A", 3, 4), Progress("B", 1, 2)], noun="cơ quan", mark=mark),
     [("A", ""), ("75", "agencies@share:75"), ("B", ""), ("50", "agencies@share:50")]),
    (lambda mark: sentences.silent_sentence(["A", "B"], total=3, mark=mark),
     [("2", "agencies_silent"), ("3", "agencies"), ("A", ""), ("B", "")]),
    (lambda mark: sentences.duties_sentence(on_time=1, late=0, missing=2, mark=mark),
     [("3", "duties"), ("1", "duties_on_time"), ("2", "duties_missing")]),
])
def test_each_sentence_says_which_list_is_behind_its_figures(sentence, expected):
    text, figures = read_marks(sentence(mark))

    assert [(figure.text, figure.key) for figure in figures] == expected
    assert text == sentence(lambda text, key="": text)


def test_figures_of_a_paper_survive_its_json():
    content = report()
    again = from_json(to_json(content))

    assert again == content
    assert ("163", "counted") in locked(again.sections[1].blocks[1].text, again.sections[1].blocks[1].figures)
    assert not any(sign in str(to_json(content)) for sign in "\ue000\ue001\ue002")
