"""What the last paper of a plan said of signer, recipients and annexes, so that nobody types it again."""
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from plans.enums import PlanStatus
from reporting.documents.values import DUTIES, FIGURES
from reporting.enums import INTERNAL_KINDS, ReportKind
from reporting.models import ReportSnapshot
from reporting.offices import usual_layout
from reporting.papers import starting_paper
from reporting.periods import period_start
from reporting.quota_annexes import TITLES

STILL_OWED = timedelta(days=60)  # so long after the end of a period a report is still of that period
LACKING_AT_MOST = 5
OWN_SIGNERS = (ReportKind.LETTERS, ReportKind.DECISION)  # signed and sent otherwise than the other papers of a plan


def first_values(plan, kind, *, today):
    """What the form of a new paper starts with: the last paper of this kind and plan, else of the plan, else proposed."""
    last = _last_paper(plan, kind)
    layout = last.layout if last else usual_layout(plan)
    paper = starting_paper(kind, plan, layout)
    values = {"plan": plan.public_id, "kind": kind, "layout": layout, "as_of": usual_day(kind, today),
              "authority": paper.authority, "position": paper.position, "place": paper.place,
              "addressees": paper.addressees, "recipients": paper.recipients}
    return values | (_kept(last, kind) if last else {})


def _last_paper(plan, kind):
    own = ReportSnapshot.objects.filter(plan=plan).exclude(kind__in=INTERNAL_KINDS).order_by("-pk")
    return own.filter(kind=kind).first() or (None if kind in OWN_SIGNERS else own.exclude(kind__in=OWN_SIGNERS).first())


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


def usual_day(kind, today):
    """The end of the period that a report of this kind is still owed for, else today."""
    ends = {ReportKind.HALF_YEAR: (date(today.year - 1, 12, 31), date(today.year, 6, 30)),
            ReportKind.YEAR: (date(today.year - 1, 12, 31),)}.get(kind, ())
    return next((end for end in ends if end < today <= end + STILL_OWED), today)


def without_half_year_report(plans, *, today):
    """At most five of the plans in force that have no half-year report of the period yet, and the day it would tell of."""
    day = usual_day(ReportKind.HALF_YEAR, today)
    start = period_start(ReportKind.HALF_YEAR, None, day)
    end = date(day.year, 6, 30) if day.month < 7 else date(day.year, 12, 31)
    made = ReportSnapshot.objects.filter(plan=OuterRef("pk"), kind=ReportKind.HALF_YEAR, as_of__range=(start, end))
    rows = plans.filter(Q(period_to=None) | Q(period_to__gte=start), ~Exists(made), status=PlanStatus.ISSUED,
                        period_from__lte=day).order_by("-period_from", "code")
    return day, list(rows[:LACKING_AT_MOST])
