"""Pages of the smaller parts: documents with their bases and recipients, phases, standing duties,
conditions; deleting."""
import re

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.confirming import confirmation
from core.errors import DomainError
from plans import services
from plans.directory import link_named, province_of
from plans.forms.conditions import ConditionForm, condition_initial
from plans.forms.documents import (
    DocumentForm,
    LegalBasisForm,
    PhaseForm,
    RecipientsForm,
    StandingDutyForm,
    document_initial,
    recipients_initial,
)
from plans.forms.sheets import Part, Sheet, kept_rows, rows
from plans.models import Document
from plans.views.common import draft_plan, edit_sheet, with_key

FORM = ["GET", "HEAD", "POST"]


def editor(plan, section=""):
    """Where an officer goes on after a part was saved."""
    return reverse("plans:edit", args=[plan.public_id]) + (f"#{section}" if section else "")


@require_http_methods(FORM)
def document_add(request, public_id):
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal
    return edit_sheet(
        request, plan, model=Document, template="plans/document.html",
        make=lambda data: Sheet(Part("form", DocumentForm(data)), data=data),
        save=lambda sheet: services.save_document(plan, by=request.user, values=with_key(sheet.form.values(), request)),
        done=lambda saved: editor(plan, "van-ban"), success="Đã thêm văn bản.")


@require_http_methods(FORM)
def document_edit(request, public_id, document_id):
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal
    document = get_object_or_404(plan.documents, public_id=document_id)

    def make(data):
        stored = plan.documents.get(pk=document.pk)
        return Sheet(Part("form", DocumentForm(data, initial=document_initial(stored), role=stored.role)), data=data)

    return edit_sheet(
        request, plan, make=make, template="plans/document.html", context={"document": document},
        save=lambda sheet: services.save_document(plan, by=request.user, values=sheet.form.values(), document=document),
        done=lambda saved: editor(plan, "van-ban"), success="Đã lưu văn bản.")


BASIS = ("number", "name", "issued_on", "issuer", "doc_system", "role")


@require_http_methods(FORM)
def legal_bases(request, public_id, document_id):
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal
    document = get_object_or_404(plan.documents, public_id=document_id)

    def make(data):
        stored = [{name: getattr(basis, name) for name in BASIS} for basis in document.legal_bases.all()]
        return Sheet(
            Part("rows", rows(LegalBasisForm, "can_cu", data=data, initial=stored, extra=2, minimum=4), "Căn cứ"),
            Part("form", _Empty(data)), data=data)

    def save(sheet):
        found = [{name: row[name] for name in BASIS} for row in kept_rows(sheet["rows"])]
        return services.set_legal_bases(document, by=request.user, rows=found)

    return edit_sheet(request, plan, make=make, save=save, template="plans/rows.html", context={
        "heading": "Căn cứ", "document": document, "prefix": "can_cu",
        "lead": "Mỗi dòng một văn bản căn cứ, theo thứ tự trong kế hoạch."},
        done=lambda saved: editor(plan, "can-cu"), success="Đã lưu căn cứ.")


@require_http_methods(FORM)
def recipients(request, public_id, document_id):
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal
    document = get_object_or_404(plan.documents, public_id=document_id)

    def make(data):
        return Sheet(Part("form", RecipientsForm(data, initial=recipients_initial(document))), data=data)

    def save(sheet):
        lines = list(sheet.form.lines())
        linked = dict(
            zip(range(len(lines)), link_named([name for name, _, _ in lines], province_of(plan)), strict=True))
        return services.set_recipients(document, by=request.user, rows=[
            {"name": name, "mode": mode, "is_addressee": first, "organization": linked[n][0]}
            for n, (name, mode, first) in enumerate(lines)])

    return edit_sheet(request, plan, make=make, save=save, template="plans/recipients.html",
                      context={"document": document}, done=lambda saved: editor(plan, "noi-nhan"),
                      success="Đã lưu nơi nhận.")


