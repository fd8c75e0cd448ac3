"""The proposals as JSON, with the place, the level and the rule of each value. A part of `reading.Reading`."""

import re
from dataclasses import replace

from plans.intake.citations import citations
from plans.intake.header import header_of
from plans.intake.header_facts import LOOK, SURE
from plans.intake.layout import NONE, Page
from plans.intake.text import plain, squeeze
from plans.intake.zones import zones_of


class ResultOfReading:
    """The proposals as JSON, with the place, the level and the rule of each value."""

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
            "shares": self.shares,
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
        level = getattr(quota, "level", SURE) if level == SURE else level
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
