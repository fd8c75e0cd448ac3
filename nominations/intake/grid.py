"""A table with its merged cells, its head rows and what each column holds."""
import re
from dataclasses import dataclass, field

from nominations.intake.chars import clean_line, plain, small
from nominations.intake.people import birth_of, is_mark, looks_like_person
from nominations.intake.words import NAMES, is_position, is_unit, role_of, roles_in

COVER_LIMIT = 200_000  # cells under merges, whatever the file says
MOST_FACTS = 20  # lines of a form of one person
_LEAVES = set("nam|nu|ong|ba|ngay|thang|tom tat|so|ten|ho|ho dem|dem|ca nhan|tap the".split("|"))


class Grid:
    """Cells by row and column from 0; a merged cell answers in each of its places."""

    def __init__(self, block):
        self.rows, self.name = block["rows"], block.get("sheet")
        self.width = max((len(row) for row in self.rows), default=0)
        self.origin = {}
        for top, left, bottom, right in block["merges"]:
            if len(self.origin) + (bottom - top + 1) * (right - left + 1) > COVER_LIMIT:
                break
            self.origin |= {(row, column): (top, left) for row in range(top, bottom + 1)
                            for column in range(left, right + 1)}
        self.width = max([self.width, *(column + 1 for _, column in self.origin)])

    def __len__(self):
        return len(self.rows)

    def place(self, row, column):
        return self.origin.get((row, column), (row, column))

    def cell(self, row, column):
        row, column = self.place(row, column)
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column] if column < len(cells) else ""

    def filled(self, row):
        """[(column, text)] of the row's cells that hold something, a merged cell once, at its first place here."""
        seen, found = set(), []
        for column in range(self.width):
            place = self.place(row, column)
            text = self.cell(row, column)
            if place not in seen and clean_line(text):
                found.append((column, text))
            seen.add(place)
        return found

    def starts_here(self, row, column):
        return self.place(row, column)[0] == row


@dataclass
class Column:
    """What a column holds: role, words of its head, and what the head itself says of each row."""

    role: str
    head: str = ""
    honorific: str | None = None
    label: str = ""  # of award and kind columns that are only ticked
    part: str = ""  # day, month, year of a birth in three columns


@dataclass
class Head:
    """Where a head stands and what it says; `last` is its last row."""

    first: int
    last: int
    columns: dict = field(default_factory=dict)  # place -> Column

    def places(self, *roles):
        return [place for place, column in sorted(self.columns.items()) if column.role in roles]

    def has(self, *roles):
        return bool(self.places(*roles))


def find_head(grid, start):
    """The first head at or after row `start`; None when there is none."""
    for row in range(start, len(grid)):
        if _is_head_row(grid, row):
            return _head_at(grid, row, start)
    return None


def _is_head_row(grid, row):
    """A row that names a column of names and another one, in short words, and is no row of data."""
    filled = grid.filled(row)
    if len(filled) < 2 or clean_line(filled[0][1]).strip(".)").isdigit():
        return False
    if any(len(clean_line(text)) > 110 for _, text in filled):
        return False
    roles = [(role_of(text), len(roles_in(text))) for _, text in filled]
    known = [role for role, _ in roles if role]
    named = {"name", "body", "household", "family", "model_name"} & set(known)
    unit_list = {"seq", "unit"} <= set(known) and len(known) >= 2
    if not (named or unit_list) or len(set(known)) + known.count("ignored") < 2:
        return False
    return len(known) >= max(2, 0.6 * len(filled)) and not _is_data(filled)


def _is_data(filled):
    first = clean_line(filled[0][1]).strip(".)")
    return first.isdigit() or any(re.fullmatch(r"[\d/.\s-]{4,}", clean_line(text)) for _, text in filled)


