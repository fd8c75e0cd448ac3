"""What the one page for a leader says, as frozen plain values; part of a `ReportContent` and kept with it."""
from dataclasses import dataclass

SHEET = "sheet"  # the form of a paper that is one sheet
HANDED = "handed"  # the form of a hand-over pack: no number, no recipients, two signers


@dataclass(frozen=True)
class SheetFigure:
    """One number above the bars: its label, the number in words and, when it needs one, a remark."""

    label: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class SheetConcern:
    """One quota that needs somebody: its pace (a code of `core.looks`), whose it is, what is missing and until when."""

    pace: str
    name: str
    text: str


@dataclass(frozen=True)
class SheetBar:
    """One bar as the board draws it; `text` stands in its place where there is no number to reach."""

    counted: int
    target: int | None = None
    maximum: int | None = None
    expected: int | None = None
    nurturing: int = 0
    registered: int = 0
    text: str = ""


@dataclass(frozen=True)
class SheetRow:
    """A field or an agency with a bar for each column, None where the plan sets nothing there."""

    name: str
    pace: str
    bars: tuple[SheetBar | None, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything below the title, the worst first, so that what does not fit on the page is what presses least."""

    title: str
    day: str
    sentence: str
    since: str
    figures: tuple[SheetFigure, ...]
    concerns: tuple[SheetConcern, ...]
    noun: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    duties: tuple[str, ...]
    note: str
