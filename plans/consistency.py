"""What does not fit together in a plan, told before it is issued (and from its own words, not from ours)."""
from dataclasses import dataclass
from datetime import date

from plans import generation
from plans.enums import BearerKind, Modality, Relation, SubjectType

BLOCK, WARN = "block", "warn"


@dataclass(frozen=True)
class Problem:
    """One sentence for a person; `target` is the part at fault (field, rule, milestone, phase) or None for the plan."""

    severity: str
    message: str
    target: object = None

    @property
    def is_blocking(self):
        return self.severity == BLOCK


def blocking_problems(plan, *, today):
    return [problem for problem in problems_of(plan, today=today) if problem.is_blocking]


def problems_of(plan, *, today):
    """Every problem of the plan, blocking ones first. The number of queries does not depend on the plan's size."""
    until = generation.horizon(today)
    fields = list(plan.fields.prefetch_related("leads__organization", "rules"))
    rules = list(plan.rules.select_related("bearer_category", "overrides").prefetch_related(
        "bearers__organization", "fields", "phases"))
    milestones = list(plan.milestones.select_related("responsible_category", "after", "before", "document")
                      .prefetch_related("responsibles__organization", "chosen_days"))
    obligations = generation.planned_obligations(plan, until=until)
    found = [
        *_of_document(plan), *_of_phases(plan), *_of_fields(plan, fields, rules),
        *_of_rules(plan, rules, obligations, today), *_of_totals(plan, rules, obligations),
        *_of_milestones(plan, milestones, until)]
    return sorted(found, key=lambda problem: not problem.is_blocking)


def _of_document(plan):
    document = generation.plan_document(plan)
    if document is None:
        yield Problem(BLOCK,
                      "Kế hoạch chưa có văn bản. Hãy nhập số, ngày, cơ quan ban hành (có thể để trống số, ngày).")
        return
    if not document.number:
        yield Problem(WARN, "Văn bản chưa có số. Khi in, chỗ ghi số để trống như bản giấy.")
    if document.issued_on is None:
        yield Problem(WARN, "Văn bản chưa có ngày ban hành đầy đủ. Các mốc được tính từ ngày sớm nhất có thể.")
    if plan.period_to and document.issued_on and document.issued_on > plan.period_to:
        yield Problem(WARN, "Ngày ban hành sau ngày kết thúc kế hoạch.")


def _outside(plan, start, end):
    return (start and start < plan.period_from) or (plan.period_to and end and end > plan.period_to)


def _span(start, end):
    return f"{start:%d/%m/%Y} - {end:%d/%m/%Y}" if end else f"từ {start:%d/%m/%Y}"


def _of_phases(plan):
    for phase in plan.phases.all():
        if _outside(plan, phase.starts_on, phase.ends_on):
            yield Problem(WARN, f"{phase.name} ({_span(phase.starts_on, phase.ends_on)}) nằm ngoài thời gian kế hoạch "
                                f"({_span(plan.period_from, plan.period_to)}).", phase)


def _of_fields(plan, fields, rules):
    if not fields:
        yield Problem(BLOCK,
                      "Kế hoạch chưa có lĩnh vực nào. Nếu văn bản không chia lĩnh vực, hãy thêm một lĩnh vực chung.")
    ruled = {field.pk for rule in rules for field in rule.fields.all()}
    pooled = any(not rule.fields.all() for rule in rules)
    for field in fields:
        if field.own_from and _outside(plan, field.own_from, field.own_to):
            yield Problem(WARN,
                          f"Lĩnh vực «{field.name}» có thời gian riêng {_span(field.own_from, field.own_to)}, khác "
                          f"thời gian kế hoạch {_span(plan.period_from, plan.period_to)}. Hãy đối chiếu văn bản.",
                          field)
        if not pooled and field.pk not in ruled:
            yield Problem(WARN, f"Lĩnh vực «{field.name}» chưa có chỉ tiêu.", field)
        owing = {b.organization_id for rule in rules if field in rule.fields.all() for b in rule.bearers.all()}
        for lead in field.leads.all():
            if field.pk in ruled and owing and lead.organization_id not in owing:
                yield Problem(
                    WARN, f"{lead.organization} chủ trì lĩnh vực «{field.name}» nhưng không chịu chỉ tiêu nào.", field)


