"""Conditions of the list of duties, and the short forms of the acts on one duty."""
from datetime import timedelta

import django_filters
from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone

from core.fields import LineFormField, ProseFormField
from core.text import fold
from organizations.models import Organization
from plans.enums import OccurrenceStatus as S
from plans.enums import PlanStatus, Recurrence
from plans.models import DeadlineOccurrence, Milestone, Plan

TO_DO = (S.OPEN, S.LATE, S.NO_DUE_DATE)
STATUSES = [("late", "Quá hạn"), ("open", "Đang mở, có hạn"), ("no_due_date", "Không ghi ngày"), ("done", "Đã xong"),
            ("done_late", "Xong muộn"), ("waived", "Được miễn"),
            ("closed_by_reorganisation", "Đóng do sắp xếp tổ chức"), ("all", "Tất cả")]
DAYS = [(7, "7 ngày tới"), (14, "14 ngày tới"), (30, "30 ngày tới"), (90, "90 ngày tới")]


def plans_of(request):
    return Plan.objects.visible_to(request.user).exclude(status=PlanStatus.DRAFT)


class DutyFilter(django_filters.FilterSet):
    """Over rows with status (`duty_search.with_status`); without a choice it shows what is still to be done.

    `whole`, once `qs` is read, are the rows under every condition but the status.
    """

    q = django_filters.CharFilter(label="Tìm việc", method="search")
    agency = django_filters.CharFilter(label="Cơ quan", method="of_agency")
    plan = django_filters.ModelChoiceFilter(label="Kế hoạch", queryset=plans_of, to_field_name="public_id",
                                            field_name="milestone__plan", empty_label="Tất cả")
    status = django_filters.ChoiceFilter(label="Tình trạng", choices=STATUSES, method="in_status",
                                         empty_label="Còn phải làm")
    days = django_filters.ChoiceFilter(label="Đến hạn trong", choices=DAYS, method="within",
                                       empty_label="Bất kỳ lúc nào")

    class Meta:
        model = DeadlineOccurrence
        fields = []

    def filter_queryset(self, queryset):
        values = {**self.form.cleaned_data}
        status = values.pop("status", "")
        for name, value in values.items():
            queryset = self.filters[name].filter(queryset, value)
        self.whole = queryset
        if status:
            return self.in_status(queryset, "status", status)
        return queryset.filter(status__in=TO_DO, milestone__plan__status=PlanStatus.ISSUED)

    def search(self, queryset, name, value):
        """Every word, accents aside, in what is to be done or its sentence; milestones are few and folded here."""
        words = fold(value).split()
        texts = Milestone.objects.exclude(plan__status=PlanStatus.DRAFT).values_list("pk", "title", "quote", "code")
        found = [pk for pk, *parts in texts if all(word in fold(" ".join(parts)) for word in words)]
        return queryset.filter(milestone__in=found)

    def of_agency(self, queryset, name, value):
        agencies = Organization.objects.all()
        for word in fold(value).split():
            agencies = agencies.filter(search_key__contains=word)
        return queryset.filter(owner__in=agencies.order_by().values("pk"))

    def in_status(self, queryset, name, value):
        return queryset if value == "all" else queryset.filter(status=value)

    def within(self, queryset, name, value):
        today = timezone.localdate()
        return queryset.filter(current_due__range=(today, today + timedelta(days=int(value))))


class OnTimeFilter(django_filters.FilterSet):
    """Over rows with status: one plan, one year of due days."""

    plan = django_filters.ModelChoiceFilter(label="Kế hoạch", queryset=plans_of, to_field_name="public_id",
                                            field_name="milestone__plan", empty_label="Tất cả")
    year = django_filters.NumberFilter(label="Năm đến hạn", field_name="due_on", lookup_expr="year",
                                       min_value=2000, max_value=2100)

    class Meta:
        model = DeadlineOccurrence
        fields = []


