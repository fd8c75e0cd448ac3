"""For what an agency may nominate now, how much is missing, what may be twice there, and how far the queue is."""
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from audit.models import AuditEvent
from core.text import normalised_name
from models_registry.duplicates import NameFacts, alike, possible_duplicates
from models_registry.models import ExemplarRecord
from models_registry.queries import BLOCKING, Standing, standings
from nominations import rules
from nominations.enums import WAITING, WITH_OFFICE, NominationState
from nominations.models import Nomination
from organizations.models import Organization, valid_on
from plans.enums import CreditBy, PlanStatus, RecordKind, SubjectKind, SubjectType
from plans.models import DeadlineOccurrence, Plan, PlanField, QuotaObligation

OPEN_TO_ALL = (CreditBy.LEAD_AGENCY, CreditBy.SELECTOR)


# --- for what one may nominate ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One quota an agency can nominate for: whose it is, in which field, and how it stands."""

    obligation: QuotaObligation
    bearer: Organization
    is_own: bool
    standing: Standing

    @property
    def whose_text(self):
        """«Chỉ tiêu của cơ quan», with the agency the document names when it was inherited, or whose it is."""
        if not self.is_own:
            return f"Chỉ tiêu của {self.bearer}"
        inherited = self.obligation.bearer_id != self.bearer.pk
        return "Chỉ tiêu của cơ quan" + (f", kế thừa từ {self.obligation.bearer}" if inherited else "")

    @property
    def types_text(self):
        return ", ".join(SubjectType(t).label.lower() for t in self.obligation.rule.subject_types)

    @property
    def missing_text(self):
        """«còn thiếu 3 tập thể», «đã đủ 5/5», «chưa giao số»."""
        standing = self.standing
        if standing.minimum is None:
            return f"{self.types_text}: chưa giao số, đã có {standing.actual}"
        if standing.shortfall:
            return f"còn thiếu {standing.shortfall} {self.types_text} ({standing.actual}/{standing.minimum})"
        full = "đã đủ, không nhận thêm" if standing.room == 0 else "đã đủ"
        return f"{self.types_text}: {full} ({standing.actual}/{standing.minimum})"

    @property
    def window_text(self):
        start, end = self.obligation.window_start, self.obligation.window_end
        return f"từ {start:%d/%m/%Y}" + (f" đến hết {end:%d/%m/%Y}" if end else "")


@dataclass(frozen=True)
class Opening:
    """A plan and field for which the agency may nominate, with the quotas it would count for."""

    plan: Plan
    field: PlanField | None
    lines: tuple

    @property
    def has_own(self):
        return any(line.is_own for line in self.lines)

    @property
    def shortfall(self):
        return sum(line.standing.shortfall or 0 for line in self.lines if line.is_own)


def openings(organization, *, plans, today):
    """The openings of one agency among `plans` (a queryset the person may see), own quotas first. Eight queries."""
    lines = _lines(open_obligations(organization, plans=plans, today=today), organization, today)
    places = {}
    for line in lines:
        for field in _fields_of(line.obligation):
            plan = line.obligation.rule.plan
            places.setdefault((plan.pk, field and field.pk), (plan, field, []))[2].append(line)
    found = [Opening(plan, field, tuple(own_first(rows))) for plan, field, rows in places.values()]
    return sorted(found, key=lambda o: (not o.has_own, -o.plan.period_from.toordinal(), o.plan.pk,
                                        o.field.order if o.field else 0))


def lines_for(organization, *, plan, field, today):
    """The quota lines of one plan and field that a nomination of this agency may count for, own ones first."""
    rows = open_obligations(organization, plans=Plan.objects.filter(pk=plan.pk), today=today)
    fitting = [row for row in rows if field in _fields_of(row) or (field is None and row.field_id is None)]
    return own_first(_lines(fitting, organization, today))


def own_first(lines):
    """The agency's own by the document, then those it inherited, then those of others."""
    return sorted(lines, key=lambda line: (not line.is_own, line.is_own and line.obligation.bearer != line.bearer))


