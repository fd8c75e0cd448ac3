"""A document in, its proposals out: the JSON of a plan and, for each value, the words it rests on.

`read_document(data, filename)` and `read_text(text)` answer {"header", "fields", "general_quotas", "milestones",
"eligibility", "attached", "recipients", "text", "evidence"}; evidence maps a path («fields[0].quotas[1]») to
{"start", "end", "quote", "level", "rule"} over "text". What the document does not show is None or empty.
"""

import re
from time import monotonic

from core.documents import document_parts
from core.errors import InvalidInput
from plans.intake.header import header_of
from plans.intake.header_facts import LOOK, NONE_SEEN, SURE
from plans.intake.layout import page_of
from plans.intake.reading_duties import DutyReading
from plans.intake.reading_fields import FieldReading
from plans.intake.reading_quotas import QuotaReading
from plans.intake.reading_result import ResultOfReading
from plans.intake.reading_tables import TableReading
from plans.intake.text import plain
from plans.intake.zones import zones_of

_PAST_SECTION = re.compile(
    r"(?:nhung )?(?:ket qua|thuc trang|tinh hinh|ton tai|han che|uu diem|nguyen nhan|khuyet diem)"
)
MAX_CHARACTERS, MIN_LETTERS, MAX_SECONDS = 800_000, 20, 20
TOO_HEAVY = "Văn bản quá phức tạp để đọc tự động. Hãy dán riêng phần chỉ tiêu và mốc thời gian."
EMPTY = "Văn bản không có chữ để đọc. Hãy dán nội dung."
TOO_LONG = "Văn bản dài hơn 800.000 ký tự. Xin tách phần kế hoạch ra rồi đọc riêng."


def read_document(data, filename):
    """The proposals of a file (.txt, .docx, .pdf). Raises InvalidInput in Vietnamese when it cannot be read."""
    return _read(document_parts(data, filename))


def read_text(text):
    """The proposals of pasted text. Raises InvalidInput when it is empty or too long."""
    return _read([("p", text)])


def _read(parts):
    if sum(len(str(part[1])) for part in parts if len(part) > 1) > MAX_CHARACTERS:
        raise InvalidInput(TOO_LONG)
    page = page_of(parts)
    if sum(map(str.isalpha, page.text[:4000])) < MIN_LETTERS:
        raise InvalidInput(EMPTY)
    zones = zones_of(page)
    reading = Reading(page, zones)
    reading.read_header()
    reading.read_fields()
    reading.read_paragraphs()
    reading.read_line_tables("\n".join(part[1] for part in parts if part[0] in ("p", "w")).split("\n"))
    reading.finish_fields()
    return reading.result()


class Reading(FieldReading, QuotaReading, TableReading, DutyReading, ResultOfReading):
    """One pass over a page; collects the facts in the order of the text."""

    def __init__(self, page, zones):
        self.page, self.zones = page, zones
        self.blocks = [page.blocks[i] for i in zones.body]
        self.evidence, self.fields, self.general, self.milestones, self.conditions = {}, [], [], [], []
        self.header, self.period, self.shared, self.unread = {}, None, [], []
        self.shares = []
        self.own_field, self.yearly = {}, {}
        self.place_of = {block.start: n for n, block in enumerate(self.blocks)}

    def read_header(self):
        header = header_of(self.page, self.zones)
        self.header = dict(header.facts)
        self.period = self.header["period"]
        self.header["legal_bases"] = [basis for basis, *_ in header.bases]
        for key, value in header.facts.items():
            span, rule, level = header.notes.get(key, (None, "", NONE_SEEN))
            self._note(f"header.{key}", span, rule, level if value else NONE_SEEN)
        for n, (basis, start, end) in enumerate(header.bases):
            self._note(
                f"header.legal_bases[{n}]", (start, end), "văn bản được viện dẫn", SURE if basis["date"] else LOOK
            )

    def read_paragraphs(self):
        until = monotonic() + MAX_SECONDS
        for n, block in enumerate(self.blocks):
            if monotonic() > until:
                raise InvalidInput(TOO_HEAVY)
            if block.rows:
                self._read_table(n, block)
                continue
            if self._is_past(block):
                continue
            field = self.field_of(block)
            self._read_charges(block, field)
            self._read_quotas(n, block, field)
            self._read_duties(block, field)
            self._read_conditions(block, field)
            self._read_shares(block)

    def _is_past(self, block):
        """Whether a paragraph reports results: its numbers and days are no duties."""
        return any(
            _PAST_SECTION.match(plain(item.body)) and len(item.body) < 120
            for item in (*block.path, block)
            if item.level <= 1
        )
