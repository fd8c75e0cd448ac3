"""Enter and correct a draft plan and its parts. An issued plan refuses: it changes by amendment."""
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from audit.models import AuditEvent
from audit.services import changed_fields, record
from core.errors import EditConflict, InvalidInput, require
from core.text import fold
from plans import rules
from plans.enums import DocumentRole, SubjectType
from plans.models import (
    Document,
    EligibilityRule,
    FieldCoordinator,
    FieldCriterion,
    FieldLead,
    LegalBasis,
    Milestone,
    MilestoneResponsible,
    Phase,
    Plan,
    PlanField,
    QuotaRule,
    Recipient,
    RuleBearer,
    StandingDuty,
)


@transaction.atomic
def create_plan(*, by, values, document, code=None):
    """The new draft with its first document (role plan); `values` and `document` are field values by name.

    The code is made of type, year, number and place when none is given. Raises NotAllowed.
    """
    if by is not None:
        require(rules.may_create(by))
    values = {**values, "code": free_plan_code(code or proposed_code(values, document))}
    plan = Plan.objects.create(**values)
    Document.objects.create(plan=plan, role=DocumentRole.PLAN, order=1, **document)
    record("plans.create", plan, by=by, after={"code": plan.code, "title": plan.title})
    return plan


def proposed_code(values, document):
    """«KH-2021-12065-KHANHHOA»: type, year, number or KS (không số), place without accents."""
    day = document.get("issued_on") or document.get("issued_month") or document.get("issued_not_before")
    year = day.year if day else values["period_from"].year
    digits = "".join(c for c in (document.get("number") or "").split("/")[0].split("-")[0] if c.isdigit())
    owner = values.get("owner")
    place = document.get("place") or (owner.place or owner.province_code if owner else "") or "VN"
    return f"KH-{year}-{digits or 'KS'}-{fold(place).replace(' ', '').replace('-', '').upper()[:30]}"


def free_plan_code(code):
    if not Plan.objects.filter(code=code).exists():
        return code
    number = 2
    while Plan.objects.filter(code=f"{code}-{number}").exists():
        number += 1
    return f"{code}-{number}"


@transaction.atomic
def update_plan(plan, *, by, values, version=None):
    """Store the values; raises EditConflict when someone else saved since `version`."""
    return _update(plan, plan, by=by, values=values, version=version, action="plans.update")


@transaction.atomic
def delete_plan(plan, *, by):
    """The draft and all its parts are gone; the log keeps its code and title."""
    _editable(plan, by)
    if child := plan.children.first():
        raise InvalidInput(
            f"Kế hoạch {child.code} đang ghi kế hoạch này là kế hoạch cấp trên. Hãy sửa kế hoạch đó trước.")
    record("plans.delete", plan, by=by, before={"code": plan.code, "title": plan.title})
    plan.rules.update(overrides=None)
    plan.delete()


@transaction.atomic
def save_document(plan, *, by, values, document=None):
    """The stored document of the plan: new, or `document` corrected."""
    _editable(plan, by)
    if document is None:
        order = (plan.documents.aggregate(last=Max("order"))["last"] or 0) + 1
        document = Document.objects.create(plan=plan, order=order, **values)
        record("plans.add_document", plan, by=by, after={"document": str(document)})
        return document
    return _store(document, plan, by=by, values=values, action="plans.update_document")


@transaction.atomic
def set_legal_bases(document, *, by, rows):
    """Replace the legal bases by `rows` (field values by name), in their order."""
    return _replace(document, LegalBasis, "legal_bases", rows, by=by)


@transaction.atomic
def set_recipients(document, *, by, rows):
    """Replace addressees and recipients by `rows`, in their order."""
    return _replace(document, Recipient, "recipients", rows, by=by)


def _replace(document, model, related, rows, *, by):
    _editable(document.plan, by)
    before = [str(row) for row in getattr(document, related).all()]
    getattr(document, related).all().delete()
    stored = model.objects.bulk_create(model(document=document, order=n, **row) for n, row in enumerate(rows, 1))
    record(f"plans.set_{related}", document.plan, by=by, before={related: before},
           after={related: [str(row) for row in stored]})
    return stored