def open_obligations(organization, *, plans, today):
    """Obligations of issued plans that count a nomination of this agency: its own, and those of lead agencies and
    selectors, who take nominations of any agency. Of recurring windows only the present (or last begun) one."""
    mine = Q(bearer=organization) | Q(joint_bearers=organization) | Q(assignments__organization=organization)
    rows = (
        QuotaObligation.objects.filter(mine | Q(rule__credit_by__in=OPEN_TO_ALL), rule__plan__in=plans,
                                       rule__plan__status=PlanStatus.ISSUED, window_start__lte=today)
        .exclude(withdrawn_on__lte=today).distinct()
        .select_related("rule__plan", "field__plan", "bearer")
        .prefetch_related("assignments__organization", "joint_bearers", "rule__fields", "rule__plan__fields"))
    latest = {}
    for row in sorted(rows, key=lambda o: o.window_start):
        if row.rule.credit_by in OPEN_TO_ALL or is_own(row, organization, today):
            latest[row.rule_id, row.field_id, row.bearer_id] = row
    return sorted(latest.values(), key=lambda o: (o.rule.order, o.bearer.sort_key, o.pk))


def is_own(obligation, organization, today):
    """Whether the agency bears the obligation on the day, alone or together with others."""
    joint = [o.pk for o in obligation.joint_bearers.all()]
    return obligation.bearer_on(today).pk == organization.pk or organization.pk in joint


def _lines(obligations, organization, today):
    known = standings(obligations, as_of=today) if obligations else {}
    return [Line(o, o.bearer_on(today), is_own(o, organization, today), known[o.pk]) for o in obligations]


def _fields_of(obligation):
    """The fields in which a nomination can count for the obligation; one None for a plan without fields."""
    if obligation.field_id:
        return [obligation.field]
    return list(obligation.rule.fields.all()) or list(obligation.rule.plan.fields.all()) or [None]


def fitting_lines(lines, *, subject_type, record_kind, subject_kind=""):
    """Those of `lines` whose rule counts such a nominee."""
    return [line for line in lines
            if subject_type in line.obligation.rule.subject_types and record_kind in line.obligation.rule.record_kinds
            and (not line.obligation.rule.subject_kinds or subject_kind in line.obligation.rule.subject_kinds)]


def obligation_on(obligation, day):
    """The obligation of the same rule, field and bearer whose window contains `day`; None when none does."""
    if _covers(obligation, day):
        return obligation
    siblings = QuotaObligation.objects.filter(
        rule=obligation.rule_id, field=obligation.field_id, bearer=obligation.bearer_id, window_start__lte=day)
    return siblings.filter(Q(window_end=None) | Q(window_end__gte=day)).order_by("-window_start").first()


def _covers(obligation, day):
    return obligation.window_start <= day and (obligation.window_end is None or day <= obligation.window_end)


def bearer_now(nomination, today):
    """The agency that bears the nomination's obligation on the day; None when no quota counts it."""
    return nomination.obligation.bearer_on(today) if nomination.obligation else None


def next_duty(organization, plan, *, today):
    """The agency's next dated duty under the plan; None when there is none."""
    rows = DeadlineOccurrence.objects.filter(organization=organization, milestone__plan=plan, due_on__gte=today,
                                             closed_as="")
    return rows.select_related("milestone").order_by("due_on", "pk").first()


def office():
    """The standing agency of emulation and commendation, whom one can ask; None when nobody marked it."""
    return Organization.objects.filter(is_office=True).order_by("pk").first()


@dataclass(frozen=True)
class Condition:
    """A condition of the plan as a sentence, and to whom it applies («tập thể, cá nhân»; empty: to all)."""

    text: str
    applies_to: str


def conditions_of(submission):
    """The plan's conditions that hold for the submission's field. One query."""
    rows = submission.plan.eligibility_rules.filter(Q(field=None) | Q(field=submission.field_id))
    return [Condition(str(row), _types_in_words(row.applies_to)) for row in rows]


