"""What an official report says, as frozen plain values that survive JSON unchanged.

A report snapshot keeps `to_json(content)`; rendering takes only that, never live data. Every text is a finished
Vietnamese string; a count is a whole number or None, which prints «-» (nothing assigned), never 0.
"""

import types
import typing
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from reporting.documents.sheet import Sheet

PARAGRAPH, BULLET, SUBHEADING, ARTICLE, TABLE = "paragraph", "bullet", "subheading", "article", "table"
QUOTAS, DUTIES, LIST, FIGURES, HANDOVER = "quotas", "duties", "list", "figures", "handover"
TITLED, LETTER, DECISION, ENCLOSED, MINUTES, MERIT = "titled", "letter", "decision", "enclosed", "minutes", "merit"


@dataclass(frozen=True)
class DocumentHead:
    """Everything above the body.

    `issuer_lines` and `superior_lines` are printed as broken by the office. `number` may be None or empty and
    `issued_on` None: the paper then shows the gaps that the clerk fills by hand, with `month` and `year` if known.
    `symbol` is «BC-SNV»; `doc_type` «Báo cáo».
    """

    issuer_lines: tuple[str, ...]
    superior_lines: tuple[str, ...]
    number: str | None
    symbol: str
    place: str
    issued_on: date | None
    doc_type: str
    subject_lines: tuple[str, ...]
    addressees: tuple[str, ...] = ()
    month: int | None = None
    year: int | None = None
    issuer_name: str = ""


@dataclass(frozen=True)
class Signer:
    """«KT. GIÁM ĐỐC» (may be empty), «PHÓ GIÁM ĐỐC», full name without titles (may be empty), «(Ký, đóng dấu)»."""

    authority: str
    position: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class QuotaAnnexRow:
    """One printed row: a field (`is_group`), an obligation, or the total (`is_total`).

    `scope` says whose figures the row holds, for the lists behind them (see `reporting.behind`).
    """

    order: str
    field: str
    lead: str
    subject_label: str
    bound_text: str
    registered: int | None = None
    nurturing: int | None = None
    recognised: int | None = None
    replicated: int | None = None
    actual: int | None = None
    min: int | None = None
    percent_text: str = ""
    shortfall_text: str = ""
    note: str = ""
    is_group: bool = False
    is_total: bool = False
    scope: str = ""


@dataclass(frozen=True)
class DutyAnnexRow:
    """One reporting duty: what, whose, due when, done when, in words."""

    order: str
    duty: str
    bearer: str
    due_text: str
    done_text: str
    status_text: str
    note: str = ""


@dataclass(frozen=True)
class ListRow:
    """One row of a list: finished texts in the order of the annex's columns, or a heading across all (`is_group`).

    `scope`: as in `QuotaAnnexRow`; empty where the row's numbers have no list.
    """

    cells: tuple[str, ...]
    is_group: bool = False
    is_total: bool = False
    is_subtotal: bool = False
    scope: str = ""


@dataclass(frozen=True)
class Annex:
    """One annex with its table. `columns` are keys of `documents.tables.COLUMNS`; more than 8 turn the page."""

    kind: str
    title_lines: tuple[str, ...]
    columns: tuple[str, ...]
    quota_rows: tuple[QuotaAnnexRow, ...] = ()
    duty_rows: tuple[DutyAnnexRow, ...] = ()
    note: str = ""
    list_rows: tuple[ListRow, ...] = ()
    is_wide: bool = False


@dataclass(frozen=True)
class Figure:
    """A word of a text that was counted (or a day, a name that goes with it): where it begins, as printed, and the key
    of the list behind it; empty when there is none."""

    at: int
    text: str
    key: str = ""


@dataclass(frozen=True)
class Block:
    """A piece of the body: paragraph, bullet («- …»), numbered subheading («1. …»), article («Điều 1. …») or a table.

    `figures` are the counted words of the text. `is_typed`: a person wrote it, so its other numbers are theirs.
    """

    kind: str
    text: str
    table: Annex | None = None
    figures: tuple[Figure, ...] = ()
    is_typed: bool = False


@dataclass(frozen=True)
class Section:
    """«I. …» with what stands under it; the number is given when printed. Without heading only what stands under it."""

    heading: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class ChartBar:
    """One bar: its label, the share of the target reached (percent, 0 or more) and the words beside it."""

    label: str
    percent: float
    text: str


@dataclass(frozen=True)
class Chart:
    """A bar chart of progress, printed in an annex of its own; a bar over 100 % is drawn full."""

    title_lines: tuple[str, ...]
    bars: tuple[ChartBar, ...]


@dataclass(frozen=True)
class ReportContent:
    """One paper, whole. `sentence` says it in one sentence, for lists and first pages; the body repeats it.

    `form` says which parts it has: a paper with a title, a letter («công văn»), a decision, whose `closing` is its last
    article and whose `authority_line` names who decides, an enclosure of annexes alone, minutes, which have no line of
    place and day, or a report of merit, which has no number. Both of these have several `signers` side by side instead
    of one `signer`. `bases` are «Căn cứ …».
    """

    head: DocumentHead
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: str
    annexes: tuple[Annex, ...]
    recipients: tuple[str, ...]
    signer: Signer
    as_of: date
    snapshot_code: str = ""
    sentence: str = ""
    charts: tuple[Chart, ...] = ()
    style_code: str = "ND30-2020"
    form: str = TITLED
    bases: tuple[str, ...] = ()
    authority_line: str = ""
    signers: tuple[Signer, ...] = ()
    check_code: str = ""
    check_url: str = ""
    sheet: Sheet | None = None


def to_json(value):
    """Plain dicts, lists, strings and numbers of a value; days become «2023-06-30»."""
    if is_dataclass(value):
        return {item.name: to_json(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    return value


def from_json(data, kind=ReportContent):
    """The value again; ValueError when a key is unknown or missing, or a value has the wrong type."""
    if not isinstance(data, dict):
        raise ValueError(f"{kind.__name__}: cần một đối tượng JSON.")
    hints = typing.get_type_hints(kind)
    if unknown := set(data) - set(hints):
        raise ValueError(f"{kind.__name__}: không có trường {', '.join(sorted(unknown))}.")
    try:
        return kind(**{name: _typed(value, hints[name], name) for name, value in data.items()})
    except TypeError as error:
        raise ValueError(f"{kind.__name__}: {error}") from error


def _typed(value, hint, name):
    if isinstance(hint, types.UnionType):
        if value is None:
            return None
        hint = next(part for part in typing.get_args(hint) if part is not types.NoneType)
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, (list, tuple)):
            raise ValueError(f"{name}: cần một danh sách.")
        return tuple(_typed(item, typing.get_args(hint)[0], name) for item in value)
    if is_dataclass(hint):
        return from_json(value, hint)
    if hint is date:
        return date.fromisoformat(value)
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise ValueError(f"{name}: cần kiểu {hint.__name__}.")
    return value
