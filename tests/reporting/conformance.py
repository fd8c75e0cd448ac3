"""Judges a finished PDF against the State or the Party layout, from the file alone: sizes, places, rules, signs.

`broken_rules(pdf)` returns {rule: what was found}; an empty dict is a pass. What stands above the text is judged in
`conformance_head`; the bounds stand in `conformance_reading`.
"""

import re
import unicodedata
from collections import Counter
from itertools import pairwise

import pikepdf

from tests.reporting.conformance_head import header_rules, lines_below_header, party_header_rules, title_rules
from tests.reporting.conformance_reading import CHECK_LINE, MM, OPENING, SEVERAL_SIGN, Report, lines_of

LETTERS = {
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
} | {"đ"}
LETTERS |= {letter.upper() for letter in LETTERS}
SIGNS = set("“”‘’–—…≥≤•\u00a0")
TIMES_WIDTHS = {"a": 0.444, "e": 0.444, "h": 0.5, "i": 0.278, "n": 0.5, "t": 0.278, "C": 0.667, "T": 0.611}
TIMES_WIDTHS |= dict.fromkeys("0123456789", 0.5)
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
LEFTOVERS = re.compile(r"\bNone\b|\bNaN\b|\{\{|\}\}|\{%|%\}|\bnull\b")


def broken_rules(pdf):
    """{rule: finding} for everything the file gets wrong."""
    found = {}
    for name, holds, finding in _judged(pdf):
        if not holds:
            found.setdefault(name, finding)
    return found


def judged_rules(pdf):
    """The names of all rules that apply to the file, kept or broken."""
    return {name for name, _, _ in _judged(pdf)}


def _judged(pdf):
    report = Report(pdf)
    header = party_header_rules if report.is_party else header_rules
    for check in (file_rules, page_rules, header, title_rules, body_rules, signature_rules, annex_rules, words):
        yield from check(report)


def file_rules(report):
    root = report.file.Root
    fonts = list(_fonts(report.file))
    chars = [char for page in report.pages for char in page.chars]
    measured = [c for c in chars if c["text"] in TIMES_WIDTHS and "Bold" not in c["fontname"]]
    measured = [c for c in measured if "Italic" not in c["fontname"]]
    off = [c["text"] for c in measured if abs((c["x1"] - c["x0"]) / c["size"] - TIMES_WIDTHS[c["text"]]) > 0.014]
    metadata = str(report.file.open_metadata())
    yield "not encrypted, no script", not report.file.is_encrypted and "/OpenAction" not in root, "script"
    yield "no attachments", not list(report.file.attachments), list(report.file.attachments)
    yield "fonts embedded", all(_is_embedded(font) for font in fonts), [str(font.BaseFont) for font in fonts]
    yield "one family", {"LiberationSerif"} >= {_family(font) for font in fonts}, {_family(f) for f in fonts}
    yield "widths of Times", len(off) <= 0.005 * len(measured), Counter(off)
    yield "no missing glyph", not _zero_glyphs(report.file), "glyph 0"
    yield "composed text", unicodedata.is_normalized("NFC", "".join(c["text"] for c in chars)), "NFD"
    strange = {c["text"] for c in chars if not (c["text"].isascii() or c["text"] in LETTERS | SIGNS)}
    yield "only Vietnamese letters and signs", not strange, strange
    black = {(0,), (0.0,), 0, (0, 0, 0), None}
    yield "black text", all(c["non_stroking_color"] in black for c in chars), {c["non_stroking_color"] for c in chars}
    yield "title and language", str(root.get("/Lang", "")).startswith("vi") and "dc:title" in metadata, metadata[:200]
    yield ("tagged, PDF/A",
           root.get("/MarkInfo", {}).get("/Marked") == True and "pdfaid" in metadata, "untagged")  # noqa: E712


def _fonts(file):
    for page in file.pages:
        yield from page.obj.Resources.get("/Font", {}).values()


def _is_embedded(font):
    if font.Subtype != "/Type0" or "/ToUnicode" not in font:
        return False
    return any(key in font.DescendantFonts[0].FontDescriptor for key in ("/FontFile2", "/FontFile3"))


def _family(font):
    return re.sub(r"^/[A-Z]{6}\+|-(Bold|Italic).*$", "", str(font.BaseFont)).replace("-", "")


