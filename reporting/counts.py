"""What stands behind the counts of the board: whose records, in which fields, on which days.

The conditions are those of `models_registry.queries.counted_by_obligation`, so that a number and the list that makes
it agree.
"""
from collections import Counter

from django.db.models import Count, F, Min, Q, Sum
from django.db.models.functions import Coalesce

from models_registry.models import Credit, ExemplarRecord
from models_registry.queries import not_blocked

EVENT = "record__stage_events__"
SUBJECT = Coalesce("record__subject__merged_into", "record__subject")
COUNTING_STAGE = F("rule__counting_stage")


def _reached(obligations, *, as_of, stage=COUNTING_STAGE):
    """Credits joined with the event by which their record reached `stage`; by default the stage their rule counts.

    The counting stage counts inside the obligation's window, every other one up to the window's end.
    """
    of_one_event = Q(
        Q(obligation__window_end=None) | Q(**{f"{EVENT}on_date__lte": F("obligation__window_end")}),
        ~Q(rule__counting_stage=F(f"{EVENT}stage")) | Q(**{f"{EVENT}on_date__gte": F("obligation__window_start")}),
        **{f"{EVENT}stage": stage, f"{EVENT}on_date__lte": as_of})
    return Credit.objects.filter(of_one_event, obligation__in=obligations).filter(not_blocked(as_of)).order_by()


def credits_behind(obligations, *, as_of, stage=""):
    """The credits behind a number: of `stage`, or of the stage by which each rule counts; in the order of names."""
    reached = _reached(obligations, as_of=as_of, stage=stage or COUNTING_STAGE)
    return Credit.objects.filter(pk__in=reached.values("pk")).order_by("record__subject__given_key", "pk")


def credits_shown(ids):
    """The credits of these ids, in this order, with what a list prints and nothing else. One query."""
    joined = ("record__subject", "record__practice_model", "record__field", "record__organization",
              "obligation__bearer")
    found = Credit.objects.select_related(*joined).only(
        "record__public_id", "record__record_kind", "record__stage", "record__subject__type",
        *(f"{name}__name" for name in joined)).in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]


def size_behind(obligations, *, as_of, stage=""):
    """(subjects, credits) of the list behind a number: subjects, each once an obligation, are the number. One query."""
    reached = _reached(obligations, as_of=as_of, stage=stage or COUNTING_STAGE)
    once = reached.annotate(subject=SUBJECT).values("obligation_id", "subject").annotate(
        credits=Count("pk", distinct=True))
    size = once.aggregate(subjects=Count("*"), all_credits=Coalesce(Sum("credits"), 0))
    return size["subjects"], size["all_credits"]


def counted_by_field(obligations, *, as_of):
    """{(obligation id, id of the record's field): distinct subjects that count}; absent when none. One query."""
    rows = _reached(obligations, as_of=as_of).values_list("obligation_id", "record__field_id").annotate(
        total=Count(SUBJECT, distinct=True))
    return {(obligation_id, field_id): total for obligation_id, field_id, total in rows}


def counted_days(obligations, *, as_of):
    """[(day, subjects that first counted on it)] in the order of days, each subject once an obligation. One query."""
    firsts = _reached(obligations, as_of=as_of).annotate(subject=SUBJECT).values_list(
        "obligation_id", "subject").annotate(first=Min(f"{EVENT}on_date"))
    return sorted(Counter(first for _, _, first in firsts).items())


def subjects_in_several_fields(obligations, *, as_of):
    """How many subjects count in more than one field; each of these fields counts them. One query.

    Only those with records in several fields are looked at: few, so that a large plan is not walked through again.
    """
    records = ExemplarRecord.objects.filter(plan__in=obligations.values("rule__plan")).annotate(
        one=Coalesce("subject__merged_into", "subject")).order_by()
    several = _in_several(records.values("one"), "field").values("one")
    reached = _reached(obligations, as_of=as_of).filter(record__in=records.filter(one__in=several).values("pk"))
    return _in_several(reached.annotate(subject=SUBJECT).values("subject"), "record__field").count()


def _in_several(groups, field):
    return groups.annotate(fields=Count(field, distinct=True)).filter(fields__gt=1)
