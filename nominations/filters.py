"""Conditions of the lists of nominations; choices hold only what the person may see."""
import django_filters as filters
from django import forms
from django.db.models import Q

from core.text import fold
from nominations.enums import INTERNAL, WITH_OFFICE, NominationState, Planned
from nominations.models import Nomination, Submission
from nominations.queries import officers_today
from organizations.models import Organization
from plans.enums import SubjectType
from plans.models import Plan, PlanField

PUBLIC_STATES = [choice for choice in NominationState.choices if choice[0] not in INTERNAL]
ORDERS = (("submitted", "Gửi trước"), ("-submitted", "Gửi sau"), ("name", "Tên"), ("agency", "Cơ quan"))


def plans_of(request):
    return Plan.objects.visible_to(request.user).exclude(status="draft")


def fields_of(request):
    """The fields of the chosen plan; none before a plan is chosen."""
    plan = request.GET.get("plan", "")
    return PlanField.objects.filter(plan__public_id=plan) if _is_uuid(plan) else PlanField.objects.none()


def _is_uuid(text):
    try:
        forms.UUIDField().clean(text)
    except forms.ValidationError:
        return False
    return True


def agencies_of(request):
    """The agencies whose submissions the person may see."""
    seen = Submission.objects.visible_to(request.user).values("organization")
    return Organization.objects.filter(pk__in=seen).order_by("sort_key", "pk")


def officers_of(request):
    """The officers; nobody else may look through their work."""
    return officers_today()


class QueueFilter(filters.FilterSet):
    """The office's queue: state, plan, field, agency, type, words without accents, order."""

    q = filters.CharFilter(label="Tìm", method="search", widget=forms.TextInput(attrs={"type": "search"}))
    state = filters.ChoiceFilter(label="Trạng thái", choices=[
        choice for choice in NominationState.choices if choice[0] != NominationState.DRAFT], empty_label="Tất cả")
    plan = filters.ModelChoiceFilter(label="Kế hoạch", queryset=plans_of, to_field_name="public_id",
                                     field_name="submission__plan", empty_label="Tất cả")
    field = filters.ModelChoiceFilter(label="Lĩnh vực", queryset=fields_of, to_field_name="public_id",
                                      field_name="submission__field", empty_label="Tất cả")
    agency = filters.ModelChoiceFilter(label="Cơ quan", queryset=agencies_of, to_field_name="public_id",
                                       field_name="submission__organization", empty_label="Tất cả")
    type = filters.ChoiceFilter(label="Loại", method="of_type", choices=[*SubjectType.choices, ("model", "Mô hình")],
                                empty_label="Tất cả")
    officer = filters.ModelChoiceFilter(label="Người xử lý", queryset=officers_of, to_field_name="public_id",
                                        field_name="assigned_to", empty_label="Tất cả")
    planned = filters.ChoiceFilter(label="Dự kiến", choices=Planned.choices, empty_label="Tất cả")
    order = filters.OrderingFilter(label="Thứ tự", choices=ORDERS, empty_label=None, fields=(
        ("submitted_at", "submitted"), ("sort_key", "name"), ("submission__organization__sort_key", "agency")))

    class Meta:
        model = Nomination
        fields = []

    named_always = ("state",)  # an address without it means what waits

    def search(self, rows, name, value):
        words = fold(value).split()
        for word in words:
            rows = rows.filter(search_key__contains=word)
        return rows

    def of_type(self, rows, name, value):
        return rows.filter(record_kind="model") if value == "model" else rows.filter(
            subject_type=value, record_kind="exemplar")


class SubmissionFilter(filters.FilterSet):
    """The agency's own list: words of a nominee or the receipt code, plan, state of its nominees."""

    q = filters.CharFilter(label="Tìm", method="search", widget=forms.TextInput(attrs={"type": "search"}))
    plan = filters.ModelChoiceFilter(label="Kế hoạch", queryset=plans_of, to_field_name="public_id",
                                     empty_label="Tất cả")
    state = filters.ChoiceFilter(label="Có đề cử", choices=PUBLIC_STATES, method="in_state",
                                 empty_label="Tất cả")

    class Meta:
        model = Submission
        fields = []

    def search(self, rows, name, value):
        named = Nomination.objects.visible_to(self.request.user)
        for word in fold(value).split():
            named = named.filter(search_key__contains=word)
        return rows.filter(Q(receipt_code__iexact=value.strip()) | Q(pk__in=named.values("submission")))

    def in_state(self, rows, name, value):
        states = WITH_OFFICE if value == NominationState.SUBMITTED else (value,)
        seen = Nomination.objects.visible_to(self.request.user).filter(state__in=states)
        return rows.filter(pk__in=seen.values("submission"))
