"""Allotment tables and timetables of a plan, also those that came as lines. A part of `reading.Reading`."""

import re

from plans.intake import allotment
from plans.intake.duties import duties_in
from plans.intake.encodings import to_unicode
from plans.intake.header_facts import LOOK, SURE
from plans.intake.line_tables import line_tables
from plans.intake.reading_fields import Field
from plans.intake.text import find_words, plain


class TableReading:
    """Allotment tables and timetables of a plan, also those that came as lines."""

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
        field = Field(row.field, (row.start, row.end), "bảng phân bổ", None)
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


def _figures(quota):
    return quota["subject_type"], quota["min"], quota["max"], quota["unit"]
