"""The inner steps before a final day, proposed and accepted; the table of anniversaries."""
from datetime import timedelta

from django.contrib import messages
from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from accounts.enums import Role
from accounts.queries import people_holding
from core.confirming import confirmation
from core.errors import DomainError
from core.kept import kept_or_post
from plans import rules, services
from plans.backward import laid_back
from plans.duty_search import seen_by
from plans.forms.backward import AnniversaryForm, StepsForm, TaskForm, chosen_orders
from plans.models import Anniversary, InnerTask, Milestone, Plan
from plans.reminder_steps import days_off
from plans.reminder_texts import period_words
from plans.views.common import refused
from plans.views.duties import put_errors

FORM = ["GET", "HEAD", "POST"]
NEAR = timedelta(days=14)


@require_http_methods(FORM)
def inner_steps(request, public_id):
    """Steps laid back from the final day as suggestions; accepting makes them internal duties of the period."""
    milestone = get_object_or_404(
        Milestone.objects.filter(plan__in=Plan.objects.visible_to(request.user).order_by().values("pk")).select_related(
            "plan"), public_id=public_id)
    refusal = refused(request, rules.may_manage_duty(request.user))
    if refusal:
        return refusal
    key = request.GET.get("ky", "")[:40]
    if request.method == "POST" and request.POST.get("act") in ACTS:
        return ACTS[request.POST["act"]](request, milestone, key)
    return _steps_page(request, milestone, key)


def _steps_page(request, milestone, key, failed=None):
    stated, today = _stated_day(request.user, milestone, key), timezone.localdate()
    steps, status = services.usual_steps(), 200
    typed = kept_or_post(request) or (request.GET if "final_on" in request.GET else None)
    form = StepsForm(typed, steps=steps, initial={"final_on": stated})
    if failed:
        form, status = StepsForm(None, steps=steps, initial={"final_on": stated}), 422
    elif request.method == "POST":
        status = 422
        if form.is_valid() and (answer := _accept(request, milestone, key, form)):
            return answer
    if form.is_bound:
        final, lengths = (form.cleaned_data["final_on"], form.lengths()) if form.is_valid() else (None, ())
    else:
        final, lengths = stated, steps
    tasks = list(InnerTask.objects.filter(milestone=milestone, key=key).select_related("accepted_by", "responsible"))
    return render(request, "plans/inner_steps.html", {
        "milestone": milestone, "period": period_words(key) if key else "", "key": key, "form": form, "stated": stated,
        "proposed": laid_back(final, lengths, days_off=days_off(), today=today) if final else (), "final": final,
        "tasks": tasks, "moved": [t for t in tasks[:1] if stated and t.final_on != stated],
        "near": _near(final), "today": today,
        "officers": people_holding(Role.OFFICER, today=today), "failed": failed}, status=status)


def _stated_day(user, milestone, key):
    """The last due day of the period among its agencies; without duties the day of the event; None when none."""
    rows = seen_by(user).filter(milestone=milestone, **({"key": key} if key else {}))
    return rows.aggregate(last=Max("due_on"))["last"] or milestone.event_actual_on or milestone.event_on


def _near(final):
    """Anniversaries within two weeks of the final day, (day, words)."""
    return services.anniversaries_on(final - NEAR, final + NEAR) if final else []


def _here(milestone, key):
    return reverse("plans:inner_steps", args=[milestone.public_id]) + (f"?{urlencode({'ky': key})}" if key else "")


def _accept(request, milestone, key, form):
    """Where to go after it; None when it was refused, with the refusal beside its field."""
    try:
        chosen = chosen_orders(request.POST.getlist("step"))
        services.accept_inner_steps(milestone, by=request.user, key=key, final_on=form.cleaned_data["final_on"],
                                    steps=form.lengths(), chosen=chosen, responsible=_officer(request))
        if request.POST.get("remember"):
            services.set_inner_steps(by=request.user, steps=form.lengths())
    except DomainError as error:
        put_errors(form, error)
        return None
    messages.success(request, "Đã lập lịch các bước.")
    return redirect(_here(milestone, key))


def _officer(request):
    """The officer chosen as in charge, None for everybody; 404 for anybody else."""
    name = request.POST.get("responsible", "")
    officers = people_holding(Role.OFFICER, today=timezone.localdate())
    return get_object_or_404(officers, username=name) if name else None


def _task(request, milestone):
    tasks = {str(task.public_id): task for task in milestone.inner_tasks.all()}
    if request.POST.get("task", "") not in tasks:
        raise Http404
    return tasks[request.POST["task"]]


def _change(request, milestone, key):
    """Other days or another person for one step; a refusal stands in its row, with what was typed."""
    task, form = _task(request, milestone), TaskForm(request.POST)
    if form.is_valid():
        try:
            services.change_inner_task(task, by=request.user, responsible=_officer(request), **form.cleaned_data)
        except DomainError as error:
            put_errors(form, error)
        else:
            messages.success(request, f"Đã sửa: {task.name}.")
            return redirect(_here(milestone, task.key))
    return _steps_page(request, milestone, key, failed=(task.pk, form))


def _finish(request, milestone, key):
    task = _task(request, milestone)
    services.finish_inner_task(task, by=request.user, today=timezone.localdate())
    messages.success(request, f"Đã xong: {task.name}.")
    return redirect(_here(milestone, task.key))


def _drop(request, milestone, key):
    asked = confirmation(request, "Bỏ lịch các bước chưa xong?", label="Bỏ lịch", danger=True,
                         back_url=_here(milestone, key))
    if asked:
        return asked
    services.drop_inner_tasks(milestone, by=request.user, key=key)
    messages.success(request, "Đã bỏ lịch các bước chưa xong.")
    return redirect(_here(milestone, key))


ACTS = {"xong": _finish, "bo": _drop, "sua": _change}


# --- anniversaries --------------------------------------------------------------------------------------------------


@require_http_methods(FORM)
def anniversaries(request):
    """The table of anniversaries with their papers; a row is entered or struck here."""
    refusal = refused(request, rules.may_manage_duty(request.user))
    if refusal:
        return refusal
    if request.method == "POST" and request.POST.get("act") == "bo":
        return _remove(request)
    form, status = AnniversaryForm(kept_or_post(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.enter_anniversary(by=request.user, **form.cleaned_data)
            except DomainError as error:
                put_errors(form, error)
            else:
                messages.success(request, "Đã nhập ngày kỷ niệm.")
                return redirect("plans:anniversaries")
    return render(request, "plans/anniversaries.html", {"form": form, "rows": Anniversary.objects.all()}, status=status)


def _remove(request):
    number = request.POST.get("row", "")
    row = get_object_or_404(Anniversary, pk=int(number)) if number.isdecimal() and len(number) < 10 else None
    if row is None:
        raise Http404
    asked = confirmation(request, f"Bỏ «{row}» khỏi bảng?", label="Bỏ", danger=True,
                         back_url=reverse("plans:anniversaries"))
    if asked:
        return asked
    services.remove_anniversary(row, by=request.user)
    messages.success(request, "Đã bỏ.")
    return redirect("plans:anniversaries")