def _head_at(grid, row, start):
    first = last = row
    while first - 1 >= start and _belongs_to_head(grid, first - 1):
        first -= 1
    while last + 1 < len(grid) and last - first < 4 and _goes_on(grid, first, last + 1):
        last += 1
    head = Head(first, last)
    for column in range(grid.width):
        parts = _head_parts(grid, first, last, column)
        head.columns[column] = _column(parts)
    _settle(head, grid)
    return head


def _belongs_to_head(grid, row):
    """A row above that is head too: several short cells that name columns or groups of them."""
    filled = grid.filled(row)
    return (len(filled) >= 2 and all(len(clean_line(text)) <= 80 for _, text in filled)
            and sum(bool(roles_in(text)) or "thong tin" in plain(text) for _, text in filled) >= max(2, len(filled) / 2)
            and not _is_data(filled))


def _goes_on(grid, first, row):
    """Whether the row is a further row of the head: under merged head cells, or leaf words only."""
    filled = grid.filled(row)
    own = [(column, text) for column, text in filled if grid.starts_here(row, column)]
    from_above = any(grid.place(row, column)[0] < row and grid.place(row, column)[0] >= first for column, _ in filled)
    if not own:
        return from_above
    leaves = all(plain(text) in _LEAVES or role_of(text) or _is_year_head(text) for _, text in own)
    if _is_data(own) or is_column_numbers(grid, row):
        return False
    if from_above:
        return all(len(clean_line(text)) <= 60 for _, text in own)
    return leaves and not any(plain(text) in ("tap the", "ca nhan") for _, text in own) or (
        leaves and len(own) >= 2)


def _is_year_head(text):
    return bool(re.fullmatch(r"nam (?:hoc )?\d{4}(?: \d{4})?", plain(text)))


def _head_parts(grid, first, last, column):
    parts = []
    for row in range(first, last + 1):
        text = clean_line(grid.cell(row, column))
        if text and (not parts or parts[-1] != text):
            parts.append(text)
    return parts


def _column(parts):
    """The column of a head read from its top row down: the leaf decides, what stands above helps."""
    head = " / ".join(parts)
    if not parts:
        return Column("")
    leaf, accented, above = plain(parts[-1]), small(parts[-1]), [
        role_of(part) for part in parts[:-1] if not plain(part).startswith("thong tin")]
    parent = next((role for role in reversed(above) if role), "")
    if accented in ("nam", "nữ") and parent == "birth":
        return Column("birth", head)
    if accented in ("ngày", "tháng", "năm") and parent == "birth":
        return Column("birth", head, part={"ngày": "day", "tháng": "month", "năm": "year"}[accented])
    if leaf in ("ong", "ba") and parent in NAMES:
        return Column(parent, head, honorific="Ông" if leaf == "ong" else "Bà")
    if accented in ("nam", "nữ") and parent in ("", "sex"):
        return Column("sex", head, label=parts[-1])
    if parent in ("name", "award", "kind", "") and len(parts) > 1 and leaf in ("tap the", "ca nhan", "ho gia dinh"):
        return Column("kind" if parent != "name" else {"tap the": "body"}.get(leaf, "name"), head, label=parts[-1])
    if parent in ("award", "ignored") and len(parts) > 1:
        return Column(parent, head, label=parts[-1] if parent == "award" else "")
    own = role_of(parts[-1])
    if parent == "achievement" and own in ("award", "", "unit"):
        return Column("ignored" if own == "award" else "achievement", head)
    return Column(own or parent, head, label=parts[-1] if (own or parent) in ("award", "kind") else "")


