"""One line of work: what it is, by when, and the one step that moves it on."""
from dataclasses import dataclass
from datetime import date

AT_MOST = 8  # lines of one panel; what is beyond comes when these are done


@dataclass(frozen=True)
class WorkLine:
    """`second_url` takes a POST. `level` is a status code of `core.looks`, drawn as colour, shape and `word`;
    empty: no mark."""

    text: str
    action_label: str
    url: str
    due: date | None = None
    note: str = ""
    level: str = ""
    word: str = ""
    second_label: str = ""  # a further step, done at once
    second_url: str = ""