@require_http_methods(FORM)
def standing_duties(request, public_id):
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal

    def make(data):
        stored = list(plan.standing_duties.values("who", "what"))
        return Sheet(Part("rows", rows(StandingDutyForm, "viec", data=data, initial=stored, extra=2, minimum=3),
                          "Nhiệm vụ thường xuyên"), Part("form", _Empty(data)), data=data)

    def save(sheet):
        found = kept_rows(sheet["rows"])
        linked = link_named([row["who"] for row in found], province_of(plan))
        return services.set_standing_duties(plan, by=request.user, rows=[
            {"who": row["who"], "what": row["what"], "organization": organization}
            for row, (organization, _) in zip(found, linked, strict=True)])

    return edit_sheet(request, plan, make=make, save=save, template="plans/rows.html", context={
        "heading": "Nhiệm vụ thường xuyên", "prefix": "viec",
        "lead": "Việc không có thời hạn: hiện trên trang kế hoạch, không bao giờ quá hạn."},
        done=lambda saved: editor(plan, "thuong-xuyen"), success="Đã lưu nhiệm vụ thường xuyên.")


class _Empty(PhaseForm):
    """A sheet of rows alone."""

    def __init__(self, data):
        super().__init__(data)
        self.fields.clear()

    def clean(self):
        return self.cleaned_data


@require_http_methods(FORM)
def phase_page(request, public_id, code=None):
    """Add a phase, or correct the one of this code."""
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal
    phase = get_object_or_404(plan.phases, code=code) if code else None

    def make(data):
        stored = plan.phases.get(pk=phase.pk) if phase else None
        initial = {name: getattr(stored, name) for name in ("name", "starts_on", "ends_on", "quote")} if stored else {}
        return Sheet(Part("form", PhaseForm(data, initial=initial)), data=data)

    return edit_sheet(
        request, plan, make=make, template="plans/phase.html", context={"phase": phase}, is_new=phase is None,
        save=lambda sheet: services.save_phase(plan, by=request.user, values=sheet.form.cleaned_data, phase=phase),
        done=lambda saved: editor(plan, "giai-doan"), success="Đã lưu giai đoạn.")


@require_http_methods(FORM)
def condition_page(request, public_id, code=None):
    """Add a condition, or correct the one of this code."""
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal
    rule = get_object_or_404(plan.eligibility_rules, code=code) if code else None

    def make(data):
        stored = plan.eligibility_rules.select_related("field").get(pk=rule.pk) if rule else None
        initial = condition_initial(stored) if stored else {}
        return Sheet(Part("form", ConditionForm(data, initial=initial, plan=plan, rule=stored)), data=data)

    return edit_sheet(
        request, plan, make=make, template="plans/condition.html", context={"rule": rule}, is_new=rule is None,
        save=lambda sheet: services.save_eligibility_rule(plan, by=request.user,
                                                          values=sheet.form.rule_values(), rule=rule),
        done=lambda saved: editor(plan, "dieu-kien"), success="Đã lưu điều kiện.")


# --- deleting -----------------------------------------------------------------------------------------------------

# part: (what one calls it, how it is found, the service that deletes it, section of the editor)
PARTS = {
    "van-ban": ("văn bản", "documents", "public_id", services.delete_document),
    "giai-doan": ("giai đoạn", "phases", "code", services.delete_phase),
    "linh-vuc": ("lĩnh vực", "fields", "public_id", services.delete_field),
    "chi-tieu": ("chỉ tiêu", "rules", "public_id", services.delete_rule),
    "moc": ("mốc thời gian", "milestones", "public_id", services.delete_milestone),
    "dieu-kien": ("điều kiện", "eligibility_rules", "code", services.delete_eligibility_rule),
}


@require_POST
def part_delete(request, public_id, kind, key):
    """Delete one part of a draft, after asking."""
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal
    words, related, name, delete = PARTS.get(kind) or (None,) * 4
    if words is None or (name == "public_id" and not re.fullmatch(r"[0-9a-f-]{32,36}", key)):
        raise Http404
    part = get_object_or_404(getattr(plan, related), **{name: key})
    asked = confirmation(request, f"Xóa {words} «{part}»?", label="Xóa", danger=True, back_url=editor(plan, kind),
                         detail=_lost_with(part, kind))
    if asked:
        return asked
    try:
        delete(part, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Đã xóa {words} «{part}».")
    return redirect(editor(plan, kind))


def _lost_with(part, kind):
    """What goes with the part."""
    if kind != "linh-vuc":
        return "Không lấy lại được phần đã xóa."
    codes = [rule.code for rule in services.rules_of_field_alone(part)]
    return (f"Các chỉ tiêu riêng của lĩnh vực cũng bị xóa: {', '.join(codes)}." if codes
            else "Không lấy lại được phần đã xóa.")