@transaction.atomic
def set_standing_duties(plan, *, by, rows):
    """Replace the duties without any deadline by `rows` (field values by name), in their order."""
    _editable(plan, by)
    before = [f"{row.who}: {row.what}" for row in plan.standing_duties.all()]
    plan.standing_duties.all().delete()
    stored = StandingDuty.objects.bulk_create(StandingDuty(plan=plan, order=n, **row) for n, row in enumerate(rows, 1))
    record("plans.set_standing_duties", plan, by=by, before={"standing_duties": before},
           after={"standing_duties": [f"{row.who}: {row.what}" for row in stored]})
    return stored


@transaction.atomic
def save_phase(plan, *, by, values, phase=None):
    """A new phase or `phase` corrected."""
    return _save_part(plan, Phase, phase, by=by, values=values, prefix="P")


@transaction.atomic
def save_field(plan, *, by, values, leads=None, coordinators=None, criteria=None, field=None, version=None,
               amendment=None):
    """A new field or `field` corrected. `leads`: (organization, verb) pairs; `coordinators`: (organization or None,
    text) pairs; `criteria`: (subject_type, subject_kind, text) triples; None leaves them as they are.

    `amendment`: the stored document by which an issued plan gets a new field (also of rules and milestones).
    """
    stored = _save_part(plan, PlanField, field, by=by, values=values, prefix="F", version=version, amendment=amendment)
    if leads is not None:
        stored.leads.all().delete()
        FieldLead.objects.bulk_create(
            FieldLead(field=stored, organization=o, verb=verb, order=n) for n, (o, verb) in enumerate(leads, 1))
    if coordinators is not None:
        stored.coordinators.all().delete()
        FieldCoordinator.objects.bulk_create(
            FieldCoordinator(field=stored, organization=o, text=text, order=n)
            for n, (o, text) in enumerate(coordinators, 1))
    if criteria is not None:
        stored.criteria.all().delete()
        FieldCriterion.objects.bulk_create(
            FieldCriterion(field=stored, subject_type=kind, subject_kind=special, text=text)
            for kind, special, text in criteria if text)
    record("plans.field_parts", plan, by=by, after={
        "field": stored.code, "leads": [str(o) for o, _ in leads or []],
        "coordinators": [text for _, text in coordinators or []]})
    return stored


@transaction.atomic
def save_field_with_quotas(plan, *, by, quotas=(), quota_values=None, amendment=None, **parts):
    """A new field and, in the same act, one rule of its own for each of `quotas`: (subject type, least) pairs.

    The field's lead agencies bear the rules. `quota_values` (bearer_mode, counting_stage, quote …) hold for every rule.
    """
    field = save_field(plan, by=by, amendment=amendment, **parts)
    values = {"field_mode": "each", "bearer_kind": "named", "credit_by": "lead_agency", **(quota_values or {})}
    leads = [lead.organization for lead in field.leads.select_related("organization")]
    for subject_type, least in quotas:
        save_rule(plan, by=by, amendment=amendment, subject_types=[subject_type], fields=[field], bearers=leads,
                  values={**values, "min_count": least, "code": f"{field.code}-{LETTER[subject_type]}"})
    return field


LETTER = {"collective": "C", "individual": "I", "household": "H"}


@transaction.atomic
def save_rule(plan, *, by, values, subject_types=None, record_kinds=None, fields=None, bearers=None, phases=None,
              rule=None, version=None, amendment=None):
    """A new quota rule or `rule` corrected. Raises InvalidInput naming the field at fault, NotAllowed, EditConflict."""
    values = {**values, **_counted("counts_", subject_types, SubjectType)}
    if record_kinds is not None:
        values |= {"counts_exemplar": "exemplar" in record_kinds, "counts_model": "model" in record_kinds}
    check_rule(values, bearers=bearers, existing=rule)
    stored = _save_part(plan, QuotaRule, rule, by=by, values=values, prefix="Q", version=version, amendment=amendment)
    if fields is not None:
        stored.fields.set(fields)
    if phases is not None:
        stored.phases.set(phases)
    if bearers is not None:
        stored.bearers.all().delete()
        RuleBearer.objects.bulk_create(
            RuleBearer(rule=stored, organization=o, order=n) for n, o in enumerate(bearers, 1))
    return stored