def _zero_glyphs(file):
    for page in file.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            shown = operands[0] if str(operator) == "TJ" else operands
            for part in shown if str(operator) in {"TJ", "Tj"} else ():
                codes = bytes(part) if isinstance(part, pikepdf.String) else b""
                if any(codes[at : at + 2] == b"\0\0" for at in range(0, len(codes), 2)):
                    return True
    return False


def page_rules(report):
    for at, page in enumerate(report.pages):
        lines, landscape = report.body(at), report.is_landscape(at)
        size = sorted((page.width / MM, page.height / MM))
        yield "A4", abs(size[0] - 210) < 0.5 and abs(size[1] - 297) < 0.5 and not page.rotation, size
        yield "text on every page", bool(lines), at
        yield "15 mm free at the sides", all(
            line.x0 >= 15 * MM - 1 and line.x1 <= page.width - 15 * MM + 1 for line in lines
        ), [line.text for line in lines if line.x0 < 15 * MM - 1 or line.x1 > page.width - 15 * MM + 1]
        yield "bottom margin empty", all(
            line.base <= page.height - 20 * MM + 1 for line in report.lines[at]
        ), [line.text for line in lines if line.base > page.height - 20 * MM]
        if not landscape:
            left = min([line.x0 for line in lines] + [table.bbox[0] for table in page.find_tables()]) / MM
            yield "left margin 30-35 mm", report.bounds.left_mm[0] <= left <= 35, left
            right = (page.width - max(line.x1 for line in lines)) / MM
            yield "right margin 15-20 mm", right >= 14.8, right
        if at in report.main:
            low, high = report.bounds.first_line_mm
            yield "first line 20-26.5 mm from the top", low - 0.2 <= lines[0].top / MM <= high, lines[0].top / MM
    for group in (report.main, *report.annexes):
        for place, at in enumerate(group, start=1):
            number, page = report.number(at), report.pages[at]
            if place == 1:
                yield "no number on first pages", not number, [line.text for line in number]
                continue
            yield "page numbers", [line.text for line in number] == [str(place)], (at, [x.text for x in number])
            for line in number:
                yield ("page number 13-14 pt upright",
                       line.sized(*report.bounds.page_number) and line.all_in(), line.sizes)
                yield "page number 7-14 mm from the edge", 7 <= (line.top + line.base) / 2 / MM <= 14 or (
                    report.is_landscape(at)), line.top / MM
                area = (30, 15) if not report.is_landscape(at) else (20, 20)
                middle = (area[0] * MM + page.width - area[1] * MM) / 2
                yield "page number centred", abs(line.centre - middle) < 3 * MM, line.centre / MM


def _body(report):
    """(page, line) of the running text: from the opening «Thực hiện …» up to the recipients."""
    outside = {at: report.outside_tables(at) for at in report.main}
    lines = [(at, line) for at in report.main for line in (report.body(at) if at else lines_below_header(report))
             if line in outside[at]]
    texts = [line.text for _, line in lines]
    start = next((place for place, text in enumerate(texts) if OPENING.match(text)), 0)
    end = next((place for place, text in enumerate(texts) if "Nơi nhận:" in text or SEVERAL_SIGN.match(text)),
               len(lines))
    return [(at, line) for at, line in lines[start:end] if not _is_title(line)]


def _is_title(line):
    """A bold line in capitals that begins far from the margin: «QUYẾT ĐỊNH:»."""
    return line.x0 > 60 * MM and line.text.isupper() and line.all_in(bold=True)


