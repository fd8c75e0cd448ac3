"""Records of a nomination list, read block by block: tables with heads, without heads, and numbered paragraphs."""
import re
from dataclasses import asdict, dataclass, field

from core.text import clean_text
from nominations.intake import people
from nominations.intake.chars import clean_line, plain, small
from nominations.intake.grid import (
    Grid,
    Head,
    find_head,
    guess_head,
    is_column_numbers,
    side_by_side,
    turned_form,
)
from nominations.intake.record import ListFacts, Record, RecordMaker
from nominations.intake.rows import Standing, is_note, is_signature, is_total, mark_style, section_of
from nominations.intake.words import NAMES, UNIT, award_in, is_unit, kind_in

_WHOLE_LIST = re.compile(r"(?:[-–*+•]\s*)?(hình thức|mức khen|danh hiệu|đơn vị|cơ quan|tên đơn vị)[^:]{0,40}:\s*(\S.*)",
                         re.IGNORECASE)
_ONLY_KIND = re.compile(r"(?:(?:các|danh sách|về|đối với)\s+)*(?:tập thể|cá nhân|hộ gia đình|mô hình)\s*(?:[:.]|"
                        r"[:(].*)?")


@dataclass
class Reading:
    """What was found: records, the words above them, and the columns of each table for the person to correct."""

    sender: str | None = None
    title: str | None = None
    records: list = field(default_factory=list)
    columns: list = field(default_factory=list)  # {"table", "place", "head", "role", "samples"}