def _counted(prefix, chosen, choices):
    return {} if chosen is None else {f"{prefix}{c.value}": c.value in chosen for c in choices}


def check_rule(values, *, bearers, existing=None):
    """Refuse what the database would refuse, in words and beside the field."""
    def value(name):
        return values.get(name, getattr(existing, name, None) if existing else None)
    errors = {}
    least, most, target = value("min_count"), value("max_count"), value("target_count")
    if least is not None and most is not None and most < least:
        errors["max_count"] = [f"Số «không quá» ({most}) nhỏ hơn số «ít nhất» ({least})."]
    if target is not None and least is not None and target < least:
        errors["target_count"] = [f"Mục tiêu ({target}) nhỏ hơn số «ít nhất» ({least})."]
    if target is not None and most is not None and target > most:
        errors["target_count"] = [f"Mục tiêu ({target}) lớn hơn số «không quá» ({most})."]
    if value("modality") == "pending" and any(n is not None for n in (least, most, target)):
        errors["modality"] = ["Chỉ tiêu chờ phân bổ thì chưa có con số. Hãy xóa số hoặc chọn tính chất khác."]
    if not any(value(f"counts_{t.value}") for t in SubjectType):
        errors["subject_types"] = ["Hãy chọn ít nhất một loại đối tượng được tính."]
    if value("bearer_kind") == "category" and not (value("bearer_category") or value("bearer_category_id")):
        errors["bearer_category"] = ["Hãy chọn nhóm đơn vị chịu chỉ tiêu."]
    if value("bearer_kind") == "category" and bearers:
        errors["bearers"] = ["Chỉ tiêu theo nhóm thì không nêu thêm từng cơ quan."]
    if value("bearer_kind") != "category" and bearers is not None and not bearers:
        errors["bearers"] = ["Hãy nêu ít nhất một cơ quan chịu chỉ tiêu."]
    if not any(value(f"counts_{k}") is not False for k in ("exemplar", "model")):
        errors["record_kinds"] = ["Hãy chọn điển hình, mô hình hoặc cả hai."]
    if value("window_kind") == "custom":
        first, last = value("window_from"), value("window_to")
        if not (first and last):
            errors["window_from"] = ["Kỳ riêng cần đủ ngày đầu và ngày cuối."]
        elif last < first:
            errors["window_to"] = ["Ngày cuối của kỳ riêng trước ngày đầu."]
    if errors:
        raise InvalidInput(errors)


@transaction.atomic
def save_milestone(plan, *, by, values, responsibles=None, milestone=None, version=None, amendment=None):
    """A new milestone or `milestone` corrected; `responsibles` are (organization, verb) pairs."""
    stored = _save_part(plan, Milestone, milestone, by=by, values=values, prefix="M", version=version,
                        amendment=amendment)
    if responsibles is not None:
        stored.responsibles.all().delete()
        MilestoneResponsible.objects.bulk_create(
            MilestoneResponsible(milestone=stored, organization=o, verb=verb, order=n)
            for n, (o, verb) in enumerate(responsibles, 1))
    return stored


@transaction.atomic
def save_eligibility_rule(plan, *, by, values, rule=None):
    """A condition as data; it is evaluated when nominations are checked."""
    return _save_part(plan, EligibilityRule, rule, by=by, values=values, prefix="E")


@transaction.atomic
def save_standing_duty(plan, *, by, values, duty=None):
    """A duty without any deadline."""
    return _save_part(plan, StandingDuty, duty, by=by, values=values, prefix=None)


@transaction.atomic
def delete_field(field, *, by):
    """The field is gone, and with it the rules that hold for it alone: without a field they would mean every field."""
    for rule in rules_of_field_alone(field):
        delete_rule(rule, by=by)
    return _delete_part(field, by=by)


def rules_of_field_alone(field):
    return [rule for rule in field.rules.prefetch_related("fields") if len(rule.fields.all()) == 1]


