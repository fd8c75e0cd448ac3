"""The child that opens a sent list: bytes on standard input, blocks as JSON on standard output.

Runs alone, without Django, under limits of memory and time; whatever the file does, only this process dies.
A block is {"text": …} for a paragraph, {"sheet": name or null, "rows": [[text, …], …], "merges": [[top, left, bottom,
right], …]} for a table or a sheet; places count from 0. Hidden sheets are left out. Days are written as ISO text.
Exit codes: 0 read, 4 damaged, 5 more rows than allowed.
"""
import io
import json
import posixpath
import re
import resource
import sys
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree

MEMORY, CPU_SECONDS, OUTPUT_LIMIT = 768 << 20, 20, 6 << 20
MAX_ROWS = 5050  # a list of 5,000 with its heads, headings and signatures
MAX_COLUMNS, MAX_CELL, MAX_MERGES = 60, 20_000, 20_000
DAMAGED, TOO_MANY_ROWS = 4, 5
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DAY_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
YEARS = range(1900, 2031)  # a plain year typed into a cell that shows days


class TooManyRows(Exception):
    pass


# --- Word ---------------------------------------------------------------------------------------------------------


def word_blocks(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml")).find(f"{W}body")  # noqa: S314  DTD refused
    counter = [0]
    return [block for element in body for block in word_element(element, counter)]


def word_element(element, counter):
    if element.tag == f"{W}p":
        yield {"text": paragraph_text(element)}
        for table in tables_in_boxes(element):
            yield from word_table(table, counter)
    elif element.tag == f"{W}tbl":
        yield from word_table(element, counter)
    elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"):
        for child in element:
            yield from word_element(child, counter)


def tables_in_boxes(paragraph):
    for box in below(paragraph, f"{W}txbxContent"):
        yield from box.iter(f"{W}tbl")


def below(element, tag):
    """Elements of one tag under `element`, without the old form that Word keeps beside drawings."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag != FALLBACK:
            yield from below(child, tag)


def paragraph_text(paragraph):
    pieces = []
    collect(paragraph, pieces)
    return "".join(pieces)[:MAX_CELL]


def collect(element, pieces):
    for node in element:
        if node.tag == f"{W}t":
            pieces.append(node.text or "")
        elif node.tag in (f"{W}tab", f"{W}ptab"):
            pieces.append("\t")
        elif node.tag in (f"{W}br", f"{W}cr"):
            pieces.append("\n")
        elif node.tag == f"{W}noBreakHyphen":
            pieces.append("-")
        elif node.tag == f"{W}r" and is_hidden(node):
            continue
        elif node.tag not in (FALLBACK, f"{W}pPr", f"{W}rPr", f"{W}tbl", f"{W}del", f"{W}moveFrom"):
            collect(node, pieces)


def is_hidden(run):
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") not in ("0", "false")


def word_table(table, counter):
    """The table as a block, then the tables inside its cells."""
    rows, merges, open_merges, inner = [], [], {}, []
    for row in rows_of(table):
        counter[0] += 1
        if counter[0] > MAX_ROWS:
            raise TooManyRows
        cells = [""] * number(row, f"{W}trPr/{W}gridBefore")
        for cell in cells_of(row):
            place(cell, cells, len(rows), merges, open_merges)
            inner += [found for found in below_cell(cell)]
        rows.append(cells)
    yield {"sheet": None, "rows": rows, "merges": merges + [m for m in open_merges.values() if m[0] != m[2]]}
    for found in inner:
        yield from word_table(found, counter)


def rows_of(table):
    for child in table:
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from rows_of(child)


def cells_of(row):
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from cells_of(child)


def below_cell(cell):
    for child in cell:
        if child.tag == f"{W}tbl":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from below_cell(child)


def place(cell, cells, top, merges, open_merges):
    """Put one Word cell into its row; note what it spans."""
    left = len(cells)
    span = max(1, min(number(cell, f"{W}tcPr/{W}gridSpan", 1), MAX_COLUMNS))
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    if left + span > MAX_COLUMNS:
        return
    text = "\n".join(paragraph_text(p) for p in paragraphs_of(cell)).strip()[:MAX_CELL]
    going_on = merge is not None and merge.get(f"{W}val", "continue") != "restart"
    if going_on and left in open_merges:
        open_merges[left][2] = top
        text = ""
    else:
        if left in open_merges and (old := open_merges.pop(left))[0] != old[2]:
            merges.append(old)
        if merge is not None:
            open_merges[left] = [top, left, top, left + span - 1]
        if span > 1:
            merges.append([top, left, top, left + span - 1])
    cells += [text] + [""] * (span - 1)


def paragraphs_of(cell):
    for child in cell:
        if child.tag == f"{W}p":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from paragraphs_of(child)


def number(element, path, default=0):
    found = element.find(path)
    text = found.get(f"{W}val", "") if found is not None else ""
    return min(int(text), MAX_COLUMNS) if text.isdigit() else default


# --- Excel --------------------------------------------------------------------------------------------------------


def local(tag):
    return tag.rpartition("}")[2]


def named(element, name):
    return (child for child in element if local(child.tag) == name)


class Workbook:
    """What is needed of a workbook to write its cells as text."""

    def __init__(self, archive):
        self.archive = archive
        self.names = {name.lower(): name for name in archive.namelist()}
        root = self.part("xl/workbook.xml")
        properties = next(named(root, "workbookPr"), None)
        self.from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.strings = [text_of(item) for item in named(self.part("xl/sharedStrings.xml"), "si")]
        self.day_styles = self._day_styles()
        self.sheets = list(self._sheets(root))

    def part(self, name):
        stored = self.names.get(name.lower())
        return ElementTree.fromstring(self.archive.read(stored)) if stored else ElementTree.Element("none")  # noqa: S314

    def _sheets(self, root):
        targets = {r.get("Id"): r.get("Target", "") for r in self.part("xl/_rels/workbook.xml.rels")}
        for holder in named(root, "sheets"):
            for sheet in holder:
                target = targets.get(sheet.get(RELATION) or sheet.get("id"), "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
                if sheet.get("state", "visible") == "visible" and path.lower() in self.names:
                    yield sheet.get("name", ""), self.names[path.lower()]

    def _day_styles(self):
        root, formats = self.part("xl/styles.xml"), {}
        for holder in named(root, "numFmts"):
            formats = {item.get("numFmtId"): item.get("formatCode", "") for item in holder}
        cells = next(named(root, "cellXfs"), ())
        return {place for place, cell in enumerate(cells) if shows_days(cell.get("numFmtId", "0"), formats)}


def shows_days(number_format, formats):
    if number_format in formats:
        code = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", formats[number_format]).lower()
        return any(letter in code for letter in "dy") and "general" not in code
    return number_format.isdigit() and int(number_format) in DAY_FORMATS


def text_of(item):
    """The text of a string item, without the reading help of East Asian files."""
    pieces = []
    for child in item:
        if local(child.tag) == "t":
            pieces.append(child.text or "")
        elif local(child.tag) == "r":
            pieces += [part.text or "" for part in named(child, "t")]
    return "".join(pieces)[:MAX_CELL]


def excel_blocks(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book, counter = Workbook(archive), [0]
        return [sheet_block(book, name, path, counter) for name, path in book.sheets]


def sheet_block(book, name, path, counter):
    rows, merges = {}, []
    row_number = 0
    with book.archive.open(path) as source:
        for _, element in ElementTree.iterparse(source):  # noqa: S314
            tag = local(element.tag)
            if tag == "row":
                row_number = place_number(element.get("r"), row_number + 1)
                cells = row_cells(book, element)
                element.clear()
                if cells:
                    counter[0] += 1
                    if counter[0] > MAX_ROWS:
                        raise TooManyRows
                    rows[row_number] = cells
            elif tag == "mergeCell" and len(merges) < MAX_MERGES:
                merges.append(element.get("ref", ""))
    return squeezed(name, rows, merges)


def place_number(text, default):
    return int(text) if text and text.isdigit() and len(text) < 8 else default


def row_cells(book, row):
    """{column: text} of the cells that hold something."""
    cells, column = {}, -1
    for cell in named(row, "c"):
        letters = re.match(r"[A-Z]{1,3}", cell.get("r", ""))
        column = column_number(letters[0]) if letters else column + 1
        text = cell_text(book, cell).strip() if column < MAX_COLUMNS else ""
        if text:
            cells[column] = text[:MAX_CELL]
    return cells


def column_number(letters):
    found = 0
    for letter in letters:
        found = 26 * found + ord(letter) - 64
    return found - 1


def cell_text(book, cell):
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(text_of(item) for item in named(cell, "is"))
    value = next(named(cell, "v"), None)
    raw = (value.text or "") if value is not None else ""
    if kind == "s":
        return book.strings[int(raw)] if raw.isdigit() and int(raw) < len(book.strings) else ""
    if kind == "e" or not raw and kind != "str" and next(named(cell, "f"), None) is not None:
        return without_result(cell, raw)
    if kind == "b":
        return "x" if raw == "1" else ""
    if kind == "n" and raw:
        style = cell.get("s", "0")
        return number_text(raw, style.isdigit() and int(style) in book.day_styles, book.from_1904)
    return raw[:10] if kind == "d" else raw


def without_result(cell, raw):
    """What stands for a formula that was never reckoned, or that failed: «=B3&C3», «#N/A»; readers say so."""
    formula = next(named(cell, "f"), None)
    return f"={formula.text or '…'}" if formula is not None else raw


def number_text(raw, is_day, from_1904):
    try:
        amount = float(raw)
    except ValueError:
        return raw
    whole = amount == int(amount) if abs(amount) < 1e15 else False
    if is_day and 60 < amount < 80_000 and not (whole and int(amount) in YEARS):
        return (date(1904, 1, 1) if from_1904 else date(1899, 12, 30)).__add__(timedelta(days=int(amount))).isoformat()
    return str(int(amount)) if whole else repr(amount)


def squeezed(name, rows, merge_names):
    """The sheet with runs of more than three empty rows made three, so that a stray cell far below costs nothing."""
    places, shown, last = {}, [], 0
    for number_ in sorted(rows):
        shown += [[] for _ in range(min(number_ - last - 1, 3))]
        places[number_] = len(shown)
        cells = rows[number_]
        shown.append([cells.get(column, "") for column in range(max(cells) + 1)])
        last = number_
    return {"sheet": name, "rows": shown, "merges": [m for text in merge_names if (m := merge_of(text, places))]}


def merge_of(text, places):
    """[top, left, bottom, right] in the squeezed rows; None when nothing stands at its beginning."""
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})", text)
    if not found or int(found[2]) not in places:
        return None
    top, left, right = places[int(found[2])], column_number(found[1]), column_number(found[3])
    inside = [place for row, place in places.items() if int(found[2]) <= row <= int(found[4])]
    return [top, left, max(inside), min(right, MAX_COLUMNS - 1)] if left < MAX_COLUMNS else None


def main(kind):
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        written = json.dumps(word_blocks(data) if kind == "docx" else excel_blocks(data)).encode()
    except TooManyRows:
        sys.exit(TOO_MANY_ROWS)
    except Exception:  # a damaged file fails in many ways inside the parsers
        sys.exit(DAMAGED)
    if len(written) > OUTPUT_LIMIT:
        sys.exit(TOO_MANY_ROWS)
    sys.stdout.buffer.write(written)


if __name__ == "__main__":
    main(sys.argv[1])
