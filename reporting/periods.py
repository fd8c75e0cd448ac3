"""Reports on a period: half a year, a year, the plan so far, the whole plan. The same figures, two days compared."""
from datetime import date, timedelta

from reporting.content import report_content
from reporting.documents.figures import mark
from reporting.documents.sentences import progress_sentence
from reporting.documents.tables import NOTHING
from reporting.documents.text import day_text, number_text, share_text
from reporting.documents.values import LIST, Annex, ListRow
from reporting.enums import QuotaAnnex, ReportKind
from reporting.figures import board_totals, quota_lines
from reporting.layouts import STATE
from reporting.offices import lower_first
from reporting.quota_annexes import quota_annexes, said_of
from reporting.wording import counted_word, quota_year


def period_start(kind, plan, as_of):
    """The first day of the period that a report of this kind on this day covers."""
    if kind == ReportKind.HALF_YEAR:
        return date(as_of.year, 1 if as_of.month < 7 else 7, 1)
    return date(as_of.year, 1, 1) if kind == ReportKind.YEAR else plan.period_from


def period_subject(kind, plan, as_of):
    """«Kết quả thực hiện Kế hoạch … 6 tháng đầu năm 2023», «Sơ kết …», «Tổng kết …»."""
    about = f"thực hiện Kế hoạch {lower_first(plan.title)}"
    if kind == ReportKind.HALF_YEAR:
        return f"Kết quả {about}, {half_year_name(as_of)}"
    if kind == ReportKind.YEAR:
        return f"Kết quả {about}, năm {as_of.year}"
    return f"{'Sơ kết' if kind == ReportKind.INTERIM else 'Tổng kết'} {about}"


def beyond_plan(kind, plan, as_of):
    """Why there is no report of this kind on the day, in words: its half-year or year begins after the plan's last day.
    Empty when there may be one."""
    if kind not in (ReportKind.HALF_YEAR, ReportKind.YEAR) or not plan.period_to:
        return ""
    if period_start(kind, plan, as_of) <= plan.period_to:
        return ""
    period = half_year_name(as_of) if kind == ReportKind.HALF_YEAR else f"năm {as_of.year}"
    return (f"Kế hoạch kết thúc ngày {day_text(plan.period_to)} nên không có kỳ báo cáo {period}. "
            f"Anh/chị chốt số liệu không sau ngày {day_text(plan.period_to)}.")


def half_year_name(day):
    """«6 tháng đầu năm 2023»: the half-year of a day."""
    return f"6 tháng {'đầu' if day.month < 7 else 'cuối'} năm {day.year}"


def period_report(kind, plan, *, as_of, paper, snapshot_code="", layout=STATE):
    """The report on the result with what the period added, and the agencies (and years) as annexes."""
    lines = quota_lines(plan, as_of=as_of)
    annexes, results = [], [_added_text(kind, plan, lines, as_of)]
    if QuotaAnnex.AGENCY not in paper.annexes:
        annexes.append(agency_annex(lines, as_of))
        results.append("Kết quả của từng cơ quan, đơn vị nêu tại {0} kèm theo.")
    if kind == ReportKind.INTERIM:
        results.insert(1, _pace_text(lines, as_of))
    if kind in (ReportKind.HALF_YEAR, ReportKind.YEAR):
        results.insert(0, _of_year_text(lines, as_of))
    if kind == ReportKind.FINAL:
        results.append(f"Kết quả từng năm nêu tại {{{len(annexes)}}} kèm theo.")
        annexes.append(year_annex(plan, as_of))
    results += said_of(paper.annexes, len(annexes))
    annexes += quota_annexes(paper.annexes, plan, as_of=as_of, since=period_start(kind, plan, as_of))
    return report_content(plan, as_of=as_of, paper=paper, snapshot_code=snapshot_code, layout=layout,
                          subject=period_subject(kind, plan, as_of), more_results=[text for text in results if text],
                          more_annexes=annexes)


def _added_text(kind, plan, lines, as_of):
    """What the period added; empty for a report on the plan from its first day."""
    start = period_start(kind, plan, as_of)
    if start <= plan.period_from:
        return ""
    before = board_totals(quota_lines(plan, as_of=start - timedelta(days=1))).actual
    added, word = board_totals(lines).actual - before, counted_word(lines)
    span = f"từ ngày {day_text(start)} đến ngày {day_text(as_of)}"
    if added <= 0:
        return f"Trong kỳ báo cáo ({span}), chưa có thêm điển hình nào {word}."
    return f"Trong kỳ báo cáo ({span}), có thêm {mark(number_text(added), f'added@since:{start}')} điển hình {word}."


def _of_year_text(lines, as_of):
    """How the quotas that the plan sets for this very year stand; empty when it sets none, or none for other years."""
    own = [line for line in lines if quota_year(line) == as_of.year]
    totals, scope = board_totals(own), f"w:{as_of.year}"
    if not totals.minimum.all or len(own) == len(lines):
        return ""
    return progress_sentence(
        actual=totals.counted, target=totals.minimum.all, shortfall=totals.shortfall or 0, counted=counted_word(lines),
        since=f"Riêng chỉ tiêu năm {as_of.year}, ", mark=lambda text, key: mark(text, f"{key}@{scope}"))


def _pace_text(lines, as_of):
    """The count against the number expected by the day; empty when nothing is expected."""
    expected = sum(int(line.expected) for line in lines if line.expected)
    if not expected:
        return ""
    counted = board_totals([line for line in lines if line.expected]).counted
    goal, done = mark(number_text(expected), "expected"), mark(number_text(counted), "counted@expected")
    how = f"đạt {mark(share_text(counted, expected))} %" if counted else "chưa có kết quả"
    return f"So với mức cần có đến ngày {day_text(as_of)} là {goal} điển hình, {how} ({done}/{goal})."


def agency_annex(lines, as_of):
    """The quotas by agency: what was owed, what counts, what is missing."""
    groups = {}
    for line in lines:
        groups.setdefault(line.bearer.name, []).append(line)
    rows = [_agency_row(str(order), name, own) for order, (name, own) in enumerate(groups.items(), 1)]
    if lines:
        rows.append(_agency_row("", "Tổng cộng", lines, is_total=True))
    return Annex(kind=LIST, title_lines=("Bảng tổng hợp chỉ tiêu theo cơ quan, đơn vị", f"đến ngày {day_text(as_of)}"),
                 columns=("order", "agency", "bound_text", "actual", "percent_text", "shortfall_text"),
                 list_rows=tuple(rows))


def _agency_row(order, name, lines, *, is_total=False):
    totals = board_totals(lines)
    least = totals.minimum.all
    return ListRow((order, name, f"≥ {number_text(least)}" if least else NOTHING, number_text(totals.actual),
                    share_text(totals.counted, least), NOTHING if totals.shortfall is None else number_text(
                        totals.shortfall)), is_total=is_total,
                   scope="all" if is_total else f"b:{lines[0].bearer.public_id}")


def year_annex(plan, as_of):
    """What each year of the plan added, and what stood at its end."""
    rows, before = [], 0
    last = min(as_of, plan.period_to) if plan.period_to else as_of
    for year in range(plan.period_from.year, last.year + 1):
        total = board_totals(quota_lines(plan, as_of=min(date(year, 12, 31), as_of))).actual
        rows.append(ListRow((str(len(rows) + 1), str(year), number_text(total - before), number_text(total)),
                            scope=f"y:{year}"))
        before = total
    return Annex(kind=LIST, title_lines=("Kết quả theo năm", f"đến ngày {day_text(as_of)}"),
                 columns=("order", "year", "added", "total"), list_rows=tuple(rows))
