"""What stands behind the counts of the board: whose records, in which fields, on which days.

The conditions are those of `models_registry.queries.counted_by_obligation`, so that a number and the list that makes
it agree.
"""
from array import array
from collections import Counter, defaultdict
from itertools import chain

from django.db.models import Count, F, Min, Q, Sum
from django.db.models.functions import Coalesce

from models_registry.models import Credit, ExemplarRecord
from models_registry.queries import not_blocked
from nominations.models import Nomination

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


def named_credits(obligations, *, as_of, stage=""):
    """{obligation id: its `credits_behind` as texts in their order}, each text a name's key and the id. One query.

    A stored key has digits and small letters only, so that texts and databases agree on the order, and a space comes
    before all of them.
    """
    reached = _reached(obligations, as_of=as_of, stage=stage or COUNTING_STAGE)
    named = defaultdict(set)
    for obligation_id, key, pk in reached.values_list("obligation_id", "record__subject__given_key", "pk"):
        named[obligation_id].add(f"{key} {pk:019}")
    return {obligation_id: sorted(texts) for obligation_id, texts in named.items()}


def ids_in_order(named):
    """The ids of several lists of `named_credits` as one, in the order of names: sorted lists that are joined sort
    quickly."""
    return array("q", [int(text[-19:]) for text in sorted(chain.from_iterable(named))])


def credits_shown(ids, *, user):
    """The credits of these ids, in this order, with what a list prints and nothing else. One query, an agency's three.

    Where an agency may not see the record, `nomination` is the decided one by which it counts for it; None elsewhere.
    """
    joined = ("record__subject", "record__practice_model", "record__field", "record__organization",
              "obligation__bearer")
    found = Credit.objects.select_related(*joined).only(
        "record__public_id", "record__record_kind", "record__stage", "record__subject__type",
        *(f"{name}__name" for name in joined)).in_bulk(list(ids))
    shown = [found[pk] for pk in ids if pk in found]
    own = {} if user.sees_whole_province else _own_nominations([credit.record_id for credit in shown], user)
    for credit in shown:
        credit.nomination = own.get(credit.record_id)
    return shown


def _own_nominations(records, user):
    """{record id: the person's agency's decided nomination} of the records that it may not see itself."""
    seen = set(ExemplarRecord.objects.visible_to(user).filter(pk__in=records).values_list("pk", flat=True))
    rows = Nomination.objects.visible_to(user).filter(record__in=set(records) - seen, decided_at__isnull=False)
    return {row.record_id: row for row in rows.select_related(
        "submission__organization", "obligation__rule").order_by("pk")}


def size_behind(obligations, *, as_of, stage=""):
    """(subjects, credits) of the list behind a number: subjects, each once an obligation, are the number. One query."""
    reached = _reached(obligations, as_of=as_of, stage=stage or COUNTING_STAGE)
    once = reached.annotate(subject=SUBJECT).values("obligation_id", "subject").annotate(
        credits=Count("pk", distinct=True))
    size = once.aggregate(subjects=Count("*"), all_credits=Coalesce(Sum("credits"), 0))
    return size["subjects"], size["all_credits"]


def counted_by_field(obligations, *, as_of):
    """{obligation id: {id of the record's field: distinct subjects that count}}; absent when none. One query."""
    rows = _reached(obligations, as_of=as_of).values_list("obligation_id", "record__field_id").annotate(
        total=Count(SUBJECT, distinct=True))
    found = defaultdict(dict)
    for obligation_id, field_id, total in rows:
        found[obligation_id][field_id] = total
    return found


def counted_by_day(obligations, *, as_of):
    """{obligation id: {day: subjects that first counted on it}}; absent when none. One query."""
    firsts = _reached(obligations, as_of=as_of).annotate(subject=SUBJECT).values_list(
        "obligation_id", "subject").annotate(first=Min(f"{EVENT}on_date"))
    found = defaultdict(Counter)
    for obligation_id, _, first in firsts:
        found[obligation_id][first] += 1
    return found


def in_order_of_days(by_day):
    """[(day, subjects)] of several `counted_by_day` together, each subject once an obligation."""
    total = Counter()
    for days in by_day:
        total.update(days)
    return sorted(total.items())


def counted_subjects(obligations, *, as_of):
    """{obligation id: {id of the record's field: array of the distinct subjects that count}}; absent when none. One
    query."""
    rows = _reached(obligations, as_of=as_of).exclude(record__field=None).values_list(
        "obligation_id", "record__field_id", SUBJECT).distinct()
    found = defaultdict(lambda: defaultdict(lambda: array("q")))
    for obligation_id, field_id, subject_id in rows:
        found[obligation_id][field_id].append(subject_id)
    return found


def in_several_fields(counted):
    """How many subjects of several `counted_subjects` count in more than one field; each of these counts them."""
    of_fields = defaultdict(set)
    for fields in counted:
        for field_id, subjects in fields.items():
            of_fields[field_id].update(subjects)
    once, several = set(), set()
    for subjects in of_fields.values():
        several |= once & subjects
        once |= subjects
    return len(several)