def body_rules(report):
    body = _body(report)
    right = report.pages[0].width - 15 * MM
    sizes = Counter(size for _, line in body for size in line.sizes)
    common = sizes.most_common(1)[0]
    low, high = report.bounds.body
    yield "body 13-14 pt, one size", low <= common[0] <= high and common[1] >= 0.9 * sum(sizes.values()), sizes
    indents = [(line.x0 / MM - 30) for _, line in body if line.x0 / MM - 30 > 3]
    good = [x for x in indents if any(abs(x - mm) <= off for mm, off in report.bounds.indents_mm)]
    yield "indent 10 or 12.7 mm", len(good) >= 0.9 * len(indents), [round(x, 1) for x in indents]
    pairs = [(a, b) for (p, a), (q, b) in pairwise(body) if p == q]
    inside = [(a, b) for a, b in pairs if b.x0 / MM - 30 < 3]
    full = [a for a, _ in inside if abs(a.x1 - right) <= 1.5 * MM]
    yield "lines reach the right margin", len(full) >= 0.94 * len(inside), [a.text for a, _ in inside if a not in full]
    pitches = [b.base - a.base for a, b in inside]
    unit, (low, high) = 1 if report.is_party else common[0], report.bounds.pitch_pt
    yield "line spacing single to 1.5", all(low - 0.05 <= p / unit <= high + 0.05 for p in pitches), pitches
    single = min(pitches, default=1.15 * common[0])
    gaps = [(b.base - a.base) - single for a, b in pairs if b.x0 / MM - 30 > 3]
    yield "6 pt between paragraphs", all(gap >= 5.8 for gap in gaps), gaps
    headings = [line for _, line in body if re.match(report.bounds.heading, line.text)]
    yield "headings bold upper case", all(
        line.all_in(bold=True) and line.text.isupper() for line in headings
    ), [line.text for line in headings]
    yield "no heading at the end of a page", not any(
        a.all_in(bold=True) and p != q and not report.has_table_under(p, a) for (p, a), (q, _) in pairwise(body)
    ), "heading"
    ended = body[-1][1].text.endswith(report.bounds.ends) and (not report.is_party or "/." not in body[-1][1].text)
    yield "text ends ./.", ended, body[-1][1].text
    if "BÁO CÁO" in report.text:
        yield "headings of the layout", bool(headings), "no heading"
    for line in (line for _, line in body if re.match(r"(- )?Căn cứ ", line.text)):
        yield "Căn cứ italic, in the Party layout upright", line.all_in(italic=not report.is_party), line.text
    for line in (line for _, line in body if re.match(r"Điều \d+\.", line.text)):
        yield "Điều bold", "Bold" in line.chars[0]["fontname"], line.text


def signature_rules(report):
    several = next(((at, line) for at in report.main for line in report.body(at) if SEVERAL_SIGN.match(line.text)),
                   None)
    if several:
        yield from _several_signatures(report, *several)
        return
    at = next((at for at in report.main if any("Nơi nhận:" in line.text for line in report.body(at))), None)
    yield "recipients and signature", at is not None, "none"
    if at is None:
        return
    page, lines = report.pages[at], report.body(at)
    start = next(i for i, line in enumerate(lines) if "Nơi nhận:" in line.text)
    chars = [char for line in lines[start:] for char in line.chars]
    middle = 30 * MM + 82.5 * MM
    left = lines_of([char for char in chars if char["x0"] < middle - 1])
    right = lines_of([char for char in chars if char["x0"] >= middle - 1])
    first, name = right[0], right[-1]
    bounds, position = report.bounds, right[-2]
    bold = first.text.isupper() and (first.all_in(bold=True) or report.is_party and first is position)
    yield "authority or office bold, upper case", bold, first.text
    sized = all(line.sized(max(13, bounds.body[0]), 14) for line in right)
    weights = name.all_in(bold=True) and position.all_in(bold=not report.is_party)
    yield "signature lines 13-14", sized and weights, [(line.text, line.sizes) for line in right]
    titled = len(right) == 2 or first.text.startswith(bounds.authorities)
    yield "authority words", titled, first.text
    yield "name centred under the office", abs(name.centre - right[-2].centre) < 3 * MM, name.centre - first.centre
    room = (name.top - right[-2].base) / MM
    yield "20-60 mm for the signature", 20 <= room <= 60, room
    yield "text above the signature", start >= 2, start
    yield "Nơi nhận level with the signature", abs(left[0].base - first.base) < 4, left[0].base - first.base
    yield from _recipient_rules(report, page, left)
    if any(line.text.startswith("Kính gửi") for line in report.body(0)):
        yield "first is Như trên", left[1].text[:-1] == "- Như trên", left[1].text
    if any(line.text == "QUYẾT ĐỊNH" for line in report.body(0)[:12]):
        yield "first is the last article", bool(re.match(r"- Như Điều \d", left[1].text)), left[1].text
    yield "signature in the text area", page.width - max(line.x1 for line in right) >= 15 * MM - 1, name.x1


