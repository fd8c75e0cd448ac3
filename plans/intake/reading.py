"""A document in, its proposals out: the JSON of a plan and, for each value, the words it rests on.

`read_document(data, filename)` and `read_text(text)` answer {"header", "fields", "general_quotas", "milestones",
"eligibility", "attached", "recipients", "text", "evidence"}; evidence maps a path («fields[0].quotas[1]») to
{"start", "end", "quote", "level", "rule"} over "text". What the document does not show is None or empty.
"""

import re
from dataclasses import replace
from time import monotonic

from core.documents import document_parts
from core.errors import InvalidInput
from plans.intake import allotment
from plans.intake.bodies import body_list
from plans.intake.citations import citations
from plans.intake.conditions import conditions_in
from plans.intake.duties import duties_in, owner_of
from plans.intake.encodings import to_unicode
from plans.intake.fields import field_spots
from plans.intake.header import LOOK, NONE_SEEN, SURE, header_of, years_of
from plans.intake.layout import NONE, ROMAN, Page, page_of
from plans.intake.leads import charges
from plans.intake.line_tables import line_tables
from plans.intake.quotas import quotas_in
from plans.intake.text import find_words, plain, squeeze
from plans.intake.zones import zones_of

_YEARLY_SECTION = re.compile(
    r"\bso luong (?:duoi day|sau day|tren)[^.]{0,40}\b(?:moi|hang) nam\b|\bchi tieu [^.]{0,20}(?:moi|hang) nam\b"
)
_SHARED = re.compile(r"co quan phoi hop chung\s*:\s*")
_PARTNERS = re.compile(r"\W*(?:(?:co quan|don vi)\s+)?phoi hop(?: thuc hien)?\s*:\s*")
_PAST_SECTION = re.compile(
    r"(?:nhung )?(?:ket qua|thuc trang|tinh hinh|ton tai|han che|uu diem|nguyen nhan|khuyet diem)"
)
_ASKS_NUMBERS = re.compile(r"\b(?:chi tieu|so luong|phan bo|lua chon|gioi thieu|dang ky|phan dau|de cu)\b")
_EACH_FIELD = re.compile(r"\b(?:moi|tung) linh vuc\b")


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
    reading = _Reading(page, zones)
    reading.read_header()
    reading.read_fields()
    reading.read_paragraphs()
    reading.read_line_tables("\n".join(part[1] for part in parts if part[0] in ("p", "w")).split("\n"))
    reading.finish_fields()
    return reading.result()