class PlainForm(forms.Form):
    """A short form laid out by crispy, without its own form element; ids bear the act's name,
    several stand on a page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.auto_id = f"{type(self).__name__.lower()}_%s"
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


def day_field(label, **kwargs):
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


def reason_field(label="Lý do"):
    return ProseFormField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class HandInForm(PlainForm):
    received_on = day_field("Ngày gửi (ngày nhận)")
    number = LineFormField(label="Số, ký hiệu văn bản", max_length=60, required=False)
    note = ProseFormField(label="Ghi chú", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    file = forms.FileField(label="Tệp kèm theo", required=False,
                           help_text="PDF, Word (.docx), Excel (.xlsx) hoặc ảnh; không quá 16 MB.")

    def __init__(self, *args, duty, **kwargs):
        kwargs["initial"] = {"received_on": timezone.localdate()}
        super().__init__(*args, **kwargs)


class ReturnForm(PlainForm):
    reason = reason_field("Cần bổ sung gì")
    new_due_on = day_field("Bổ sung trước hết ngày", required=False)

    def __init__(self, *args, duty, **kwargs):
        super().__init__(*args, **kwargs)


class ExtendForm(PlainForm):
    new_due_on = day_field("Hạn mới")
    reason = reason_field("Lý do, văn bản cho gia hạn")

    def __init__(self, *args, duty, **kwargs):
        super().__init__(*args, **kwargs)


class ChooseDayForm(PlainForm):
    """The day of a duty whose text names none: for this period alone, or for the same period of every year."""

    day = day_field("Chậm nhất ngày")
    scope = forms.ChoiceField(label="Áp dụng cho", widget=forms.RadioSelect)
    reason = reason_field("Lý do, căn cứ ấn định")

    def __init__(self, *args, duty, **kwargs):
        kwargs["initial"] = {"scope": duty.key}
        super().__init__(*args, **kwargs)
        self.series = series_of(duty)
        choices = [(duty.key, "Chỉ kỳ này, mọi cơ quan")]
        if self.series:
            choices.append((self.series, "Kỳ này của mọi năm, mọi cơ quan"))
        self.fields["scope"].choices = choices
        if not self.series:
            self.fields["scope"].widget = forms.HiddenInput()

    def day_code(self):
        """The code of the day: with its year for one period, without for every year."""
        day = self.cleaned_data["day"]
        if self.cleaned_data["scope"] != self.series:
            return day.isoformat()
        return f"---{day.day:02}" if self.series == "month" else f"--{day:%m-%d}"


def series_of(duty):
    """The name of the series an occurrence belongs to («year», «H1», «Q3», «month»); "" when it stands alone."""
    recurrence = duty.milestone.recurrence
    if recurrence == Recurrence.NONE:
        return ""
    if recurrence in (Recurrence.YEARLY, Recurrence.MONTHLY):
        return {Recurrence.YEARLY: "year", Recurrence.MONTHLY: "month"}[recurrence]
    return duty.key[4:]


class CloseForm(PlainForm):
    closed_as = forms.ChoiceField(label="Đóng vì")
    reason = reason_field("Lý do, căn cứ")

    def __init__(self, *args, duty, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("waived", "Miễn cho cơ quan này")]
        if duty.organization.valid_to:
            choices.insert(0, ("closed_by_reorganisation", "Cơ quan đã kết thúc hoạt động, không ai kế thừa việc này"))
        self.fields["closed_as"].choices = choices
        if len(choices) == 1:
            self.fields["closed_as"].widget, self.initial["closed_as"] = forms.HiddenInput(), "waived"


class SuccessorForm(PlainForm):
    organization = forms.ModelChoiceField(label="Cơ quan kế thừa", queryset=Organization.objects.none(),
                                          to_field_name="public_id", empty_label="Chọn cơ quan")
    from_date = day_field("Từ ngày")
    basis = LineFormField(label="Căn cứ (số, ngày văn bản)", max_length=255)

    def __init__(self, *args, duty, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["organization"].queryset = Organization.objects.existing_on(today).exclude(
            pk=duty.organization_on(today).pk).order_by("sort_key", "pk")
