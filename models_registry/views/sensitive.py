"""Sensitive facts: switched on for a plan, masked on the page of a record, read and written one by one."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import InvalidInput
from models_registry import forms, rules, services
from models_registry.filters import plans_of
from models_registry.models import ExemplarRecord, SensitiveFact
from models_registry.services.sensitive import COLUMNS
from models_registry.views.common import demand, put_errors


@require_http_methods(["GET", "HEAD", "POST"])
def policies(request):
    """Each plan with what it uses; the office switches (`ke-hoach` of the address names the plan)."""
    demand(rules.may_set_sensitive_policy(request.user))
    plans = list(plans_of(request).select_related("sensitive_policy"))
    chosen = next((plan for plan in plans if str(plan.public_id) == request.GET.get("ke-hoach")), None)
    used = services.used_fields(chosen) if chosen else []
    form = forms.SensitivePolicyForm(request.POST if request.method == "POST" else None,
                                     initial={"fields_used": [str(field) for field in used]})
    if request.method == "POST":
        if chosen is None:
            raise Http404
        if form.is_valid():
            services.set_sensitive_policy(chosen, fields=form.cleaned_data["fields_used"], by=request.user,
                                          reason=form.cleaned_data["reason"])
            messages.success(request, "Đã ghi.")
            return redirect("models_registry:sensitive_policies")
    return render(request, "models_registry/sensitive_policies.html", {"plans": plans, "chosen": chosen, "form": form},
                  status=422 if form.errors else 200)


@require_POST
def facts(request, public_id):
    """The values, once asked for; the same form writes them when it was sent with `save`."""
    rows = ExemplarRecord.objects.visible_to(request.user).select_related("subject", "plan", "practice_model")
    record = get_object_or_404(rows, public_id=public_id)
    demand(rules.may_read_sensitive(request.user, record))
    used = services.fields_for(record.plan, request.user, subject_type=record.subject.type)
    if not used:
        raise Http404
    columns = [column for field in used for column in COLUMNS[field]]
    stored = SensitiveFact.objects.filter(subject=record.subject).first()
    form = forms.SensitiveForm(request.POST if "save" in request.POST else None, instance=stored, columns=columns)
    if "save" in request.POST and form.is_valid():
        try:
            services.write_sensitive(record, values=form.cleaned_data, by=request.user)
        except InvalidInput as error:
            put_errors(form, error)
        else:
            messages.success(request, "Đã lưu thông tin nhạy cảm.")
            return redirect(record)
    return render(request, "models_registry/sensitive.html", {
        "record": record, "form": form, "values": services.read_sensitive(record, by=request.user)},
        status=422 if form.errors else 200)