class _Reading:
    """One pass over a page; collects the facts in the order of the text."""

    def __init__(self, page, zones):
        self.page, self.zones = page, zones
        self.blocks = [page.blocks[i] for i in zones.body]
        self.evidence, self.fields, self.general, self.milestones, self.conditions = {}, [], [], [], []
        self.header, self.period, self.shared, self.unread = {}, None, [], []
        self.own_field, self.yearly = {}, {}
        self.place_of = {block.start: n for n, block in enumerate(self.blocks)}

    # --- head

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

    # --- fields

    def read_fields(self):
        for spot in field_spots(self.blocks):
            start = spot.block.start
            self.own_field[start] = _Field(spot.name, (start + spot.start, start + spot.end), spot.rule, spot)
        self.fields = list(self.own_field.values())

    def field_of(self, block):
        """The field a paragraph speaks of: its own, else the nearest one above it."""
        own = self.own_field
        if block.start in own:
            return own[block.start]
        for item in reversed(block.path):
            field = own.get(item.start)
            if field and not (block.level == NONE and self._is_closed(field, block)):
                return field
        return None

    def _is_closed(self, field, block):
        """A paragraph behind items that are whole sentences belongs to the list, not to its last item."""
        spot = field.spot
        if not spot.complete:
            return False
        return not any(item.level > spot.block.level for item in block.path[block.path.index(spot.block) :])

    # --- paragraphs

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

    def _is_past(self, block):
        """Whether a paragraph reports results: its numbers and days are no duties."""
        return any(
            _PAST_SECTION.match(plain(item.body)) and len(item.body) < 120
            for item in (*block.path, block)
            if item.level <= 1
        )

    def _asks_numbers(self, n, block):
        """Whether the heading or the lead-in above asks for numbers."""
        above = [item.body for item in block.path[-2:]]
        near = [*(self.page.blocks[: self.zones.body[0]][-1:] if n < 12 else ()), *self.blocks[max(0, n - 12) : n]]
        lead = next((item for item in reversed(near) if item.level == NONE and not item.rows), None)
        if lead is not None and lead.body.rstrip().endswith(":") and lead.path == block.path[: len(lead.path)]:
            above.append(lead.body)
        return any(_ASKS_NUMBERS.search(plain(words[-200:])) for words in above)

    def _read_charges(self, block, field):
        if found := _SHARED.search(plain(block.body)):
            from_words = charges(f"Cơ quan chủ trì: Sở A. {block.body}")
            self.shared += [
                word for charge in from_words for word in _words(charge, f"Cơ quan chủ trì: Sở A. {block.body}")
            ]
            if not self.shared:
                self.shared = _split(block.body[found.end() :])
            return
        if field is None:
            return
        offset, text = self._words_of(block, field)
        if (found := _PARTNERS.match(plain(text))) and field.leads:
            field.partners += [
                (squeeze(text[a:b]), offset + a, offset + b)
                for a, b in body_list(text, found.end(), len(text.rstrip(" .;")))
            ]
            return
        for charge in charges(text):
            if field.leads and field.charged_in != block.start:
                break
            field.charged_in = block.start
            at = offset
            verb = charge.verb or self._verb_of_list(block)
            for start, end in charge.leads:
                field.leads.append(
                    ({"agency": squeeze(text[start:end]), "verb": verb}, at + start, at + end, charge.rule)
                )
            for start, end in charge.coordinators:
                field.partners.append((squeeze(text[start:end]), at + start, at + end))
            if years := years_of(text):
                field.period = years if self.period and years != self.period and _near_charge(text) else None

    def _verb_of_list(self, block):
        """«UBND huyện giao chỉ tiêu … cho từng lĩnh vực:» above a list charges each of its items."""
        at = self.place_of[block.start]
        for item in reversed(self.blocks[max(0, at - 30) : at]):
            if item.level == ROMAN:
                return None
            if item.level == NONE and item.body.rstrip().endswith(":"):
                found = re.search(r"\b(giao|de nghi|phan cong|yeu cau)\b", plain(item.body))
                return (
                    {"giao": "giao", "de nghi": "đề nghị", "phan cong": "phân công", "yeu cau": "yêu cầu"}.get(found[1])
                    if found
                    else None
                )
        return None

    def _words_of(self, block, field):
        """(place in the text, words) of a paragraph, without the name when it is the field's own block."""
        cut = field.spot.rest if field and field.spot and field.spot.block.start == block.start else len(block.marker)
        rest = (
            re.match(r"[\s:.,;–-]*(?:\((?=\s*(?:giao |do |so |ban |phong )))?", plain(block.text[cut:]))[0]
            if cut > len(block.marker)
            else ""
        )
        if "(" in rest:
            rest = rest[: rest.index("(")]
        return block.start + cut + len(rest), block.text[cut + len(rest) :]

    # --- quotas

    def _read_quotas(self, n, block, field):
        if any(plain(item.body).startswith("muc dich") for item in block.path if item.level <= ROMAN):
            return
        offset, text = self._words_of(block, field)
        found = quotas_in(text)
        if not found and field is None and self._asks_numbers(n, block):
            found = quotas_in(text, asked=True)
        if not found:
            offset, found = self._with_lead_in(n, block, field, offset, text)
        for quota in found:
            span = (offset + quota.start, offset + quota.end)
            if quota.each_field or (quota.basis == "per_field" and field is None and _EACH_FIELD.search(plain(text))):
                self._for_each_field(block, quota, span)
            elif field is not None:
                field.quotas.append(self._of_field(quota, block, field, span))
            else:
                self._add_general(quota, block, span, text)

    def _with_lead_in(self, n, block, field, offset, text):
        """«Mỗi xã, phường lựa chọn:» and then a bullet «02 tập thể»: the lead-in speaks for each bullet."""
        lead = next((item for item in reversed(block.path) if item.body.rstrip().endswith(":")), None)
        if lead is None or block.level == NONE:
            before = self.blocks[n - 1] if n else None
            while before is not None and before.level != NONE and before.level == block.level and n > 0:
                n -= 1
                before = self.blocks[n - 1] if n else None
            lead = (
                before if before is not None and before.level == NONE and before.body.rstrip().endswith(":") else lead
            )
        if (
            lead is None
            or lead.rows
            or not re.match(r"(?:it nhat|toi thieu|khong qua|toi da|tu )?\s*\d|ve (?:tap the|ca nhan)", plain(text))
        ):
            return offset, []
        intro = lead.body.rstrip(" :") + " "
        if field is not None and field.spot and field.spot.block.start == lead.start:
            intro = self._words_of(lead, field)[1].rstrip(" :") + " "
        combined = [quota for quota in quotas_in(intro + text) if quota.start >= len(intro)]
        if not combined and (
            bound := re.search(r"(?:ít nhất|tối thiểu|không quá|tối đa)\s*$", intro.rstrip(), re.IGNORECASE)
        ):
            intro = intro[: bound.end()] + " "
            combined = [quota for quota in quotas_in(intro + text) if quota.end > len(intro)]
        each = field is None
        return offset - len(intro), [
            replace(quota, start=max(quota.start, len(intro)), each_field=quota.each_field and each)
            for quota in combined
        ]

    def _of_field(self, quota, block, field, span):
        basis = quota.basis
        leads = {plain(lead[0]["agency"]) for lead in field.leads}
        if basis in ("", "per_plan") or (
            basis == "per_unit" and quota.unit_category and plain(quota.unit_category) in leads
        ):
            quota = replace(quota, basis="per_field", unit_category=None)
        return self._scoped(quota, block), span

    def _add_general(self, quota, block, span, text):
        level = SURE
        if quota.basis in ("per_field", "per_lead", ""):
            named = [text[a:b] for charge in charges(text) for a, b in charge.leads]
            if len(named) != 1:
                quota = replace(quota, basis="per_plan", unit_category=None)
            else:
                quota = replace(quota, basis="per_unit", unit_category=squeeze(named[0]))
            level = LOOK
        elif quota.basis == "per_unit" and self._is_issuer(quota.unit_category):
            quota = replace(quota, basis="per_plan", unit_category=None)
        elif quota.basis == "per_plan" and (asked_of := self._asked_of(block)):
            quota, level = replace(quota, basis="per_unit_category", unit_category=asked_of), LOOK
        self.general.append((self._scoped(quota, block), span, level))

    def _is_issuer(self, name):
        """Whether a quota is laid on the body that issues the document."""
        issuer, name = plain(self.header["issuer"] or ""), plain(name or "")
        return bool(name) and (
            issuer == name
            or issuer.startswith(name + " ")
            or name in (f"ban thuong vu {issuer}", issuer.replace("uy ban nhan dan", "ubnd"))
        )

    def _asked_of(self, block):
        """«… đề nghị các cơ quan, đơn vị:» above a list: whom its numbers concern."""
        lead = next(
            (item for item in reversed(self.page.blocks) if item.start < block.start and item.level == NONE), None
        )
        found = (
            re.search(r"(?:đề nghị|yêu cầu)\s+(?P<who>(?:các|thủ trưởng|UBND|Ủy ban)[^:.;]{3,160}):\s*$", lead.text)
            if lead
            else None
        )
        return squeeze(found["who"]) if found else None

    def _for_each_field(self, block, quota, span):
        fields = [field for field in self.own_field.values() if field.span[0] < span[0]]
        last = fields[-1].spot.group if fields else None
        for field in fields:
            if field.spot.group == last:
                field.quotas.append((self._scoped(replace(quota, basis="per_field", unit_category=None), block), span))

    def _scoped(self, quota, block):
        """The quota with its period: of its own words, else of the headings above it."""
        if quota.scope:
            same = self.period and quota.scope_label == f"{self.period['from']}-{self.period['to']}"
            return replace(quota, scope="whole", scope_label=None) if same else quota
        scope, label = self._scope_above(block)
        return replace(quota, scope=scope, scope_label=label)

    def _scope_above(self, block):
        if found := re.match(r"nam ((?:19|20)\d\d)\s*:", plain(block.body)):
            return "year", found[1]
        for item in reversed(block.path):
            folded = plain(item.body)
            if len(folded) < 120 and (years := years_of(item.body)):
                if years != self.period and re.search(r"giai doan|tu nam", folded):
                    return "phase", f"{years['from']}-{years['to']}"
            elif found := re.match(r"(?:trong )?nam ((?:19|20)\d\d)\W*$", folded):
                return "year", found[1]
            elif re.match(r"(?:hang nam|moi nam)\W*$", folded):
                return "year", None
        if self._is_yearly(block):
            return "year", None
        return "whole", None

    def _is_yearly(self, block):
        section = next((item.start for item in block.path if item.level == ROMAN), None)
        if section not in self.yearly:
            self.yearly[section] = self._yearly_from(section)
        return block.start > self.yearly[section]

    def _yearly_from(self, section):
        """Where a section says that its numbers are for each year; beyond the text when it does not."""
        for item in self.blocks:
            above = next((one.start for one in item.path if one.level == ROMAN), None)
            if above == section and item.level == NONE and _YEARLY_SECTION.search(plain(item.body)):
                return item.start
        return len(self.page.text)

    # --- tables

    def _read_table(self, n, block):
        intro = " ".join(item.body for item in self.blocks[max(0, n - 3) : n] if not item.rows and item.level >= 1)
        self._read_schedule(block)
        by_name = {}
        for row in allotment.rows_of(block, intro):
            quotas = [(self._of_table(quota, row, block), (row.start, row.end)) for quota in row.quotas]
            if row.field:
                self._add_table_field(row, quotas, by_name)
            else:
                self.general += [(quota, span, SURE) for quota, span in quotas]

    def _read_schedule(self, block):
        for when, work, who, start, end in allotment.schedule_of(block):
            for duty in duties_in(f"{when}: {work}"):
                recipient = f"{when}: {work}"[slice(*duty.recipient)] if duty.recipient else None
                self.milestones.append(
                    (
                        {
                            "title": work[:160],
                            "due": duty.time.due,
                            "responsible": who or None,
                            "recipient": recipient,
                            "deliverable": duty.deliverable,
                            "source_quote": f"{work}: {when}"[:300],
                        },
                        (start, end),
                        "bảng tiến độ",
                        duty.time.level,
                    )
                )

    def _of_table(self, quota, row, block):
        quota = dict(quota)
        if self.period and quota["scope_label"] == f"{self.period['from']}-{self.period['to']}":
            quota["period_scope"], quota["scope_label"] = "whole", None
        if not quota["period_scope"]:
            quota["period_scope"], quota["scope_label"] = self._scope_above(block)
        category = re.match(r"(?:moi|cac|tung)\s+", plain(row.unit or ""))
        basis = "per_field" if row.field else "per_unit_category" if category else "per_unit"
        unit = None if row.field else row.unit[category.end() :] if category else row.unit
        return quota | {"basis": basis, "unit_category": unit}

    def _add_table_field(self, row, quotas, by_name):
        key = plain(row.field)
        leads = [({"agency": agency, "verb": row.verb}, row.start, row.end, "bảng phân bổ") for agency in row.leads]
        if key in by_name:
            field = by_name[key]
            if leads and [_figures(q) for q, _ in quotas] == [_figures(q) for q, _ in field.quotas]:
                field.leads += leads
                field.quotas = [(q | {"basis": "per_lead"}, span) for q, span in field.quotas]
                return
            field.leads += leads
            field.quotas += quotas
            return
        field = _Field(row.field, (row.start, row.end), "bảng phân bổ", None)
        field.leads, field.quotas = leads, quotas
        field.partners = [(agency, row.start, row.end) for agency in row.partners]
        by_name[key] = field
        self.fields.append(field)

    def read_line_tables(self, lines):
        """Tables that came as lines: what is certain is proposed to be looked at, the others are named."""
        if any(block.rows for block in self.blocks):
            return
        for table in line_tables([to_unicode(line) for line in lines]):
            if not table.rows:
                self.unread.append(table.head)
            for name, line, figures in table.rows:
                span = find_words(self.page.text, line)
                for subject, number in figures:
                    if number and span:
                        self.general.append((self._of_line(subject, number, name), span, LOOK))

    def _of_line(self, subject, number, unit):
        return {
            "subject_type": subject,
            "min": number,
            "max": number,
            "unit": "count",
            "basis": "per_unit",
            "unit_category": unit,
            "period_scope": "whole",
            "scope_label": None,
        }

    # --- milestones, conditions

    def _read_duties(self, block, field):
        offset, text = (
            (block.body_start, block.body)
            if field is None or field.spot.block.start != block.start
            else self._words_of(block, field)
        )
        is_heading = (
            block.level != NONE and not re.search(r"[.;:]$", text.rstrip()) and len(text) < 200 and block.level <= 3
        )
        owner = owner_of(block.path)
        issued = (self.header["date"] or "")[:4]
        for duty in duties_in(text, is_heading, year=self._only_year()):
            if (
                issued
                and (duty.time.value or "-")[:2] in ("19", "20")
                and (duty.time.to or duty.time.value)[:4] < issued
            ):
                continue
            responsible = squeeze(text[slice(*duty.responsible)]) if duty.responsible else owner
            recipient = squeeze(text[slice(*duty.recipient)]) if duty.recipient else None
            self.milestones.append(
                (
                    {
                        "title": duty.title,
                        "due": duty.time.due,
                        "responsible": responsible,
                        "recipient": recipient,
                        "deliverable": duty.deliverable,
                        "source_quote": squeeze(text[duty.start : duty.end])[:300],
                    },
                    (offset + duty.start, offset + duty.end),
                    duty.time.rule,
                    duty.time.level,
                )
            )

    def _only_year(self):
        return self.period["from"] if self.period and self.period["from"] == self.period["to"] else None

    def _read_conditions(self, block, field):
        section = next((plain(item.body) for item in (*block.path, block) if item.level == ROMAN), "")
        if re.match(r"(?:muc dich|to chuc thuc hien|tien do|thoi gian|kinh phi|lo trinh)", section) and not re.search(
            r"\bkhong (?:xet|xem xet|de nghi)\b", plain(block.body)
        ):
            return
        heading = next(
            (
                item.body
                for item in reversed(block.path)
                if re.match(r"(?:doi voi|ve|tap the|ca nhan|ho)", plain(item.body))
            ),
            "",
        )
        offset, text = (
            (block.body_start, block.body)
            if field is None or not field.spot or field.spot.block.start != block.start
            else (self._words_of(block, field))
        )
        for found in conditions_in(text, heading, field.name if field else ""):
            words = squeeze(text[found.start : found.end])
            if len(words) > 12:
                self.conditions.append(
                    (
                        {"applies_to": found.applies_to, "rule": words[:200], "source_quote": words},
                        (offset + found.start, offset + found.end),
                        found.rule,
                    )
                )

    # --- result

    def finish_fields(self):
        kept = []
        for field in self.fields:
            if self.shared and field.spot is None and not field.partners:
                field.partners = [(name, *field.span) for name in self.shared]
            kept.append(field)
        self.fields = sorted(kept, key=lambda field: field.span)

    def result(self):
        fields = [self._field_json(n, field) for n, field in enumerate(self.fields)]
        return {
            "header": self.header,
            "fields": fields,
            "general_quotas": self._general_json(),
            "milestones": self._list_json("milestones", self.milestones),
            "eligibility": self._list_json(
                "eligibility", [(*item, SURE) if len(item) == 3 else item for item in self.conditions], LOOK
            ),
            "attached": self._attached(),
            "recipients": self._recipients(),
            "unread_tables": self.unread,
            "text": self.page.text,
            "evidence": self.evidence,
        }

    def _field_json(self, n, field):
        path = f"fields[{n}]"
        self._note(
            path,
            field.span,
            field.rule,
            SURE if field.leads or field.quotas or field.rule != "tiêu đề lĩnh vực" else LOOK,
        )
        for k, (_, start, end, rule) in enumerate(field.leads):
            self._note(f"{path}.leads[{k}]", (start, end), rule, SURE)
        for k, (_, start, end) in enumerate(field.partners):
            self._note(f"{path}.coordinators[{k}]", (start, end), "phối hợp với", SURE)
        quotas = [
            self._quota_json(f"{path}.quotas[{k}]", quota, span, SURE) for k, (quota, span) in enumerate(field.quotas)
        ]
        return {
            "name": field.name,
            "period": field.period,
            "leads": [lead for lead, *_ in field.leads],
            "coordinators": [name for name, *_ in field.partners],
            "quotas": quotas,
        }

    def _quota_json(self, path, quota, span, level):
        quote = squeeze(self.page.text[slice(*span)])
        self._note(path, span, "bảng phân bổ" if isinstance(quota, dict) else "số lượng trong câu", level)
        if isinstance(quota, dict):
            return quota | {"source_quote": quote}
        return quota.as_json(quote)

    def _general_json(self):
        return [
            self._quota_json(f"general_quotas[{n}]", quota, span, level)
            for n, (quota, span, level) in enumerate(self.general)
        ]

    def _list_json(self, name, items, worst=None):
        found = []
        for n, (value, span, rule, level) in enumerate(items):
            self._note(f"{name}[{n}]", span, rule, worst or level)
            found.append(value)
        return found

    def _attached(self):
        """The head of the document enclosed in the same file; its number is one that the letter cites as enclosed."""
        at = self.zones.attached_at
        if at is None:
            return []
        inner = Page(self.page.text, self.page.blocks[at:], ())
        zones = zones_of(inner)
        header = header_of(inner, zones)
        facts = dict(header.facts) | {"legal_bases": [basis for basis, *_ in header.bases]}
        block = self.page.blocks[at]
        facts["doc_type"] = facts["doc_type"] or block.text.lower().strip(" :")
        for citation in self._enclosed(facts["doc_type"]):
            number, symbol = re.match(r"(\d+(?:/\d{4})?)[-/](.+)", citation.number).groups()
            facts |= {"number": number, "symbol": symbol, "date": facts["date"] or citation.date}
            facts["system"] = "party" if re.search(r"/(?:TU|TƯ|HU|TW|ĐU)$", symbol) else facts["system"]
        self._note("attached[0]", (block.start, block.end), "văn bản kèm theo", LOOK)
        return [facts]

    def _enclosed(self, doc_type):
        """The citation of the enclosed document: named in the letter's title, dated where the letter first cites it."""
        title = self.header["title"] or ""
        named = [citation for citation in citations(title) if plain(doc_type) in plain(title[: citation.start])[-14:]]
        dated = {basis["number"]: basis["date"] for basis in self.header["legal_bases"] if basis["number"]}
        return [replace(citation, date=dated.get(citation.number)) for citation in named[:1]]

    def _recipients(self):
        """Bodies under «Nơi nhận», as printed."""
        found = []
        for i in self.zones.tail[1:]:
            block = self.page.blocks[i]
            if block.level == NONE:
                if found:
                    break
                continue
            if name := squeeze(block.body).strip(" ;,.*"):
                self._note(f"recipients[{len(found)}]", (block.start, block.end), "nơi nhận", SURE)
                found.append(name)
        return found

    def _note(self, path, span, rule, level):
        start, end = span or (None, None)
        quote = squeeze(self.page.text[start:end]) if span else ""
        self.evidence[path] = {"start": start, "end": end, "quote": quote, "level": level, "rule": rule}


class _Field:
    """A field while its facts are collected."""

    def __init__(self, name, span, rule, spot):
        self.name, self.span, self.rule, self.spot = name, span, rule, spot
        self.leads, self.partners, self.quotas, self.period, self.charged_in = [], [], [], None, None


def _figures(quota):
    return quota["subject_type"], quota["min"], quota["max"], quota["unit"]


def _near_charge(text):
    return bool(re.search(r"giai doan \d{4}\s*-\s*\d{4}\W*$", plain(text)))


def _words(charge, text):
    return [squeeze(text[a:b]) for a, b in charge.coordinators]


def _split(words):
    return [squeeze(words[a:b]) for a, b in body_list(words, 0, len(words))]
