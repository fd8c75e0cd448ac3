"""The words of a stored paper for the screen: paragraphs with their figures as links, tables,
and what people changed."""
from dataclasses import dataclass, field

from reporting.behind import figure_url
from reporting.documents.edits import Edit, Typed, bracketed, paragraphs, pieces_after, shown
from reporting.documents.figures import NUMBER, typed_numbers
from reporting.documents.tables import NOTHING, build_table
from reporting.documents.values import LIST, QUOTAS, Figure, from_json
from reporting.services.sentences import edits_of

ROWS_SHOWN = 60  # of a table on the screen; the whole of it stands in the files
FIGURE_COLUMNS = {
    "bound_text": "target", "registered": "registered", "nurturing": "nurturing", "recognised": "recognised",
    "replicated": "replicated", "actual": "actual", "percent_text": "percent", "shortfall_text": "shortfall",
    "added": "added", "total": "total"}


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph: plain words, a figure (with the address of its list),
    or a number that a person typed."""

    text: str
    kind: str = "words"
    url: str = ""


@dataclass(frozen=True)
class ParagraphRow:
    """One paragraph on the screen and in the form. `text` and `added` are what the form's fields hold."""

    place: str
    headings: tuple
    kind: str
    pieces: tuple[Piece, ...]
    added_pieces: tuple[tuple[Piece, ...], ...]
    typed_numbers: tuple[str, ...]
    text: str
    drafted: str
    added: tuple[str, ...]
    is_left_out: bool
    may_go: bool
    errors: tuple[str, ...] = ()
    added_errors: tuple[str, ...] = ()

    @property
    def differs(self):
        """Whether the words are not those of the draft."""
        return self.is_left_out or " ".join(self.text.split()) != " ".join(self.drafted.split())

    @property
    def height(self):
        """Lines of the text field."""
        return min(max(2, len(self.text) // 60 + 1), 14)

    @property
    def is_open(self):
        return bool(self.errors or self.added_errors)

    @property
    def added_text(self):
        return "\n".join(self.added)


@dataclass(frozen=True)
class CellShown:
    text: str
    align: str
    span: int
    rows: int
    url: str = ""


@dataclass(frozen=True)
class TableShown:
    """An annex on the screen; `more` rows stand in the files alone."""

    title: str
    heads: tuple
    rows: list = field(default_factory=list)
    note: str = ""
    more: int = 0
    is_open: bool = False


def papers_of(report):
    """The stored papers as values; none for a snapshot that holds no paper."""
    found = report.data if isinstance(report.data, list) else [report.data]
    return [from_json(data) for data in found if data.get("head")]


def rows_of(report, content, wording, paper=0, *, typed=None, errors=None):
    """A `ParagraphRow` for each paragraph; `typed` ({place: Typed}) and `errors` are those of a form that
    was refused."""
    edits, errors = edits_of(wording, paper), errors or {}
    return [_row(report, paragraph, edits.get(paragraph.place), (typed or {}).get(paragraph.place), errors)
            for paragraph in paragraphs(content)]


def _row(report, paragraph, edit, typed, errors):
    pieces, edit = pieces_after(paragraph, edit), edit or Edit()
    is_typed = edit.pieces is not None
    form = typed or Typed(bracketed(pieces), edit.is_left_out, edit.added)
    return ParagraphRow(
        paragraph.place, paragraph.headings, paragraph.kind, tuple(_pieces(report, pieces, is_typed)),
        tuple(tuple(_pieces(report, (text,), True)) for text in edit.added),
        typed_numbers(pieces if is_typed else ()) + typed_numbers(edit.added), form.text,
        bracketed(paragraph.pieces), form.added, form.is_left_out, paragraph.may_go,
        tuple(errors.get(paragraph.place, ())), tuple(errors.get(f"{paragraph.place}+", ())))


def _pieces(report, pieces, is_typed):
    for piece in pieces:
        if isinstance(piece, Figure):
            url = figure_url(report, piece.key)
            yield Piece(shown(piece), "link" if url else "figure", url)
        elif is_typed:
            yield from _numbers_apart(piece)
        else:
            yield Piece(piece)


def _numbers_apart(text):
    end = 0
    for found in NUMBER.finditer(text):
        yield Piece(text[end:found.start()])
        yield Piece(found[0], "typed")
        end = found.end()
    yield Piece(text[end:])


def tables_of(report, content):
    """The annexes with their figures as links."""
    return [_table(report, annex) for annex in content.annexes]


def _table(report, annex):
    table = build_table(annex)
    scopes = [row.scope for row in (annex.quota_rows if annex.kind == QUOTAS else annex.list_rows)]
    rows = table.rows[:ROWS_SHOWN] if len(table.rows) > ROWS_SHOWN else table.rows
    shown_rows = [(row.kind, _cells(report, annex, row, scopes[at] if at < len(scopes) else ""))
                  for at, row in enumerate(rows)]
    return TableShown(" ".join(annex.title_lines), table.heads, shown_rows, annex.note, len(table.rows) - len(rows),
                      is_open=annex.kind == QUOTAS)


def _cells(report, annex, row, scope):
    at, cells = 0, []
    for cell in row.cells:
        name = FIGURE_COLUMNS.get(annex.columns[at]) if annex.kind in (QUOTAS, LIST) and scope else None
        if name == "target" and scope.startswith("o:"):
            name = None  # the bound of a single quota adds nothing up
        url = figure_url(report, f"{name}@{scope}") if name and cell.text not in ("", NOTHING) else ""
        cells.append(CellShown(cell.text, cell.align, cell.span, cell.rows, url))
        at += cell.span
    return cells


def told(row):
    """What the fields of a paragraph hold, in one text."""
    own = "(bỏ đoạn này)" if row.is_left_out else row.text
    return "\n".join([own, *row.added])