def _types_in_words(text):
    codes = [code.strip() for code in text.split(",") if code.strip()]
    return "" if "all" in codes else ", ".join(_type_in_words(code) for code in codes)


def _type_in_words(code):
    """«tập thể», «tập thể: xã, phường, đặc khu» for collective.commune; other words as the plan's data has them."""
    words = {**dict(SubjectType.choices), **dict(SubjectKind.choices), **dict(RecordKind.choices)}
    return ": ".join(str(words.get(part, part)).lower() for part in code.split("."))


def has_ceiling(obligation):
    """Whether a figure of the obligation says «không quá»."""
    return obligation is not None and obligation.figures.filter(max_count__isnull=False).exists()


# --- what may be there twice ------------------------------------------------------------------------------------------


def facts_of(nomination):
    return NameFacts(nomination.subject_type, nomination.name, nomination.birth_year,
                     nomination.submission.organization_id, nomination.unit_text,
                     nomination.record.subject_id if nomination.record_id else None)


def carried_over(submission, *, user):
    """Records the agency registered for the plan and field that stand in no live list yet, by name."""
    rows = ExemplarRecord.objects.visible_to(user).filter(
        organization=submission.organization_id, plan=submission.plan_id).exclude(stage__in=BLOCKING)
    if submission.field_id:
        rows = rows.filter(field=submission.field_id)
    busy = Nomination.objects.filter(submission__plan=submission.plan_id, record__isnull=False).exclude(
        state__in=(NominationState.WITHDRAWN, NominationState.REJECTED))
    return rows.exclude(pk__in=busy.values("record")).select_related(
        "subject", "practice_model", "field", "plan", "organization").order_by("subject__given_key", "pk")


def former_nominations(submission, *, user):
    """What the same agency put forward before in other lists, newest first; each name once is the caller's choice."""
    rows = Nomination.objects.visible_to(user).filter(submission__organization=submission.organization_id)
    return rows.exclude(submission=submission).exclude(state=NominationState.DRAFT).select_related(
        "submission__plan", "submission__field", "obligation__rule").order_by("-submitted_at", "-pk")


def duplicate_notes(nominations, *, user):
    """{nomination id: list of sentences}: who may be there twice. Two queries.

    An agency is told that a duplicate exists, and the name only of what it may see itself; officers see the subject.
    """
    nominations = list(nominations)
    hints = possible_duplicates([facts_of(n) for n in nominations])
    notes = {n.pk: _sentences(found, user) for n, found in zip(nominations, hints, strict=True)}
    for n, why in _twice_in_list(nominations):
        notes[n.pk].append(f"{why} với một dòng khác trong danh sách này")
    return notes


def notes_while_typing(facts, *, user):
    """The sentences for words that are just being typed."""
    return _sentences(possible_duplicates([facts])[0], user)


def _sentences(hints, user):
    """Each sentence once: an agency does not learn how many there are."""
    return list(dict.fromkeys(_sentence(hint, user) for hint in hints))


def _sentence(hint, user):
    if user.sees_whole_province:
        unit = hint.subject.unit_text or (hint.subject.organization and hint.subject.organization.name) or ""
        return f"{hint.why}: {hint.subject.name}" + (f", {unit}" if unit else "")
    return f"{hint.why} với một đối tượng đã có trong hệ thống"


def _twice_in_list(nominations):
    """(nomination, why) for nominees that stand twice in the same list."""
    groups = {}
    for n in nominations:
        groups.setdefault((n.submission_id, n.subject_type, n.record_kind, normalised_name(n.name)), []).append(n)
    for group in groups.values():
        for n in group:
            whys = {alike(facts_of(n), facts_of(other)) for other in group if other.pk != n.pk} - {""}
            yield from ((n, why) for why in sorted(whys))


def possible_twins(nomination):
    """(subject, why) for the officer's dossier page: other subjects of the registry that may be the same."""
    hints = possible_duplicates([facts_of(nomination)])[0]
    return [(hint.subject, hint.why) for hint in hints]