def _several_signatures(report, at, head):
    """Offices side by side, each with its name underneath; minutes end with their recipients,
    other papers with nothing."""
    page, lines, bounds = report.pages[at], report.body(at), report.bounds
    start = lines.index(head)
    end = next((i for i, line in enumerate(lines) if line.text == "Nơi nhận:"), len(lines))
    signed = [line for line in lines[start:end] if not line.all_in(italic=True)]
    offices = [line for line in signed if line.text.isupper()]
    names = [line for line in signed if not line.text.isupper()]
    yield ("offices of those who sign",
           all(x.all_in(bold=not report.is_party) for x in offices), [x.text for x in offices])
    yield "names bold", all(line.all_in(bold=True) for line in names), [line.text for line in names]
    yield "signature lines 13-14", all(x.sized(max(13, bounds.body[0]), 14) for x in lines[start:end]), head.sizes
    rooms = [(name.top - max(x.base for x in lines[start:end] if x.base < name.top)) / MM for name in names]
    yield "20-60 mm for the signature", all(20 <= room <= 60 for room in rooms), rooms
    yield "text above the signature", start >= 2, start
    yield "recipients under minutes alone", (end < len(lines)) == (not report.has_place), [x.text for x in lines[end:]]
    if end < len(lines):
        yield from _recipient_rules(report, page, lines[end:])


def _recipient_rules(report, page, left):
    """«Nơi nhận:» and the list beneath it, the lines of the left column from there on."""
    bounds = report.bounds
    word, listed = left[0], [line for line in left[1:] if not CHECK_LINE.match(line.text)]
    head = bounds.recipients_head
    styled = word.all_in() and _is_underlined(page, word) if report.is_party else word.all_in(bold=True, italic=True)
    yield "Nơi nhận 12 bold italic", word.sized(head, head) and styled, word.text
    small = bounds.recipients
    yield "recipients 11 pt", all(x.sized(small, small) and x.all_in() for x in listed), [x.sizes for x in listed]
    yield "recipients at the margin", all(abs(line.x0 / MM - 30) < 0.6 for line in listed), [x.x0 for x in listed]
    ends = [line.text[-1] for line in listed if line.text != listed[-1].text]
    yield "recipients end ; ; .", len(set(ends)) < 2 and set(ends) <= set(bounds.joins), ends
    yield "last recipient ends .", listed[-1].text.endswith("."), listed[-1].text
    yield "last is Lưu", bool(re.match(bounds.archive, listed[-1].text)), listed[-1].text


def _is_underlined(page, line):
    drawn = [*page.rects, *page.lines]
    return any(-1 < mark["top"] - line.base < 3.5 and abs(mark["x1"] - mark["x0"] - (line.x1 - line.x0)) < 3
               for mark in drawn)


def annex_rules(report):
    many = len(report.annexes) > 1
    main_text = " ".join(line.text for at in report.main for line in report.body(at))
    for place, group in enumerate(report.annexes):
        lines = report.body(group[0])
        word = lines[0]
        numeral = f" {NUMERALS[place]}" if many else ""
        yield "Phụ lục 14 bold centred", word.sized(14, 14) and word.all_in(bold=True), word.sizes
        yield "annex numeral", word.text == f"Phụ lục{numeral}", word.text
        yield "annex title", lines[1].text.isupper() and lines[1].all_in(bold=True), lines[1].text
        attached = next((line for line in lines[:8] if line.text.startswith("(Kèm theo")), None)
        yield "Kèm theo italic", attached is not None and attached.all_in(italic=True), lines[2].text
        yield "annex named in the text", word.text in main_text or not report.main, word.text
        heads = [report.pages[at].extract_table() for at in group]
        with_table = [table[0] for table in heads if table]
        yield "table head repeats", all(head == with_table[0] for head in with_table), with_table
        small = {size for at in group for line in report.body(at) for size in line.sizes}
        yield "table text 10-14 pt", all(9.95 <= size <= 14.05 for size in small), small


def words(report):
    yield "no template leftovers", not LEFTOVERS.search(report.text), LEFTOVERS.findall(report.text)
    yield "decimal comma", not re.search(r"\d\.\d{1,2}\s?%", report.text), "point"
    dates = re.findall(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", report.text)
    bad = [d for d in dates if len(d[0]) < 2 or (int(d[1]) < 3 and len(d[1]) < 2)]
    yield "zeros in dates", not bad, bad