class Reader:
    """Reads the blocks in order; headings found between tables go on holding in the next one.

    `chosen` maps "table:column" to a role a person chose instead of the one proposed.
    """

    def __init__(self, blocks, chosen=None, remembered=None):
        self.blocks, self.chosen, self.remembered = blocks, chosen or {}, remembered or {}
        self.reading, self.standing = Reading(), Standing()
        self.head, self.width, self.closed = None, 0, False
        self.title_lines, self.started = [], False
        self.table = -1
        self.facts = ListFacts()

    def read(self):
        lines = []
        for block in self.blocks:
            if "text" in block:
                self._paragraph(block["text"])
                lines.append(block["text"])
            else:
                self._table(Grid(block))
        if not self.reading.records:
            self._numbered_lines(lines)
        self._finish()
        return self.reading

    # --- paragraphs ---------------------------------------------------------------------------------------------

    def _paragraph(self, text):
        for line in text.split("\n"):
            line = clean_line(line)
            if not line:
                continue
            if not self.started and re.search(r"\w", line):
                self.title_lines.append(line)
            if is_signature(line) or is_note(line) or is_total(line):
                continue
            if self._whole_list(line):
                continue
            section = section_of(line)
            if section and (self.started or self._stands_above(section, line)):
                self.standing.enter(section)

    @staticmethod
    def _stands_above(section, line):
        """Whether a line above the first table is a heading of the list and no part of its title."""
        if section.style in ("kind", "award", "unit"):
            return section.style == "kind" and len(line.split()) <= 4
        if section.style != "number":
            return True
        return bool(section.kind) and (len(line.split()) <= 6 or bool(section.award))

    def _whole_list(self, line):
        """«Hình thức đề nghị: …», «Đơn vị: …» above or between tables hold for the list from there on."""
        found = _WHOLE_LIST.match(line)
        if not found:
            return False
        words = found[2].strip(" .;")
        if small(found[1]) in ("đơn vị", "cơ quan", "tên đơn vị"):
            self.facts.unit = words if len(words) < 150 and "tính" not in small(line[:12]) else self.facts.unit
        else:
            self.facts.award = words
        return True

    # --- tables -------------------------------------------------------------------------------------------------

    def _table(self, grid):
        self.closed = False
        if grid.name is not None:  # a sheet stands by itself
            self.standing, self.head = Standing(), None
            self.facts.unit = self.facts.award = None
            sheet_section = section_of(grid.name)
            if sheet_section and sheet_section.kind:
                self.standing.enter(sheet_section)
            self.facts.unit = sheet_section and sheet_section.unit
        head = find_head(grid, 0)
        if head is None and (turned := turned_form(grid)):
            grid, head = turned, find_head(turned, 0)
        if head is None:
            head = self._head_from_before(grid)
        if head is None:
            self._words_of_layout(grid, 0, len(grid))
            return
        self._words_of_layout(grid, 0, head.first)
        while head is not None:
            following = find_head(grid, head.last + 1)
            if following and following.first <= head.last:
                following = None
            for part in side_by_side(head):
                self._use(part, grid)
                self._rows(grid, part, part.last + 1, following.first if following else len(grid))
            head = following

    def _head_from_before(self, grid):
        """The head of the table before when this one only goes on, else one guessed from what the columns hold."""
        if self.head is not None and self.started and grid.width == self.width and not self.closed:
            rows = [row for row in range(len(grid)) if len(grid.filled(row)) >= 2]
            seq = self.head.places("seq")
            if rows and (not seq or any(clean_line(grid.cell(row, seq[0])).strip(".)").isdigit() for row in rows)):
                return Head(-1, -1, self.head.columns)
        return guess_head(grid)

    def _words_of_layout(self, grid, first, last):
        """Letterhead, title and headings that stand in cells."""
        for row in range(first, last):
            for _, text in grid.filled(row):
                if not self.started or grid.name is not None or len(grid.filled(row)) == 1:
                    self._paragraph(text)

    def _use(self, head, grid):
        """Note the columns for the person, with the roles chosen or remembered."""
        self.table += 1
        for place, column in sorted(head.columns.items()):
            key, words = f"{self.table}:{place}", plain(column.head)
            column.role = self.chosen.get(key, self.remembered.get(words, column.role) if words else column.role)
            below = range(head.last + 1, min(head.last + 12, len(grid)))
            samples = [clean_line(grid.cell(row, place)) for row in below if len(grid.filled(row)) > 1]
            samples = [text for text in dict.fromkeys(samples) if text][:3]
            if column.head or samples:
                self.reading.columns.append({"table": self.table, "place": place, "key": key, "head": column.head,
                                             "role": "" if column.role == "ignored" else column.role,
                                             "samples": samples})
        if not self.started:
            self.facts.kind = self._kind_of_title()
        self.head, self.width, self.started, self.closed = head, grid.width, True, False

    def _rows(self, grid, head, first, last):
        numbered = self._is_numbered(grid, head, first, last)
        maker = RecordMaker(head, self.standing, self.facts)
        above, previous, gap = {}, None, False
        for row in range(first, last):
            filled = grid.filled(row)
            if not filled:
                gap = True
                continue
            if self._is_no_record(grid, head, row, filled):
                previous = None if is_total(filled[0][1]) or self.closed else previous
                continue
            if self._heading(grid, head, row, filled):
                previous = None
                self.closed = False
                continue
            if self.closed:
                continue
            found = maker.records(grid, row, filled, numbered, above)
            if not found:
                if previous and not gap:
                    self._append(previous, grid, head, row, filled)
                continue
            if previous and self._same_row(grid, head, row):
                self._append(previous, grid, head, row, filled)
                continue
            self.reading.records += found
            previous, gap = found[-1], False

    def _is_numbered(self, grid, head, first, last):
        """Whether most rows of the table carry a number of their own."""
        seq = head.places("seq")
        names = head.places(*NAMES)
        rows = [row for row in range(first, last) if any(clean_line(grid.cell(row, place)) for place in names)]
        having = [row for row in rows if seq and clean_line(grid.cell(row, seq[0]))]
        return bool(rows) and len(having) >= 0.5 * len(rows)

    def _is_no_record(self, grid, head, row, filled):
        if is_column_numbers(grid, row):
            return True
        seq = head.places("seq")
        number = clean_line(grid.cell(row, seq[0])).strip(" .)") if seq else ""
        if number.isdigit():
            return False
        texts = [text for _, text in filled]
        if is_total(texts[0]) or (len(texts) > 1 and is_total(texts[1])) or (len(filled) <= 2 and is_note(texts[0])):
            return True
        if len(filled) <= 3 and any(is_signature(text) for text in texts) and (seq or len(filled) < 3):
            self.closed = True
            return True
        return False

    def _heading(self, grid, head, row, filled):
        """Enter the section when the row is one: a single text, or a mark and a text."""
        texts = [clean_line(text) for _, text in filled]
        seq = head.places("seq")
        if len(filled) == 1 and filled[0][0] in head.places("achievement"):
            return False
        is_pair = len(filled) == 2 and filled[0][0] in seq
        if is_pair and (not re.fullmatch(r"\d+[.)]?", texts[0]) or _ONLY_KIND.fullmatch(small(texts[1]))):
            mark, text = texts
        elif len(filled) == 1:
            mark, text = "", texts[0]
        elif is_pair and self._is_numbered_group(grid, head, row, texts):
            mark, text = texts
        else:
            return self._mixed_heading(head, filled, texts)
        if mark and not mark_style(mark):
            return False
        if len(filled) == 1 and filled[0][0] in seq and texts[0].isdigit():
            return True
        section = section_of(text, mark)
        if section is None:
            return (len(filled) == 1 and (head.has("seq") or len(head.columns) > 2)
                    and not self._could_be_name(head, filled))
        if len(filled) == 1 and self._could_be_name(head, filled) and not section.kind and section.style == "unit" \
                and not head.has("seq"):
            return False
        if section.style == "lower" and not (section.kind or section.award or section.unit):
            return False
        self.standing.enter(section)
        return True

    def _mixed_heading(self, head, filled, texts):
        """«I | TẬP THỂ | | 5 tập thể»: a roman mark, words of a kind, and a count."""
        if filled[0][0] in head.places("seq") and mark_style(texts[0]) in ("roman", "upper") and len(filled) == 3:
            section = section_of(texts[1], texts[0])
            if section and (section.kind or section.award) and re.match(r"\d+", texts[2]) and len(texts[2]) < 25:
                self.standing.enter(section)
                return True
        return False

    def _is_numbered_group(self, grid, head, row, texts):
        """«1 | Sở Y tế» above «1.1 | Nguyễn Văn A | …»."""
        number = texts[0].strip(" .)")
        for below in range(row + 1, min(row + 3, len(grid))):
            seq = clean_line(grid.cell(below, head.places("seq")[0]))
            if seq:
                return seq.startswith(f"{number}.") and len(seq) > len(number) + 1
        return False

    def _could_be_name(self, head, filled):
        place, text = filled[0]
        return place in head.places(*NAMES) and (people.looks_like_person(text) or is_unit(text))

    def _same_row(self, grid, head, row):
        """Whether the name's cell began in a row above: one nominee over several rows."""
        names = [place for place in head.places(*NAMES) if clean_line(grid.cell(row, place))]
        return bool(names) and all(not grid.starts_here(row, place) for place in names)

    def _append(self, record, grid, head, row, filled):
        """Words of a row that only goes on with the achievement of the record above."""
        for place in head.places("achievement"):
            text = clean_text(grid.cell(row, place)) if grid.starts_here(row, place) else ""
            outside = [column for column, _ in filled if column != place and grid.starts_here(row, column)]
            if text and not outside and not is_signature(text) and text not in (record.achievement or ""):
                record.achievement = f"{record.achievement}\n{text}" if record.achievement else text

    # --- lists without tables -----------------------------------------------------------------------------------

    def _numbered_lines(self, paragraphs):
        """«1. Bà Nguyễn Thị A, sinh năm 1980, Trưởng phòng, Sở Y tế»: only under a title or heading of a list."""
        self.standing, open_ = Standing(), False
        for line in (clean_line(part) for text in paragraphs for part in text.split("\n")):
            if re.search(r"danh sách|trích ngang", small(line)):
                open_ = True
            if not open_ or not line or is_signature(line) or is_note(line) or is_total(line):
                continue
            found = re.match(r"(\d{1,3})\s*[.)/\-–]+\s*(\S.*)", line)
            if found and (record := self._line_record(found[1], found[2])):
                self.reading.records.append(record)
            elif (section := section_of(line)) and section.style not in ("unit", "award", "lower"):
                self.standing.enter(section)

    def _line_record(self, number, text):
        first, _, achievement = text.partition(";") if ";" in text else text.partition(": ")
        values = {"name": first, "achievement": achievement.strip(" .;")}
        start = re.split(r"[,;:(]|\s[-–]\s", text)[0]
        if not (people.looks_like_person(start) or people.honorific_of(start)[1] or is_unit(start)
                or people.household_head(start) or people.model_title(start)):
            return None
        record = Record(seq=number)
        maker = RecordMaker(None, self.standing, self.facts)
        maker.fill(record, {role: words for role, words in values.items() if words}, {})
        return record if record.name else None

    # --- the words above ----------------------------------------------------------------------------------------

    def _finish(self):
        title = self._title()
        self.reading.title = title
        self.reading.sender = self._sender()
        if not self.reading.records:
            return
        award = award_in(title or "")
        unit = self._unit_of_title(title or "")
        for record in self.reading.records:
            record.award = record.award or award
            if record.kind != "collective" and not record.unit and not any(r.own_unit for r in self.reading.records):
                record.unit = unit

    def _title(self):
        lines = self.title_lines
        start = next((place for place, line in enumerate(lines) if re.match(r"(?:bảng )?(?:danh sách|trích ngang|"
                                                                            r"bảng tổng hợp|tổng hợp|biểu)",
                                                                            small(line))), None)
        if start is None:
            return None
        words = []
        for line in lines[start:]:
            if line.startswith("(") or (words and (section_of(line) and re.match(r"[IVXA-C]+[.)]", line))):
                break
            if ":" in line and words or is_note(line) or len(words) == 4:
                break
            words.append(line)
        return " ".join(words) or None

    def _kind_of_title(self):
        """«DANH SÁCH HỘ GIA ĐÌNH …» says what stands in the list; words far behind tell of other things."""
        title = self._title() or ""
        words = re.sub(r"^.*?danh sách|trích ngang", "", small(title), count=1)
        return kind_in(" ".join(words.split()[:7])) if title else None

    def _sender(self):
        return next((line for line in reversed(self.title_lines[:3]) if UNIT.match(small(line))
                     and not small(line).startswith(("hội đồng", "ban chấp hành"))), None)

    def _unit_of_title(self, title):
        """«… của Trường THPT Nguyễn Trãi năm 2026»: the last body that a title names, outside the name of an award."""
        award = award_in(title)
        words = title.replace(award, " ") if award else title
        words = re.sub(r"[,\s]*(?:năm(?: học)?|giai đoạn|quý|tháng|đợt)\s+[\divx].*$", "", words, flags=re.IGNORECASE)
        found = re.search(r"(?:\bcủa\s+|\bthuộc\s+|\btại\s+|\bđơn vị:?\s+|[-–:]\s+)(\S.*)$", words, re.IGNORECASE)
        candidates = [found[1]] if found else []
        strong = re.search(r"(?:trường|công ty|bệnh viện|trung tâm|hợp tác xã|htx|sở|ubnd)\s+\S+.*$", small(words))
        if strong and len(small(words)) == len(words):
            candidates.append(words[strong.start():])
        return next((clean_line(c).strip(" .,") for c in candidates if is_unit(c) and len(c) < 150), None)


def read_blocks(blocks, *, chosen=None, remembered=None):
    """The Reading of opened blocks; `chosen` and `remembered` correct the roles of columns."""
    return Reader(blocks, chosen, remembered).read()


def record_dict(record):
    """The record in the shape of the printed JSON."""
    shown = ("seq", "section", "kind", "name", "honorific", "position", "unit", "birth", "achievement", "award")
    return {name: value for name, value in asdict(record).items() if name in shown}
