"""The milestones of a plan and the conditions a nomination can fail. A part of `reading.Reading`."""

import re

from plans.intake.conditions import conditions_in
from plans.intake.duties import duties_in, owner_of
from plans.intake.layout import NONE, ROMAN
from plans.intake.shares import shares_in
from plans.intake.text import plain, squeeze


class DutyReading:
    """The milestones of a plan and the conditions a nomination can fail."""

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

    def _read_shares(self, block):
        """Shares that stand in no quota."""
        taken = [span for _, span, _ in self.general] + [span for field in self.fields for _, span in field.quotas]
        for start, end in shares_in(block.body):
            at, to = block.body_start + start, block.body_start + end
            if not any(a < to and at < b and "%" in self.page.text[a:b] for a, b in taken):
                self.shares.append(squeeze(self.page.text[at:to]).strip(" .;")[:300])

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