# --- the queue --------------------------------------------------------------------------------------------------------


def list_rows(nominations):
    """The queryset with everything a row of a list prints; the number of queries does not depend on the rows."""
    return nominations.select_related(
        "submission__plan", "submission__field", "submission__organization", "obligation__rule", "obligation__bearer",
        "decided_by", "record__subject", "assigned_to")


def with_counts(submissions, *, user):
    """Submissions with how many nominees the person may see in them, in all and in each state that a list prints."""
    seen = Q(nominations__in=Nomination.objects.visible_to(user).filter(submission__in=submissions.values("pk")))

    def count(*states):
        return Count("nominations", filter=seen & Q(nominations__state__in=states))

    return submissions.select_related("plan", "field", "organization").annotate(
        total=Count("nominations", filter=seen), returned=count("returned"), drafts=count("draft"),
        waiting=count(*WITH_OFFICE), decided=count("decided"))


@dataclass(frozen=True)
class SignOff:
    """How the agency's own head stands to a list: what may be done now, and what was done."""

    may_present: bool
    may_sign: bool
    is_waiting: bool


def sign_off_of(submission, user):
    may_write = bool(rules.may_write(user, submission))
    waiting = submission.presented_at is not None and submission.signed_off_at is None
    is_head = bool(rules.may_sign_off(user, submission))
    return SignOff(may_present=may_write and not waiting and not is_head and submission.signed_off_at is None,
                   may_sign=waiting and is_head, is_waiting=waiting)


def officers_today():
    """The active officers of the office, by name."""
    return User.objects.filter(valid_on(timezone.localdate(), "assignments__"), assignments__role=Role.OFFICER,
                               is_active=True).distinct().order_by("given_key", "pk")


@dataclass(frozen=True)
class Progress:
    """How many of the queue's nominations were dealt with, of how many, and how many stand in each state."""

    done: int
    total: int
    by_state: dict


def progress(nominations):
    """The progress of the queue under the same conditions. One query."""
    rows = nominations.order_by().values_list("state").annotate(total=Count("pk"))
    by_state = dict(rows)
    total = sum(by_state.values())
    return Progress(total - sum(by_state.get(state, 0) for state in WAITING), total, by_state)


def next_waiting(nominations, after):
    """The next submitted nomination of the queue after `after` (by time of submission), else the first one left."""
    waiting = nominations.filter(state__in=WAITING).exclude(pk=after.pk).order_by("submitted_at", "pk")
    if after.submitted_at is None:
        return waiting.first()
    later = Q(submitted_at__gt=after.submitted_at) | Q(submitted_at=after.submitted_at, pk__gt=after.pk)
    return waiting.filter(later).first() or waiting.first()


def is_uuid(text):
    return len(text) == 36 and all(c in "0123456789abcdef-" for c in text)


def planned_count(user):
    """How many decisions wait to be published. One query."""
    return Nomination.objects.visible_to(user).exclude(planned="").count()


def earlier_rejections(nomination):
    """(instant, reason) of nominations of the same name by the same agency that failed before. One query."""
    former = Nomination.objects.filter(
        record__subject__normalised_name=normalised_name(nomination.name)[:255], state=NominationState.REJECTED,
        submission__organization=nomination.submission.organization_id).exclude(pk=nomination.pk)
    events = AuditEvent.objects.filter(object_type=Nomination._meta.label, object_id__in=former.values("pk"),
                                       action="nominations.reject").order_by("-at")
    return [(event.at, event.reason) for event in events]


# --- history ----------------------------------------------------------------------------------------------------------

