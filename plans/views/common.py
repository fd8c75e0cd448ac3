"""What the plan pages share: who may, one sheet saved at a time, agencies added along the way."""
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from audit.models import AuditEvent
from core.errors import DomainError, EditConflict, InvalidInput
from core.kept import kept_or_post
from plans import rules
from plans.directory import province_of, settle_agency, settle_group
from plans.models import Plan


def visible_plan(request, public_id):
    return get_object_or_404(Plan.objects.visible_to(request.user).select_related("owner", "parent"),
                             public_id=public_id)


def refused(request, verdict):
    """The page that says why not, or None when the verdict allows."""
    return None if verdict else render(request, "403.html", {"reason": verdict.reason}, status=403)


def draft_plan(request, public_id):
    """(plan, None) for a draft the person may edit, else (plan, the page that refuses)."""
    plan = visible_plan(request, public_id)
    return plan, refused(request, rules.may_edit(request.user, plan))


def growing_plan(request, public_id):
    """As `draft_plan`, and for an issued plan too: new parts come into it by a document."""
    plan = visible_plan(request, public_id)
    verdict = rules.may_edit(request.user, plan) if plan.is_draft else rules.may_amend(request.user, plan)
    return plan, refused(request, verdict)


def settled(choice, plan, request):
    """An agency choice as an agency; new ones are stored unconfirmed, in the province of the plan's issuer."""
    return settle_agency(choice, by=request.user, province=province_of(plan))


def settled_group(choice, request):
    return settle_group(choice, by=request.user)


def today():
    return timezone.localdate()


def new_key(request):
    """The id that a new object will bear: sent with the form, so that a second send finds the first result."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None


def with_key(values, request):
    key = new_key(request)
    return {**values, "public_id": key} if key else values


def made_before(request, model, **scope):
    """The object that an earlier send of this very form made, or None."""
    key = new_key(request)
    return model.objects.filter(public_id=key, **scope).first() if key else None


def edit_sheet(request, plan, *, make, save, template, done, success, context=None, model=None, is_new=False,
               check=False):
    """Show a sheet and save it once: `make(data)` builds it afresh, `save(sheet)` calls the services.

    `model`: what a new part is, so that a second send of one form does nothing; `is_new` alone is an act that makes no
    part. A sheet of a stored part refuses to overwrite what somebody saved since it was shown. `done(saved)` is where
    to go then; `context` may be a function of the sheet. `check` reads the sheet back and saves nothing, as the button
    «check» does.
    """
    is_new = is_new or model is not None
    data = kept_or_post(request)
    sheet = make(data)
    status, conflict = 200, None
    if request.method == "POST" and not check and "check" not in request.POST:
        if model and made_before(request, model):
            return redirect(done(made_before(request, model)))
        if sheet.is_valid():
            try:
                saved = _save(plan, sheet, make, save, is_new=is_new)
            except EditConflict as error:
                status, conflict = 409, _told(error, sheet, make(None))
                sheet.version = make(None).mark()
            except DomainError as error:
                tell(sheet, error)
            except IntegrityError:
                if not (model and made_before(request, model)):
                    raise
                return redirect(done(made_before(request, model)))
            else:
                messages.success(request, success)
                return redirect(done(saved))
    elif data is None and not is_new:
        sheet.version = sheet.mark()
    return render(request, template, {
        "plan": plan, "sheet": sheet, "form": sheet.form, "conflict": conflict, "is_new": is_new,
        "key": request.POST.get("key") or uuid4(), "today": today(),
        **(context(sheet) if callable(context) else context or {}),
    }, status=status)


def _save(plan, sheet, make, save, *, is_new):
    with transaction.atomic():
        if plan is not None:
            Plan.objects.select_for_update().get(pk=plan.pk)
        if not is_new and sheet.version != make(None).mark():
            last = AuditEvent.objects.for_object(plan).first()
            raise EditConflict(last and last.actor_label, last.at if last else timezone.now())
        return save(sheet)


def _told(error, sheet, stored):
    return {"by": error.by or "Hệ thống", "at": error.at, "fields": sheet.differences(stored)}


ELSEWHERE = {"subject_types": "subject_types", "bearers": "bearer_kind", "": None, "__all__": None, "code": None}


def tell(sheet, error):
    """Show a refusal beside the fields it names, on whichever form of the sheet has them."""
    found = error.errors if isinstance(error, InvalidInput) else {"": [str(error)]}
    for name, texts in found.items():
        name = ELSEWHERE.get(name, name)
        form = next((part for part in sheet.parts.values() if name and name in getattr(part, "fields", ())), None)
        for text in texts:
            (form or sheet.form).add_error(name if form else None, text)
