"""A plan's rules of reminding with a preview on its real duties; the table of days off."""
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from core.confirming import confirmation
from core.errors import DomainError, InvalidInput
from core.kept import kept_or_post
from plans import reminder_letters, reminder_steps, reminder_texts, reminders, rules, services
from plans.days_off import days_of_law
from plans.forms.reminding import DaysOffForm, ReminderRulesForm
from plans.models import DayOff, DeadlineOccurrence, ReminderSetting
from plans.queries import duty_line
from plans.services.reminding import VALUES, check_reminder_rules
from plans.views.common import refused, visible_plan
from plans.views.duties import put_errors

FORM = ["GET", "HEAD", "POST"]
LOOKED_AT = 400  # duties among which the examples are sought


@dataclass(frozen=True)
class Example:
    """What one real agency would get: (day, words, is past) of every step, and the letter of the next one."""

    organization: str
    is_asked: bool
    steps: tuple
    day: object
    subject: str
    body: str


@require_http_methods(FORM)
def reminder_rules(request, public_id):
    """When and in which words the plan's agencies are reminded; «preview» shows the typed values and saves nothing."""
    plan = visible_plan(request, public_id)
    refusal = refused(request, rules.may_manage_duty(request.user))
    if refusal:
        return refusal
    stored = reminder_steps.setting_of(plan)
    data, status, setting = kept_or_post(request), 200, stored
    form = ReminderRulesForm(data, instance=ReminderSetting(plan=plan, **_values(stored)))
    if request.method == "POST":
        try:
            setting = _typed(plan, form)
            if setting and "preview" not in request.POST:
                services.set_reminder_rules(plan, by=request.user, values=form.cleaned_data, version=_version(request))
                messages.success(request, "Đã lưu lịch nhắc.")
                return redirect("plans:reminder_rules", plan.public_id)
        except DomainError as error:
            setting = None
            put_errors(form, error)
        status = 200 if setting else 422
    return render(request, "plans/reminder_rules.html", {
        "plan": plan, "form": form, "version": request.POST.get("version") or (stored.version if stored.pk else 0),
        "is_own": bool(stored.pk), "stored": stored, "is_preview": "preview" in request.POST,
        "examples": _examples(plan, setting) if setting else []}, status=status)


def _values(setting):
    return {name: getattr(setting, name) for name in VALUES}


def _version(request):
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() else None


def _typed(plan, form):
    """The rules as typed, not stored; None when the form is not even in shape."""
    if not form.is_valid():
        return None
    return ReminderSetting(plan=plan, **check_reminder_rules(form.cleaned_data))


def _examples(plan, setting):
    """One agency that is given its duty and one that is asked, each with its next dated duty."""
    today, days, found = timezone.localdate(), reminder_steps.days_off(), {}
    rows = DeadlineOccurrence.objects.filter(milestone__plan=plan, due_on__gte=today,
                                             closed_as="").order_by("due_on", "pk")
    for row in reminders.with_parts(rows[:LOOKED_AT]):
        line = duty_line(row, as_of=today)
        asked = reminder_letters.is_asked(row, line.current_organization)
        if asked not in found and reminder_steps.is_owed(line):
            found[asked] = _example(row, line, today, days, setting, asked)
    return [found[asked] for asked in sorted(found)]


def _example(row, line, today, days, setting, asked):
    steps = reminder_steps.reminder_days(row, line, days, setting)
    day, step = next(((d, s) for d, s in steps if d >= today), (today, "before_0"))
    letter = reminder_letters.Letter((reminder_letters.DueReminder(row, line, step),), reminder_letters.Audience(()))
    facts = reminders.facts_of(letter, reminders.office_name(), day, days, setting)
    return Example(line.current_organization.name, asked,
                   tuple((d, reminder_texts.step_words(s), d < today) for d, s in steps), day,
                   reminder_texts.subject(facts), reminder_texts.body(facts))


# --- days off -------------------------------------------------------------------------------------------------------


@require_http_methods(FORM)
def days_off(request):
    """The days off of a year: as entered with their documents, else as the law has them."""
    refusal = refused(request, rules.may_manage_duty(request.user))
    if refusal:
        return refusal
    form, status = DaysOffForm(kept_or_post(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.enter_days_off(by=request.user, **form.cleaned_data)
            except DomainError as error:
                put_errors(form, error)
            else:
                messages.success(request, "Đã nhập ngày nghỉ.")
                return redirect(_of_year(form.cleaned_data["first"].year))
    year = _year(request)
    rows = list(DayOff.objects.filter(day__year=year).select_related("entered_by"))
    return render(request, "plans/days_off.html", {
        "form": form, "year": year, "rows": rows, "of_law": [] if rows else days_of_law(year),
        "years": range(timezone.localdate().year - 1, timezone.localdate().year + 4)}, status=status)


def _year(request):
    text = request.GET.get("nam", "")
    return int(text) if text.isdecimal() and 2000 <= int(text) <= 2100 else timezone.localdate().year


def _of_year(year):
    return f"{reverse('plans:days_off')}?nam={year}"


@require_POST
def day_off_remove(request):
    refusal = refused(request, rules.may_manage_duty(request.user))
    if refusal:
        return refusal
    try:
        day = parse_date(request.POST.get("day", ""))
    except ValueError:
        day = None
    if day is None:
        raise Http404
    asked = confirmation(request, f"Bỏ ngày {day:%d/%m/%Y} khỏi bảng ngày nghỉ?", label="Bỏ", danger=True,
                         back_url=_of_year(day.year))
    if asked:
        return asked
    try:
        services.remove_day_off(day, by=request.user)
    except InvalidInput as error:
        messages.error(request, error.errors[""][0])
    else:
        messages.success(request, "Đã bỏ.")
    return redirect(_of_year(day.year))
