"""What the last paper of a plan said of signer, recipients and annexes, so that nobody types it again."""
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from plans.enums import PlanStatus
from reporting.documents.values import DUTIES, FIGURES
from reporting.enums import INTERNAL_KINDS, PERIODS, ReportKind
from reporting.models import ReportSnapshot
from reporting.offices import usual_layout
from reporting.papers import starting_paper
from reporting.periods import period_start
from reporting.quota_annexes import TITLES

STILL_OWED = timedelta(days=60)  # so long after the end of a period a report is still of that period
LACKING_AT_MOST = 5
OWN_SIGNERS = (ReportKind.LETTERS, ReportKind.DECISION)  # signed and sent otherwise than the other papers of a plan


def first_values(plan, kind, *, today):
    """What the form of a new paper starts with: the last paper of this kind and plan, else of the plan,
    else proposed."""
    last = _last_paper(plan, kind)
    layout = last.layout if last else usual_layout(plan)
    paper = starting_paper(kind, plan, layout)
    values = {"plan": plan.public_id, "kind": kind, "layout": layout, "as_of": usual_day(kind, today, plan),
              "authority": paper.authority, "position": paper.position, "place": paper.place,
              "addressees": paper.addressees, "recipients": paper.recipients}
    return values | (_kept(last, kind) if last else {}) | _told(plan, values["as_of"], today)


def _told(plan, day, today):
    """What the form says of the day when the plan is over."""
    return {"ended_on": plan.period_to} if plan.period_to and day == plan.period_to < today else {}


def _last_paper(plan, kind):
    own = ReportSnapshot.objects.filter(plan=plan).exclude(kind__in=INTERNAL_KINDS).order_by("-pk")
    return own.filter(kind=kind).first() or (None if kind in OWN_SIGNERS else own.exclude(kind__in=OWN_SIGNERS).first())


def last_place(plan, layout):
    """The place that the last paper of the plan in this layout bears; empty when there is none."""
    papers = ReportSnapshot.objects.filter(plan=plan, layout=layout).exclude(kind__in=INTERNAL_KINDS).order_by("-pk")
    data = papers.values_list("data", flat=True).first() or {}
    return (data[0] if isinstance(data, list) else data).get("head", {}).get("place", "")


def _kept(report, kind):
    """Signer and recipients of any paper; addressees and annexes only of one of the same kind."""
    data = report.data[0] if isinstance(report.data, list) else report.data
    signer = data.get("signer") or {}
    if not signer.get("position"):
        return {}
    values = {"authority": signer["authority"], "position": signer["position"], "signer": signer["name"],
              "place": data["head"]["place"], "recipients": tuple(data["recipients"])}
    if report.kind != kind or kind == ReportKind.LETTERS:
        return values
    annexes = data["annexes"]
    titles = {annex["title_lines"][0] for annex in annexes if annex["kind"] == FIGURES}
    return values | {
        "addressees": tuple(data["head"]["addressees"]), "with_duties": any(a["kind"] == DUTIES for a in annexes),
        "annexes": [choice.value for choice, title in TITLES.items() if title in titles]}


def usual_day(kind, today, plan=None):
    """The end of the period that a report of this kind is still owed for, else today; of a plan that is over, for the
    reports on a period, no later than its last day."""
    ends = {ReportKind.HALF_YEAR: (date(today.year - 1, 12, 31), date(today.year, 6, 30)),
            ReportKind.YEAR: (date(today.year - 1, 12, 31),)}.get(kind, ())
    day = next((end for end in ends if end < today <= end + STILL_OWED), today)
    return min(day, plan.period_to) if kind in PERIODS and plan and plan.period_to else day


def without_half_year_report(plans, *, today):
    """At most five of the plans in force that have no half-year report of the period yet,
    and the day it would tell of."""
    day = usual_day(ReportKind.HALF_YEAR, today)
    start = period_start(ReportKind.HALF_YEAR, None, day)
    end = date(day.year, 6, 30) if day.month < 7 else date(day.year, 12, 31)
    made = ReportSnapshot.objects.filter(plan=OuterRef("pk"), kind=ReportKind.HALF_YEAR, as_of__range=(start, end))
    rows = plans.filter(Q(period_to=None) | Q(period_to__gte=start), ~Exists(made), status=PlanStatus.ISSUED,
                        period_from__lte=day).order_by("-period_from", "code")
    return day, list(rows[:LACKING_AT_MOST])
