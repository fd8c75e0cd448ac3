"""«Một trang cho lãnh đạo»: the board of a plan on one sheet, from the same lines and in the same words."""
from calendar import monthrange
from dataclasses import replace
from datetime import date

from django.db.models import Count, Min, Q

from plans.duty_search import with_status
from plans.enums import Modality, ObligationStatus, OccurrenceStatus, SubjectType
from plans.models import DeadlineOccurrence
from reporting import board, wording
from reporting.documents.sheet import SHEET, Sheet, SheetBar, SheetConcern, SheetFigure, SheetRow
from reporting.documents.text import day_text, number_text, share_text
from reporting.documents.values import ReportContent, Signer
from reporting.enums import Pace
from reporting.figures import board_totals, quota_lines
from reporting.layouts import STATE, style_on
from reporting.offices import document_head, issuing_office, subject_of

NEXT_DUTIES = 3
DOC_TYPE = "Tình hình thực hiện kế hoạch"
SETTLED = (OccurrenceStatus.DONE, OccurrenceStatus.DONE_LATE, OccurrenceStatus.LATE)


def leader_page(plan, *, as_of, paper, layout=STATE, snapshot_code=""):
    """The `ReportContent` of the page: the head of the issuing office without number, addressees, signer,
    recipients."""
    head = document_head(issuing_office(plan, layout), layout=layout, as_of=as_of, place=paper.place, doc_type=DOC_TYPE,
                         abbreviation="", subject=subject_of(plan.title, layout))
    sheet = leader_sheet(plan, as_of=as_of, layout=layout)
    return ReportContent(
        head=replace(head, symbol="", issued_on=as_of), opening=(), sections=(), closing="", annexes=(), recipients=(),
        signer=Signer("", "", ""), as_of=as_of, snapshot_code=snapshot_code, sentence=sheet.sentence, form=SHEET,
        style_code=style_on(as_of, layout=layout).code, sheet=sheet)


def leader_sheet(plan, *, as_of, layout=STATE):
    """The `Sheet` of a plan on a day. A fixed number of queries for any number of quotas and duties."""
    lines = quota_lines(plan, as_of=as_of)
    totals, rows = board_totals(lines), board.board_rows(lines, as_of=as_of)
    noun, units = wording.units_of(lines) if lines else ("chỉ tiêu", [])
    columns = _columns(lines)
    drawn = _rows(units, rows, tuple(columns))
    return Sheet(
        title=subject_of(plan.title, layout), day=f"(số liệu đến hết ngày {day_text(as_of)})",
        sentence=wording.board_sentence(lines, totals, as_of),
        since=_since(plan, totals, wording.counted_word(lines), as_of),
        figures=_figures(lines, totals, rows, plan, as_of),
        concerns=tuple(_concern(row) for row in board.attention(rows)),
        noun=noun, columns=tuple(columns.values()), rows=drawn,
        duties=_next_duties(plan, as_of), note=_note(lines, drawn))


def _figures(lines, totals, rows, plan, as_of):
    """What is owed, what counts, what is missing, what is on the way, and how punctual the agencies are."""
    least = totals.minimum.all
    counted = [SheetFigure("Chỉ tiêu tối thiểu", number_text(least)),
               SheetFigure("Tính vào chỉ tiêu", number_text(totals.counted), f"{share_text(totals.counted, least)} %"),
               SheetFigure("Còn thiếu", number_text(totals.shortfall))] if least else [
                   SheetFigure(wording.counted_word(lines).capitalize(), number_text(totals.actual),
                               "chưa có chỉ tiêu số")]
    waiting = [sum(row.pipeline[place][1] for row in rows) for place in (0, 1)]
    if lines:
        counted.append(SheetFigure("Bồi dưỡng / đăng ký", " / ".join(number_text(count) for count in waiting)))
    return (*counted, _on_time(plan, as_of))


def _on_time(plan, as_of):
    """«9/12», of the duties that came due by the day, within the day in force; late and missing ones beside it."""
    due = _duties(plan, as_of).filter(binding__isnull=False, binding__lte=as_of, status__in=SETTLED).aggregate(
        due=Count("pk"), done=Count("pk", filter=Q(status=OccurrenceStatus.DONE)),
        missing=Count("pk", filter=Q(status=OccurrenceStatus.LATE)))
    if not due["due"]:
        return SheetFigure("Báo cáo đúng hạn", "-", "chưa có hạn nào")
    said = f"{number_text(due['missing'])} chưa nộp" if due["missing"] else f"{share_text(due['done'], due['due'])} %"
    return SheetFigure("Báo cáo đúng hạn", f"{number_text(due['done'])}/{number_text(due['due'])}", said)


def _duties(plan, as_of):
    return with_status(DeadlineOccurrence.objects.filter(milestone__plan=plan), as_of=as_of)