ACTIONS = {
    "nominations.add_nominee": "Thêm vào danh sách", "nominations.update_nominee": "Sửa thông tin",
    "nominations.submit": "Gửi Sở Nội vụ", "nominations.return": "Trả lại bổ sung",
    "nominations.recognise": "Chấp nhận", "nominations.reject": "Không đạt", "nominations.reopen": "Xét lại",
    "nominations.withdraw": "Rút đề cử", "nominations.revoke": "Thu hồi công nhận",
    "nominations.comment": "Trao đổi", "nominations.add_file": "Gửi tệp", "nominations.remove_file": "Bỏ tệp",
}
PUBLIC_ACTIONS = dict(ACTIONS)
ACTIONS |= {  # what the office does among itself
    "nominations.appraise": "Nhận thẩm định", "nominations.pass": "Đạt thẩm định", "nominations.hold": "Tạm dừng xét",
    "nominations.release": "Xét tiếp", "nominations.consult": "Lấy ý kiến", "nominations.answer": "Ghi ý kiến trả lời",
    "nominations.end_consult": "Kết thúc lấy ý kiến", "nominations.plan_decision": "Dự kiến kết quả",
    "nominations.to_council": "Chuyển hội đồng", "nominations.off_council": "Đưa ra khỏi phiên họp",
    "nominations.council_pass": "Hội đồng thông qua", "nominations.council_fail": "Hội đồng không thông qua",
    "nominations.council_again": "Xét lại ở phiên sau",
    "nominations.assign": "Phân công xử lý", "nominations.comment_inside": "Trao đổi nội bộ",
}
LABELS = {
    "name": "Tên", "model_name": "Tên mô hình", "birth_year": "Năm sinh", "sex": "Giới", "position": "Chức vụ",
    "unit_text": "Đơn vị, nơi ở", "address": "Địa chỉ", "achievement": "Thành tích", "obligation": "Chỉ tiêu",
    "proposed_award": "Hình thức đề nghị",
    "subject_type": "Loại", "subject_kind": "Nhóm", "decision_number": "Số văn bản", "decided_on": "Ngày văn bản",
    "due_on": "Hạn", "file": "Tệp",
}
INTERNAL_LABELS = {"waiver": "Lý do vượt mức", "assigned_to": "Người xử lý", "handle_by": "Hạn xử lý", "body": "Cơ quan được hỏi",
                   "opinion": "Ý kiến", "planned": "Dự kiến", "revoked_on": "Thu hồi từ ngày", "session": "Phiên họp"}


@dataclass(frozen=True)
class HistoryLine:
    at: object
    who: str
    what: str
    organization: str
    reason: str
    changes: tuple


def history(nomination, *, user):
    """The acts on the nomination, newest first; internal fields and acts are for the office only. One query."""
    inside = user.sees_whole_province
    labels, told = ({**LABELS, **INTERNAL_LABELS}, ACTIONS) if inside else (LABELS, PUBLIC_ACTIONS)
    events = [event for event in AuditEvent.objects.for_object(nomination) if event.action in told]
    if nomination.submission.organization_id not in user.organization_ids():
        events = _since_first_sent(events)
    return [HistoryLine(event.at, event.actor_label, ACTIONS[event.action], event.organization_label, event.reason,
                        _changes(event, labels)) for event in events]


def changes_since_return(nomination):
    """(label, before, after) of what the agency changed since the nomination last went back to it. One query."""
    events, before, after = list(AuditEvent.objects.for_object(nomination)), {}, {}
    for event in events:
        if event.action == "nominations.return":
            return [(LABELS[name], _shown(before[name]), _shown(after[name]))
                    for name in LABELS if name in after and before[name] != after[name]]
        if event.action == "nominations.update_nominee":
            before |= event.before
            after = {**event.after, **after}
    return []


def _since_first_sent(events):
    """What an agency wrote before it first sent the nomination stays with the agency."""
    sent = [n for n, event in enumerate(events) if event.action == "nominations.submit"]
    return events[: sent[-1] + 1] if sent else []


def _changes(event, labels):
    names = [name for name in labels if name in event.before or name in event.after]
    return tuple((labels[name], _shown(event.before.get(name)), _shown(event.after.get(name))) for name in names)


def _shown(value):
    """A stored value for people: a day as day/month/year."""
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return "" if value is None else value

