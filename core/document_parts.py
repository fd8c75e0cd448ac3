"""The child that opens a sent document: bytes on standard input, parts as JSON on standard output.

Runs alone, without Django, under limits of memory and time; whatever the file does, only this process dies.
A part is ["p", text] for a paragraph, ["t", rows] for a table whose merged cells are repeated, ["f"] for a new page.
Exit codes: 0 read, 3 encrypted, 4 damaged.
"""
import io
import json
import resource
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

MEMORY, CPU_SECONDS, OUTPUT_LIMIT, MAX_PAGES = 1 << 30, 40, 8 << 20, 400
ENCRYPTED, DAMAGED = 3, 4
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROMAN = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))


def docx_parts(data):
    """Paragraphs and tables in the order of the file, automatic numbers written out as Word shows them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml")).find(f"{W}body")  # noqa: S314  DTD refused
        names = archive.namelist()
        numbering = archive.read("word/numbering.xml") if "word/numbering.xml" in names else None
        styles = archive.read("word/styles.xml") if "word/styles.xml" in names else None
    marks = Numbering(numbering, styles)
    return [part for element in body for part in element_parts(element, marks)]


def element_parts(element, marks):
    if element.tag == f"{W}p":
        text = paragraph_text(element)
        yield ["p", marks.mark(element) + text if text.strip() else ""]
    elif element.tag == f"{W}tbl":
        yield ["t", table_rows(element, marks)]
    elif element.tag in (f"{W}sdt", f"{W}sdtContent"):
        for child in element:
            yield from element_parts(child, marks)


def paragraph_text(paragraph):
    pieces = []
    for node in paragraph.iter():
        if node.tag == f"{W}t":
            pieces.append(node.text or "")
        elif node.tag == f"{W}tab":
            pieces.append("\t")
        elif node.tag in (f"{W}br", f"{W}cr"):
            pieces.append("\n")
        elif node.tag == f"{W}noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)


def table_rows(table, marks):
    """Rows of cell texts; a cell merged over columns or rows stands in each of its places."""
    rows, above = [], []
    for row in table.iter(f"{W}tr"):
        cells = []
        for cell in row.findall(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            text = "\n".join(marks.mark(p) + paragraph_text(p) for p in cell.iter(f"{W}p")).strip("\n")
            if merge is not None and merge.get(f"{W}val") != "restart" and len(cells) < len(above):
                text = above[len(cells)]
            cells.extend([text] * min(int(span.get(f"{W}val", 1)) if span is not None else 1, 60))
        rows.append(cells)
        above = cells
    return rows


class Numbering:
    """Automatic numbers of a Word file, counted as the paragraphs come."""

    def __init__(self, numbering, styles):
        self.levels, self.counts, self.by_style = {}, {}, {}
        if numbering:
            self._read_levels(ElementTree.fromstring(numbering))  # noqa: S314
        if styles:
            self._read_styles(ElementTree.fromstring(styles))  # noqa: S314

    def _read_levels(self, root):
        abstract = {}
        for item in root.findall(f"{W}abstractNum"):
            abstract[item.get(f"{W}abstractNumId")] = {
                level.get(f"{W}ilvl"): (self._value(level, "numFmt"), self._value(level, "lvlText"),
                                        int(self._value(level, "start") or 1))
                for level in item.findall(f"{W}lvl")
            }
        for item in root.findall(f"{W}num"):
            self.levels[item.get(f"{W}numId")] = abstract.get(self._value(item, "abstractNumId"), {})

    def _read_styles(self, root):
        for style in root.findall(f"{W}style"):
            if (found := style.find(f"{W}pPr/{W}numPr")) is not None:
                self.by_style[style.get(f"{W}styleId")] = found

    @staticmethod
    def _value(element, name):
        found = element.find(f"{W}{name}")
        return found.get(f"{W}val") if found is not None else None

    def mark(self, paragraph):
        """«1. », «a) », «- » as Word prints it; "" for a paragraph without an automatic number."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        if properties is None:
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            properties = self.by_style.get(style.get(f"{W}val")) if style is not None else None
        if properties is None:
            return ""
        number, level = self._value(properties, "numId"), self._value(properties, "ilvl") or "0"
        form, pattern, start = self.levels.get(number, {}).get(level, (None, None, 1))
        if form is None or number == "0":
            return ""
        if form == "bullet":
            return "- " if level == "0" else "+ "
        counts = self.counts.setdefault(number, {})
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [key for key in counts if int(key) > int(level)]:
            del counts[deeper]
        return self._written(number, pattern or "%1.", counts) + " "

    def _written(self, number, pattern, counts):
        for place in range(9):
            form = self.levels[number].get(str(place), ("decimal",))[0]
            pattern = pattern.replace(f"%{place + 1}", in_form(counts.get(str(place), 1), form))
        return pattern


def in_form(count, form):
    if form == "upperRoman":
        text = ""
        for letters, value in ROMAN:
            text, count = text + letters * (count // value), count % value
        return text
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    return str(count)


def pdf_parts(data):
    """Paragraphs, columns and ruled tables of a PDF (see core.pdf_parts)."""
    sys.path.append(str(Path(__file__).resolve().parent.parent))  # the child starts without a path to the project
    import pypdfium2.raw as pdfium  # only for PDF
    from pypdfium2 import PdfiumError  # only for PDF

    from core import pdf_parts  # only for PDF

    try:
        return pdf_parts.parts_of(data, MAX_PAGES)
    except PdfiumError as error:
        if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            sys.exit(ENCRYPTED)
        raise


def main(kind):
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        parts = docx_parts(data) if kind == "docx" else pdf_parts(data)
        written = json.dumps(parts).encode()
    except SystemExit:
        raise
    except Exception:  # a damaged file fails in many ways inside the parsers
        sys.exit(DAMAGED)
    sys.stdout.buffer.write(written[:OUTPUT_LIMIT] if len(written) <= OUTPUT_LIMIT else b"null")


if __name__ == "__main__":
    main(sys.argv[1])
