"""Texts that no plan looks like cost a bounded number of steps."""

import pytest

from core.errors import InvalidInput
from plans.intake import read_text, reading, reading_quotas

HEAD = "KẾ HOẠCH\nXây dựng điển hình tiên tiến\n\nI. CHỈ TIÊU\n"


@pytest.fixture
def looked_at(monkeypatch):
    """The paragraphs that the grammar of quotas was given."""
    given = []
    grammar = reading_quotas.quotas_in

    def counted(text, asked=False):
        given.append(text)
        return grammar(text, asked)

    monkeypatch.setattr(reading_quotas, "quotas_in", counted)
    return given


@pytest.mark.parametrize(
    "text",
    ["trước ngày 15/11/2026, " * 30_000, "(" * 100_000 + " chọn 05 tập thể", "mỗi xã chọn 02 tập thể, " * 33_000],
    ids=["repeated dates", "brackets", "no line break"],
)
def test_a_paragraph_beyond_any_plan_is_not_read_on(looked_at, text):
    read_text(HEAD + text)

    assert max(map(len, looked_at), default=0) <= 4_100
    assert len(looked_at) <= 12


def test_paragraphs_are_looked_at_a_few_times_each(looked_at):
    read_text(HEAD + "- Sở Y tế giữ gìn truyền thống.\n" * 500)

    assert len(looked_at) <= 3 * 502


def test_reading_stops_when_its_time_is_over(monkeypatch):
    clock = iter(range(0, 10_000, reading.MAX_SECONDS))
    monkeypatch.setattr(reading, "monotonic", lambda: next(clock))

    with pytest.raises(InvalidInput, match="quá phức tạp"):
        read_text(HEAD + "- Mỗi xã chọn 02 tập thể.\n" * 50)