def _of_rules(plan, rules, obligations, today):
    producing = {planned.rule.pk for planned in obligations}
    for rule in rules:
        for least, most, words in ((rule.min_count, rule.max_count, "không quá"),
                                   (rule.min_count, rule.target_count, "mục tiêu")):
            if least is not None and most is not None and most < least:
                yield Problem(BLOCK,
                              f"Chỉ tiêu {rule.code}: số «{words}» ({most}) nhỏ hơn số «ít nhất» ({least}).", rule)
        if rule.window_from and _outside(plan, rule.window_from, rule.window_to):
            yield Problem(WARN,
                          f"Chỉ tiêu {rule.code} tính trong {_span(rule.window_from, rule.window_to)}, khác thời gian "
                          f"kế hoạch {_span(plan.period_from, plan.period_to)}.", rule)
        if rule.bearer_kind == BearerKind.NAMED and not rule.bearers.all():
            yield Problem(BLOCK, f"Chỉ tiêu {rule.code} chưa có cơ quan chịu chỉ tiêu.", rule)
        elif rule.pk not in producing:
            group = rule.bearer_category
            yield Problem(WARN, f"Chỉ tiêu {rule.code} chưa sinh nghĩa vụ nào: "
                                + (f"nhóm «{group}» chưa có đơn vị." if group else "cơ quan không hoạt động trong kỳ."),
                                rule)
        if rule.modality == Modality.PENDING:
            yield Problem(WARN,
                          f"Chỉ tiêu {rule.code} chưa có con số, chờ {rule.allocator or 'cấp trên'} phân bổ.", rule)
        for bearer in rule.bearers.all():
            yield from _of_bearer(rule, bearer.organization, today)


def _of_bearer(rule, organization, today):
    if organization.valid_to and organization.valid_to < today:
        yield Problem(
            WARN, f"{organization} (chỉ tiêu {rule.code}) đã kết thúc hoạt động ngày {organization.valid_to:%d/%m/%Y}. "
                  "Cần xác định cơ quan kế thừa.", rule)
    if not organization.is_confirmed:
        yield Problem(WARN, f"{organization} (chỉ tiêu {rule.code}) chưa được xác nhận trong danh mục cơ quan.", rule)


def _of_totals(plan, rules, obligations):
    """Totals that the text itself states against the sum of what it gives out."""
    for key, stated in (plan.stated_totals or {}).items():
        counted = sum(p.min_count or 0
                      for p in obligations if key == "all" or [t.value for t in p.rule.subject_types] == [key])
        if counted != stated:
            label = "tổng cộng" if key == "all" else SubjectType(key).label.lower()
            yield Problem(WARN, f"Văn bản nêu {stated} {label}, cộng các chỉ tiêu được {counted}.")


def _of_milestones(plan, milestones, until):
    if not milestones:
        yield Problem(WARN, "Kế hoạch chưa có mốc thời gian nào.")
    last_days = {}
    for milestone in milestones:
        occurrences = generation.occurrences_of(plan, milestone, until=max(until, plan.period_to or date.min))
        last_days[milestone.pk] = [o.due_on or o.window_end for o in occurrences if o.due_on or o.window_end]
        if not occurrences and milestone.relation != Relation.ONGOING:
            yield Problem(WARN,
                          f"Mốc {milestone.code} không sinh thời hạn nào: thời gian nêu trong mốc đã qua trước ngày "
                          "ban hành hoặc ngoài thời gian kế hoạch.", milestone)
        if plan.period_to and any(day > plan.period_to for day in last_days[milestone.pk]):
            yield Problem(WARN, f"Mốc {milestone.code} có hạn sau ngày kết thúc kế hoạch ({plan.period_to:%d/%m/%Y}).",
                          milestone)
        if not (milestone.responsibles.all() or milestone.responsible_category_id or plan.owner_id):
            yield Problem(WARN, f"Mốc {milestone.code} chưa nêu cơ quan phải làm.", milestone)
    for milestone in milestones:
        for earlier, later in ((milestone.after, milestone), (milestone, milestone.before)):
            if earlier and later and _first(last_days, later) and _first(last_days, earlier) \
                    and _first(last_days, later) < _first(last_days, earlier):
                yield Problem(WARN, f"Mốc {later.code} phải sau mốc {earlier.code} nhưng hạn lại sớm hơn.", milestone)


def _first(days, milestone):
    return min(days.get(milestone.pk) or [], default=None)
