"""The quotas of paragraphs: of a field, of bodies, of the plan, for which period. A part of `reading.Reading`."""

import re
from dataclasses import replace

from plans.intake.header_facts import LOOK, SURE
from plans.intake.layout import NONE, ROMAN
from plans.intake.leads import charges
from plans.intake.periods import years_of
from plans.intake.quotas import quotas_in
from plans.intake.text import plain, squeeze

_YEARLY_SECTION = re.compile(
    r"\bso luong (?:duoi day|sau day|tren)[^.]{0,40}\b(?:moi|hang) nam\b|\bchi tieu [^.]{0,20}(?:moi|hang) nam\b"
)
_ASKS_NUMBERS = re.compile(r"\b(?:chi tieu|so luong|phan bo|lua chon|gioi thieu|dang ky|phan dau|de cu)\b")
_CHOOSES = re.compile(r"\b(?:chon|de cu|dang ky|ton vinh|bieu duong|chi tieu|so luong|phan dau)\b")
_EACH_FIELD = re.compile(r"\b(?:moi|tung) linh vuc\b")


class QuotaReading:
    """The quotas of paragraphs: of a field, of bodies, of the plan, for which period."""

    def _asks_numbers(self, n, block):
        """Whether the heading or the lead-in above asks for numbers."""
        above = [item.body for item in block.path[-2:]]
        near = [*(self.page.blocks[: self.zones.body[0]][-1:] if n < 12 else ()), *self.blocks[max(0, n - 12) : n]]
        lead = next((item for item in reversed(near) if item.level == NONE and not item.rows), None)
        if lead is not None and lead.body.rstrip().endswith(":") and lead.path == block.path[: len(lead.path)]:
            above.append(lead.body)
        return any(_ASKS_NUMBERS.search(plain(words[-200:])) for words in above)

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
                field.quotas.append(self._of_field(quota, block, field, span, text))
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

    def _of_field(self, quota, block, field, span, text):
        basis = quota.basis
        if basis in ("", "per_plan") and self._is_bare(quota) and not _CHOOSES.search(plain(text[: quota.start])):
            quota = replace(quota, level=LOOK)
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
        elif quota.basis == "per_plan" and self._is_bare(quota) and not self._says_chosen(block, text[: quota.start]):
            level = LOOK
        self.general.append((self._scoped(quota, block), span, level))

    @staticmethod
    def _is_bare(quota):
        return not quota.bound and quota.min == quota.max

    def _says_chosen(self, block, words):
        """Whether the words or those above say that subjects are chosen; other numbers of nobody are often none."""
        return bool(_CHOOSES.search(plain(words))) or self._asks_numbers(self.place_of[block.start], block)

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