def _settle(head, grid):
    """Two columns that claim the same thing: a body's name beside a person's is where the person works."""
    if head.has("name", "family", "household") and head.has("body"):
        body_places = head.places("body")
        if not head.has("unit") and all(plain(head.columns[p].head).startswith("ten don vi") or "co quan" in
                                        plain(head.columns[p].head) for p in body_places):
            _recast(head, body_places, "unit")
    if head.has("given") and not head.has("family", "name"):
        _recast(head, head.places("given"), "name")
    if head.has("family") and head.has("name"):
        _recast(head, head.places("name"), "given")
    relatives = [p for p in head.places("name") if re.search(r"\b(?:vo|chong)\b", plain(head.columns[p].head))]
    if relatives and head.has("household"):
        _recast(head, relatives, "ignored")
    if not head.has(*NAMES) and head.has("unit"):
        _recast(head, head.places("unit")[:1], "body")
    if not head.has("unit", "position_unit") and head.has("owner") and not head.has("model_name"):
        _recast(head, head.places("owner"), "unit")
    if not head.has("unit", "position_unit") and head.has("address"):
        _recast(head, head.places("address")[:1], "unit")


def _recast(head, places, role):
    for place in places:
        head.columns[place].role = role


def side_by_side(head):
    """The heads of lists that stand beside each other in one table, each from its own number on; mostly one."""
    starts = head.places("seq")
    if len(starts) < 2:
        return [head]
    parts = [Head(head.first, head.last, {place: column for place, column in head.columns.items()
                                          if (start <= place or start == starts[0]) and place < stop})
             for start, stop in zip(starts, [*starts[1:], max(head.columns) + 1], strict=True)]
    return parts if all(part.has(*NAMES) for part in parts) else [head]


def turned_form(grid):
    """A form that names its facts down the first columns («Họ và tên | …», «Ngày sinh | …») as a table with a head.

    None for any other table.
    """
    if not 3 <= len(grid) <= MOST_FACTS:
        return None
    rows = [[grid.cell(row, column) for row in range(len(grid))] for column in range(grid.width)]
    turned = Grid({"rows": rows, "merges": [], "sheet": grid.name})
    head = find_head(turned, 0)
    if head is None or head.first > 1 or head.last == len(rows) - 1:
        return None
    named = any(len(turned.cell(head.last + 1, place).split()) > 1 for place in head.places(*NAMES))
    return turned if named and head.has("birth", "position", "unit", "position_unit", "achievement") else None


def is_column_numbers(grid, row):
    """«(1) (2) (3)», «1 2 3», «A B 1 2»: the row under a head that numbers the columns."""
    texts = [clean_line(text).strip("()[] .") for _, text in grid.filled(row)]
    if len(texts) < 3 or any(not re.fullmatch(r"\d{1,2}|[A-Za-z]|\d+=.*", text) for text in texts):
        return False
    numbers = [int(text) for text in texts if text.isdigit()]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else len(texts) >= 3


def guess_head(grid):
    """A head for a table that has none, from what its columns hold; None when no column holds names."""
    rows = [row for row in range(len(grid)) if len(grid.filled(row)) >= 2]
    if len(rows) < 2 or grid.width < 2:
        return None
    head = Head(rows[0] - 1, rows[0] - 1)
    for column in range(grid.width):
        texts = [text for row in rows if clean_line(text := grid.cell(row, column))]
        head.columns[column] = Column(_guess(texts, head) if texts else "")
    if not head.has("name"):
        return None
    return head


def _guess(texts, head):
    def share(test):
        return sum(bool(test(text)) for text in texts) / len(texts)

    if not head.columns and share(lambda t: re.fullmatch(r"\d{1,4}[.)]?", clean_line(t))) > 0.7:
        return "seq"
    if not head.has("name") and share(lambda t: looks_like_person(t) or is_unit(t)) > 0.6:
        return "name"
    if not head.has("birth") and share(birth_of) > 0.6:
        return "birth"
    if share(is_mark) > 0.6:
        return ""
    if not head.has("position") and share(is_position) > 0.5:
        return "position_unit" if share(lambda t: "," in t) > 0.5 else "position"
    if not head.has("unit", "position_unit") and head.has("name") and share(is_unit) > 0.5:
        return "unit"
    if not head.has("award") and share(lambda t: plain(t).startswith(("bang khen", "giay khen", "co thi dua"))) > 0.5:
        return "award"
    return "" if head.has("achievement") or not head.has("name") else "achievement"
