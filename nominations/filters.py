"""Conditions of the lists of nominations; choices hold only what the person may see."""
from datetime import timedelta

import django_filters as filters
from django import forms
from django.db.models import F, Q
from django.utils import timezone

from core.text import fold
from core.widgets import QuickSelect
from nominations.choices import queue_choices
from nominations.enums import INTERNAL, WITH_OFFICE, NominationState, Planned, SessionState
from nominations.models import Consultation, Council, CouncilSession, Nomination, Submission
from plans.enums import SubjectType
from plans.models import Plan

PUBLIC_STATES = [choice for choice in NominationState.choices if choice[0] not in INTERNAL]
ORDERS = (("submitted", "Gửi trước"), ("-submitted", "Gửi sau"), ("due", "Hạn xử lý"), ("name", "Tên"),
          ("agency", "Cơ quan"))
DUES = (("late", "Đã quá hạn"), ("week", "Trong 7 ngày tới"), ("none", "Chưa đặt hạn"))


def plans_of(request):
    return Plan.objects.visible_to(request.user).exclude(status="draft")


def choices_of(request):
    """What the queue of this request can be narrowed to; asked for once a request."""
    if not hasattr(request, "queue_choices"):
        plan = request.GET.get("plan", "")
        request.queue_choices = queue_choices(request.user, plan=plan if _is_uuid(plan) else "")
    return request.queue_choices


def _is_uuid(text):
    try:
        forms.UUIDField().clean(text)
    except forms.ValidationError:
        return False
    return True


def _chosen(label, path):
    """A choice among objects by their public ids, which the form is given when it is made."""
    return filters.ChoiceFilter(label=label, field_name=f"{path}__public_id", empty_label="Tất cả",
                                widget=QuickSelect)


def named(text):
    """Ids of the nominations whose names and units hold every word, for another query: an index answers it alone."""
    rows = Nomination.objects.order_by()
    for word in fold(text).split():
        rows = rows.filter(search_key__contains=word)
    return rows.values("pk")


class QueueOrder(filters.OrderingFilter):
    """The orders of the queue; what has no day to be handled by comes after what has one."""

    def filter(self, rows, value):
        if value and value[0] == "due":
            return rows.order_by(F("handle_by").asc(nulls_last=True), "submitted_at", "pk")
        return super().filter(rows, value)


class QueueFilter(filters.FilterSet):
    """The office's queue: state, plan, field, agency, type, words without accents, order."""

    q = filters.CharFilter(label="Tìm", method="search", widget=forms.TextInput(attrs={"type": "search"}))
    state = filters.ChoiceFilter(label="Trạng thái", choices=[
        choice for choice in NominationState.choices if choice[0] != NominationState.DRAFT], empty_label="Tất cả",
        widget=QuickSelect)
    plan = _chosen("Kế hoạch", "submission__plan")
    field = _chosen("Lĩnh vực", "submission__field")
    agency = _chosen("Cơ quan", "submission__organization")
    type = filters.ChoiceFilter(label="Loại", method="of_type", choices=[*SubjectType.choices, ("model", "Mô hình")],
                                empty_label="Tất cả", widget=QuickSelect)
    officer = _chosen("Người xử lý", "assigned_to")
    due = filters.ChoiceFilter(label="Hạn xử lý", method="of_due", choices=DUES, empty_label="Tất cả",
                               widget=QuickSelect)
    planned = filters.ChoiceFilter(label="Dự kiến", choices=Planned.choices, empty_label="Tất cả",
                                   widget=QuickSelect)
    order = QueueOrder(label="Thứ tự", choices=ORDERS, empty_label=None, fields=(
        ("submitted_at", "submitted"), ("sort_key", "name"), ("submission__organization__sort_key", "agency"),
        ("handle_by", "due")))

    class Meta:
        model = Nomination
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = choices_of(self.request)
        for name, choices in (("plan", found.plans), ("field", found.fields), ("agency", found.agencies),
                              ("officer", found.officers)):
            if name in self.filters:
                self.filters[name].extra["choices"] = choices

    named_always = ("state",)  # an address without it means what waits

    def search(self, rows, name, value):
        return rows.filter(pk__in=named(value)) if value.strip() else rows

    def of_type(self, rows, name, value):
        return rows.filter(record_kind="model") if value == "model" else rows.filter(
            subject_type=value, record_kind="exemplar")

    def of_due(self, rows, name, value):
        """Late ones are still in the office's hands, or wait for an opinion that is late; those without a day were
        never given one."""
        today = timezone.localdate()
        if value == "none":
            return rows.filter(handle_by=None)
        rows = rows.filter(state__in=WITH_OFFICE)
        if value == "late":
            asked = Consultation.objects.filter(answered_on=None, due_on__lt=today).values("nomination")
            return rows.filter(Q(handle_by__lt=today) | Q(state=NominationState.CONSULTING, pk__in=asked))
        return rows.filter(handle_by__range=(today, today + timedelta(days=7)))


class ReadyFilter(QueueFilter):
    """Appraised cases that a session may take: the conditions of the queue without state, officer and plan made."""

    state = officer = planned = None
    named_always = ()


def councils_of(request):
    return Council.objects.visible_to(request.user)


class SessionFilter(filters.FilterSet):
    """Sessions of councils: number or place in words without accents, council, state."""

    q = filters.CharFilter(label="Tìm", method="search", widget=forms.TextInput(attrs={"type": "search"}))
    council = filters.ModelChoiceFilter(label="Hội đồng", queryset=councils_of, to_field_name="public_id",
                                        empty_label="Tất cả", widget=QuickSelect)
    state = filters.ChoiceFilter(label="Trạng thái", choices=SessionState.choices, empty_label="Tất cả",
                                 widget=QuickSelect)

    class Meta:
        model = CouncilSession
        fields = []

    def search(self, rows, name, value):
        """By the accent-free words of a nominee on the agenda, or by the number of the session."""
        named = rows
        for word in fold(value).split():
            named = named.filter(items__nomination__search_key__contains=word)
        return rows.filter(Q(number__iexact=value.strip()) | Q(pk__in=named.values("pk")))


class SubmissionFilter(filters.FilterSet):
    """The agency's own list: words of a nominee or the receipt code, plan, state of its nominees."""

    q = filters.CharFilter(label="Tìm", method="search", widget=forms.TextInput(attrs={"type": "search"}))
    plan = filters.ModelChoiceFilter(label="Kế hoạch", queryset=plans_of, to_field_name="public_id",
                                     empty_label="Tất cả", widget=QuickSelect)
    state = filters.ChoiceFilter(label="Có đề cử", choices=PUBLIC_STATES, method="in_state",
                                 empty_label="Tất cả", widget=QuickSelect)

    class Meta:
        model = Submission
        fields = []

    def search(self, rows, name, value):
        found = Nomination.objects.visible_to(self.request.user).filter(pk__in=named(value))
        return rows.filter(Q(receipt_code__iexact=value.strip()) | Q(pk__in=found.values("submission")))

    def in_state(self, rows, name, value):
        states = WITH_OFFICE if value == NominationState.SUBMITTED else (value,)
        seen = Nomination.objects.visible_to(self.request.user).filter(state__in=states)
        return rows.filter(pk__in=seen.values("submission"))