@transaction.atomic
def delete_rule(rule, *, by):
    """Raises InvalidInput while another rule stands in place of this one."""
    other = rule.overridden_by.first()
    if other:
        raise InvalidInput(
            f"Chỉ tiêu {other.code} đang thay cho chỉ tiêu {rule.code}. Hãy sửa hoặc xóa chỉ tiêu đó trước.")
    return _delete_part(rule, by=by)


@transaction.atomic
def delete_milestone(milestone, *, by):
    return _delete_part(milestone, by=by)


@transaction.atomic
def delete_phase(phase, *, by):
    """Raises InvalidInput while a rule counts in this phase: without it the rule would mean every phase."""
    rule = phase.rules.first()
    if rule:
        raise InvalidInput(f"Chỉ tiêu {rule.code} tính theo giai đoạn này. Hãy sửa chỉ tiêu trước khi xóa giai đoạn.")
    return _delete_part(phase, by=by)


@transaction.atomic
def delete_eligibility_rule(rule, *, by):
    return _delete_part(rule, by=by)


@transaction.atomic
def delete_document(document, *, by):
    """The paper with its bases and recipients; the document that is the plan itself stays."""
    _editable(document.plan, by)
    if document.role == DocumentRole.PLAN:
        raise InvalidInput("Kế hoạch phải có văn bản của chính nó. Hãy sửa văn bản này thay vì xóa.")
    record("plans.delete_document", document.plan, by=by, before={"document": str(document)})
    document.delete()


def _delete_part(part, *, by):
    _editable(part.plan, by)
    record(f"plans.delete_{part._meta.model_name}", part.plan, by=by, before={"code": part.code, "name": str(part)})
    part.delete()


def _save_part(plan, model, part, *, by, values, prefix, version=None, amendment=None):
    """Create `model` in the plan with the next order and code, or store `values` on `part`."""
    _editable(plan, by, amendment)
    if part is not None:
        return _update(part, plan, by=by, values=values, version=version,
                       action=f"plans.update_{model._meta.model_name}")
    values = dict(values)
    names = {field.name for field in model._meta.fields}
    if "order" in names and not values.get("order"):
        values["order"] = (model.objects.filter(plan=plan).aggregate(last=Max("order"))["last"] or 0) + 1
    if prefix and not values.get("code"):
        values["code"] = _free_part_code(model, plan, prefix)
    part = model.objects.create(plan=plan, **values)
    record(f"plans.add_{model._meta.model_name}", plan, by=by,
           after={"code": getattr(part, "code", ""), "name": str(part)})
    return part


def _free_part_code(model, plan, prefix):
    taken = set(model.objects.filter(plan=plan).values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 2) if (code := f"{prefix}{n:02}") not in taken)


def _editable(plan, by, amendment=None):
    """Raise NotAllowed unless `by` may edit the plan now; the system (None) may while it is a draft.

    An issued plan takes new parts by a document of its own (`amendment`).
    """
    if amendment is not None and amendment.role == DocumentRole.AMENDMENT and amendment.plan_id == plan.pk:
        return require(rules.may_amend(by, plan)) if by is not None else None
    if by is not None:
        require(rules.may_edit(by, plan))
    elif not plan.is_draft:
        require(rules.denied("Kế hoạch đã ban hành; chỉ thay đổi bằng văn bản điều chỉnh."))


def _update(part, plan, *, by, values, version, action):
    _editable(plan, by)
    if version is not None:
        locked = type(part).objects.select_for_update().get(pk=part.pk)
        if locked.version != version:
            last = AuditEvent.objects.for_object(plan).first()
            raise EditConflict(last and last.actor_label, last.at if last else timezone.now())
    part = _store(part, plan, by=by, values=values, action=action)
    if hasattr(part, "version"):
        type(part).objects.filter(pk=part.pk).update(version=F("version") + 1)
    part.refresh_from_db()
    return part


def _store(part, plan, *, by, values, action):
    before, after = changed_fields(part, values)
    for name, value in values.items():
        setattr(part, name, value)
    part.save()
    if after:
        record(action, plan, by=by, before=before, after={"code": getattr(part, "code", ""), **after})
    return part
