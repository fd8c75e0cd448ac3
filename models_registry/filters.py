"""Conditions of the registry's list; choices hold only what the person may see."""
import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from core.text import fold
from core.widgets import QuickSelect
from models_registry.models import ExemplarRecord, PracticeModel, Subject
from organizations.models import Organization
from plans.enums import Stage, SubjectType
from plans.models import Plan, PlanField

STAGES = [(s.value, s.label) for s in Stage if s not in (Stage.RESUMED, Stage.FORWARDED, Stage.COMMENDED)]


def plans_of(request):
    return Plan.objects.visible_to(request.user).exclude(status="draft")


def fields_of(request):
    """The fields of the chosen plan; none before a plan is chosen."""
    try:
        plan = forms.UUIDField().clean(request.GET.get("plan", ""))
    except ValidationError:
        return PlanField.objects.none()
    return PlanField.objects.filter(plan__in=plans_of(request), plan__public_id=plan)


def agencies_of(request):
    """The agencies that registered a record the person may see."""
    seen = ExemplarRecord.objects.visible_to(request.user).order_by().values("organization")
    return Organization.objects.filter(pk__in=seen).order_by("sort_key", "pk")


def _chosen(label, path):
    """A choice among objects by their public ids, which the form is given when it is made."""
    return filters.ChoiceFilter(label=label, field_name=f"{path}__public_id", empty_label="Tất cả", widget=QuickSelect)


class RecordFilter(filters.FilterSet):
    q = filters.CharFilter(label="Tìm tên", method="search", widget=forms.TextInput(attrs={"type": "search"}))
    plan = _chosen("Kế hoạch", "plan")
    field = _chosen("Lĩnh vực", "field")
    agency = _chosen("Cơ quan đăng ký", "organization")
    type = filters.ChoiceFilter(label="Loại", method="of_type", choices=[*SubjectType.choices, ("model", "Mô hình")],
                                empty_label="Tất cả", widget=QuickSelect)
    stage = filters.ChoiceFilter(label="Giai đoạn", choices=STAGES, empty_label="Tất cả", widget=QuickSelect)

    class Meta:
        model = ExemplarRecord
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, objects, words in (("plan", plans_of, "title"), ("field", fields_of, "name"),
                                     ("agency", agencies_of, "name")):
            found = objects(self.request).values_list("public_id", words)
            self.filters[name].extra["choices"] = [(str(public_id), text) for public_id, text in found]

    def search(self, rows, name, value):
        """Every word stands in the subject's or the model's name; accents do not matter.

        The names are asked for apart: an index of either table answers without the rows.
        """
        for word in fold(value).split():
            subjects, models = (table.objects.order_by().filter(search_key__contains=word).values("pk")
                                for table in (Subject, PracticeModel))
            rows = rows.filter(Q(subject__in=subjects) | Q(practice_model__in=models))
        return rows

    def of_type(self, rows, name, value):
        if value == "model":
            return rows.filter(record_kind="model")
        return rows.filter(subject__type=value, record_kind="exemplar")