def _next_duties(plan, as_of):
    """«30/11/2026: Báo cáo năm (12 cơ quan)», the nearest days that somebody still owes."""
    rows = _duties(plan, as_of).filter(status=OccurrenceStatus.OPEN, binding__gte=as_of).order_by().values(
        "milestone__title", "milestone__order").annotate(
        day=Min("binding"), agencies=Count("owner", distinct=True)).order_by("day", "milestone__order")[:NEXT_DUTIES]
    return tuple(f"{day_text(row['day'])}: {row['milestone__title']} ({number_text(row['agencies'])} cơ quan, đơn vị)"
                 for row in rows)


def _since(plan, totals, word, as_of):
    """What the last month added; empty for the plan's first month."""
    before = month_before(as_of)
    if before < plan.period_from:
        return ""
    added = totals.actual - board_totals(quota_lines(plan, as_of=before)).actual
    said = (f"thêm {number_text(added)} điển hình {word}" if added > 0 else
            f"giảm {number_text(-added)} điển hình {word}" if added else f"không thêm điển hình {word}")
    return f"So với một tháng trước ({day_text(before)}): {said}."


def month_before(day):
    """The same day of the month before, or that month's last day."""
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _concern(row):
    where = ", ".join(filter(None, (row.subject.lower(), row.field, row.window)))
    said = [row.figure, f"mức cần có {number_text(row.expected)}" if row.expected else "",
            row.need.replace(" ≈ ", ", khoảng "),
            f"chốt ngày {day_text(row.line.closes_on)}" if row.line.closes_on else "", row.succession]
    return SheetConcern(str(row.line.pace), f"{row.bearer} ({where})", "; ".join(filter(None, said)))


def _columns(lines):
    """{column: its head}: groups, people, and quotas that several kinds of subjects fill together."""
    heads = {}
    for line in lines:
        labels = heads.setdefault(_column(line), [])
        if (label := wording.subject_text(line)) not in labels:
            labels.append(label)
    return {key: ", ".join([heads[key][0], *(label.lower() for label in heads[key][1:])])
            for key in ("groups", "people", "pooled") if key in heads}


def _column(line):
    types = set(line.rule.subject_types)
    if types == {SubjectType.INDIVIDUAL}:
        return "people"
    return "pooled" if SubjectType.INDIVIDUAL in types else "groups"


def _rows(units, rows, columns):
    """A row a field, agency or quota, the worst pace first, then the widest gap."""
    row_of = {id(row.line): row for row in rows}
    found = sorted(units, key=lambda unit: (wording.SEVERITY.index(wording.worst(unit.lines)),
                                            -sum(line.gap for line in unit.lines)))
    return tuple(_row(unit, [row_of[id(line)] for line in unit.lines], columns) for unit in found)


def _row(unit, rows, columns):
    bars = tuple(_bar([row for row in rows if _column(row.line) == column]) for column in columns)
    name = unit.name or wording.field_text(unit.lines[0])
    return SheetRow(name[:1].upper() + name[1:], _pace(unit.lines), bars)


def _pace(lines):
    """The worst pace, as a code of `core.looks`; of quotas that nobody allotted yet, that they wait for it."""
    waiting = all(line.modality == Modality.PENDING for line in lines)
    return str(ObligationStatus.PENDING_ALLOCATION if waiting else wording.worst(lines))


def _bar(rows):
    """One bar over the rows; of several quotas what counts towards the minima, since a surplus fills no other's gap."""
    if not rows:
        return None
    waiting = {name: sum(row.pipeline[place][1] for row in rows)
               for place, name in enumerate(("nurturing", "registered"))}
    if len(rows) == 1:
        row = rows[0]
        if row.bar_target is None:
            return SheetBar(row.line.actual, text=row.figure)
        return SheetBar(row.line.actual, row.bar_target, row.line.maximum, row.expected, **waiting)
    owed = [row for row in rows if row.bar_target is not None]
    if not owed:
        return SheetBar(sum(row.line.actual for row in rows), text=f"{number_text(sum(r.line.actual for r in rows))} "
                        f"({rows[0].bound})")
    return SheetBar(sum(min(row.line.actual, row.bar_target) for row in owed), sum(row.bar_target for row in owed),
                    expected=_expected(owed), **waiting)


def _expected(rows):
    """The number due by now over several quotas: all of one whose window is over;
    None when nothing is expected any more."""
    if not any(row.expected for row in rows):
        return None
    return sum(row.expected or (row.bar_target if row.line.pace in (Pace.MISSED, Pace.MET) else 0) for row in rows)


def _note(lines, rows):
    if not lines:
        return ""
    counted = f"Số đã tính là số {wording.counted_word(lines)}"
    if not any(bar and bar.target is not None for row in rows for bar in row.bars):
        return f"{counted}."
    return (f"{counted}; thanh đậm là số đã tính, thanh nhạt nối tiếp là đang bồi dưỡng "
            "và mới đăng ký, khung là chỉ tiêu, vạch đứng là mức cần có đến ngày này.")
