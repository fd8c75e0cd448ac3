"""A small world in which every kind of object is there as one's own, as another agency's, and as a draft of each."""
from dataclasses import dataclass, field
from datetime import date, datetime, time
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from accounts.enums import AGENCY_ROLES, Role
from core.uploads import stored_path
from models_registry.models import Profile
from models_registry.services.profiles import PROFILE
from nominations.models import Decision, ListImport, Nomination, NominationFile, Submission
from nominations.services import council, pass_nomination, submit_submission
from notifications.services import beat, enqueue, notify
from organizations.models import CategoryMembership, EmulationCluster, OrganizationChange, OrganizationImport
from plans.models import DeadlineOccurrence, Deliverable, Document, EligibilityRule, FieldLead, Milestone, Phase
from plans.models.reading import ReadingDraft
from plans.services import issue_plan
from reporting.models import DossierPrint, ReportFile, ReportJob, ReportSnapshot
from tests import factories as make

MISSING = UUID("11111111-2222-4333-8444-555555555555")
PDF = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
       b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R>>")  # one small empty page
PAPERS = {"own": f"00/{'0' * 32}", "foreign": f"11/{'1' * 32}"}


@dataclass
class World:
    people: dict
    objects: dict = field(default_factory=dict)  # kind → relation → object
    parts: dict = field(default_factory=dict)  # plan → name of an address's part → its value

    def kwargs(self, route, relation, parts_of=None):
        """What fills the address for an object of this relation; its parts may be taken from another plan."""
        target = self.objects[route.object].get(relation) if route.object else None
        values = {"public_id": target.public_id if target else MISSING, **FIXED.get(route.name, {})}
        if route.object == "plan":
            values |= self.parts.get(parts_of or target, NO_PARTS)
        return {name: values[name] for name in names_in(route.path)}


FIXED = {"reporting:check_code": {"code": "2345-6789"}, "reporting:page": {"number": 1},
         "nominations:act": {"slug": "cong-nhan"},
         "nominations:nominee_add": {"kind": "ca-nhan"}, "nominations:council_session_act": {"slug": "ghi"},
         "nominations:council_item_act": {"slug": "len"},
         "models_registry:step": {"slug": "boi-duong"}, "plans:occurrence_act": {"act": "nop"}}
NOTHING_READ = {"header": {"legal_bases": []}, "fields": [], "general_quotas": [], "milestones": [], "eligibility": [],
                "recipients": [], "evidence": {}}
NO_PARTS = {"rule_id": MISSING, "field_id": MISSING, "document_id": MISSING, "milestone_id": MISSING,
            "code": "khong-co", "kind": "linh-vuc", "key": str(MISSING)}


def canary(kind, relation):
    """A text that must not be seen by whom the object is not for: of a dossier («HS») or a plan («KH»)."""
    return f"BIMAT-{kind}-{relation}"


def names_in(path):
    return [piece.split(">")[0].split(":")[-1] for piece in path.split("<")[1:]]


def build():
    """The world; all agency people of the matrix are of one agency, the foreign objects are another's."""
    own, other = make.OrganizationFactory(name="Sở Của Mình"), make.OrganizationFactory(name="Sở Của Người")
    people = {role: make.person(role, own if role in AGENCY_ROLES else None) for role in Role.values}
    world = World(people)
    for relation, agency in (("own", own), ("foreign", other)):
        _add_work(world, relation, agency)
        _add_ground(world, relation, agency)
        _add_messages(world, relation)
        _add_council(world, relation, agency)
    return world


def _add(world, kind, relation, obj):
    world.objects.setdefault(kind, {})[relation] = obj
    return obj


def _add_work(world, relation, agency):
    """A plan in force and one in draft, what came of them for the agency, and its submissions."""
    officer, today = world.people[Role.OFFICER], timezone.localdate()
    _add(world, "plan", f"{relation}_draft", _plan(world, agency, f"{relation}_draft"))
    plan = _add(world, "plan", relation, _plan(world, agency, relation))
    issue_plan(plan, by=officer, today=today)
    plan.refresh_from_db()
    obligation = _add(world, "obligation", relation, plan.rules.get().obligations.get())
    occurrence = _add(world, "occurrence", relation,
                      DeadlineOccurrence.objects.filter(milestone__plan=plan).order_by("pk").first())
    _add(world, "milestone", relation, occurrence.milestone)
    _add(world, "deliverable", relation, Deliverable.objects.create(
        occurrence=occurrence, received_on=today, stored_name=PAPERS[relation], original_name="Báo cáo.pdf"))
    for name in (f"{relation}_draft", relation):
        submission = make.SubmissionFactory(field=plan.fields.get(), organization=agency)
        nomination = make.NominationFactory(submission=submission, obligation=obligation, name=canary("HS", name),
                                            achievement=canary("HS", name))
        _add(world, "submission", name, submission)
        _add(world, "nomination", name, nomination)
        _add(world, "list_import", relation, ListImport.objects.create(
            submission=submission, file_name="Danh sách.xlsx", created_by=submission.created_by))
        _add(world, "attachment", name, NominationFile.objects.create(
            nomination=nomination, original_name="Minh chứng.pdf", stored_name=PAPERS[relation], extension="pdf",
            size=len(PDF), sha256=sha256(PDF).hexdigest(), uploaded_by=submission.created_by))
    submit_submission(submission, by=submission.created_by, today=today)
    _add(world, "submission", relation, Submission.objects.get(pk=submission.pk))
    _add(world, "nomination", relation, Nomination.objects.get(pk=nomination.pk))
    _add(world, "reading", relation, ReadingDraft.objects.create(
        owner=officer if relation == "own" else make.officer(), name="Văn bản", text="", proposals=NOTHING_READ))
    _add(world, "decision", relation, Decision.objects.create(number=f"{relation}/QĐ", signed_on=today,
                                                              made_by=officer))
    _add_record(world, relation, agency, plan)
    _add(world, "print", relation, DossierPrint.objects.create(
        submission=submission, asked_by=world.people[Role.SUBMITTER] if relation == "own" else submission.created_by,
        state="done", stored_name=f"dossiers/{relation}.pdf", size=len(PDF), sha256=sha256(PDF).hexdigest()))
    _add_report(world, relation, plan)


def _plan(world, agency, relation):
    """A plan with one part of each kind, in which only this agency has something to do."""
    plan = make.IssuedPlanFactory(status="draft", issued_at=None, owner=None, title=canary("KH", relation))
    document = Document.objects.create(plan=plan, role="plan", issued_on=date(2021, 1, 1), number="1/KH-UBND")
    part = make.PlanFieldFactory(plan=plan)
    FieldLead.objects.create(field=part, organization=agency)
    rule = make.QuotaRuleFactory(plan=plan)
    rule.fields.add(part)
    rule.bearers.create(organization=agency)
    milestone = Milestone.objects.create(plan=plan, code="M1", order=1, title="Báo cáo sơ kết", unit="day",
                                         start_code="2026-06-30", end_code="2026-06-30")
    milestone.responsibles.create(organization=agency)
    Phase.objects.create(plan=plan, code="G1", name="Giai đoạn 1", starts_on=date(2021, 1, 1), ends_on=date(2025, 1, 1))
    EligibilityRule.objects.create(plan=plan, code="G1", kind="note", text="Chấp hành tốt pháp luật.")
    world.parts[plan] = {"rule_id": rule.public_id, "field_id": part.public_id, "document_id": document.public_id,
                         "milestone_id": milestone.public_id, "code": "G1", "kind": "linh-vuc",
                         "key": str(part.public_id)}
    return plan


def _add_record(world, relation, agency, plan):
    subject = make.SubjectFactory(organization=agency, name=canary("HS", relation))
    _add(world, "subject", relation, subject)
    record = make.RecordFactory(subject=subject, field=plan.fields.get(), organization=agency)
    Profile.objects.create(record=record, **{name: canary("HS", relation) for name in PROFILE})
    _add(world, "record", relation, record)


def _add_report(world, relation, plan):
    report = ReportSnapshot.objects.create(code=f"BC-{relation}", plan=plan, as_of=date(2026, 6, 30), data={},
                                           title="Báo cáo kết quả")
    ReportJob.objects.create(snapshot=report, state="done")
    ReportFile.objects.create(snapshot=report, format="pdf", stored_name=f"reports/{relation}.pdf", size=len(PDF),
                              sha256=sha256(PDF).hexdigest())
    _add(world, "report", relation, report)


def freshen(world):
    """Put the bytes of reports and papers where files lie in this test; the schedule has just been alive."""
    beat()
    for relation in world.objects["report"]:
        media = Path(settings.MEDIA_ROOT)
        for file in (media / "reports" / f"{relation}.pdf", media / "dossiers" / f"{relation}.pdf",
                     stored_path(PAPERS[relation])):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(PDF)


def _add_ground(world, relation, agency):
    """What is kept of agencies and accounts."""
    _add(world, "organization", relation, agency)
    category = _add(world, "category", relation, make.UnitCategoryFactory())
    CategoryMembership.objects.create(category=category, organization=agency)
    change = _add(world, "reorganisation", relation,
                  OrganizationChange.objects.create(kind="merge", effective_on=date(2025, 7, 1)))
    change.parties.create(organization=agency, side="predecessor")
    _add(world, "organization_import", relation, OrganizationImport.objects.create(
        file_name="Cơ quan.xlsx", created_by=world.people[Role.OFFICER]))
    cluster = _add(world, "cluster", relation,
                   EmulationCluster.objects.create(name=f"Khối {relation}", kind="khoi", year=2026))
    cluster.members.add(agency)
    _add(world, "account", relation, make.submitter(agency))


def _add_messages(world, relation):
    """A notice and a mail to the submitter of the matrix, and to somebody of the other agency."""
    person = world.people[Role.SUBMITTER] if relation == "own" else world.objects["account"]["foreign"]
    _add(world, "notice", relation, notify(key=f"notice-{relation}", user=person, title="Nhắc việc")[0])
    _add(world, "message", relation, enqueue(key=f"mail-{relation}", recipient=person, subject="Nhắc việc",
                                             body="Xin gửi báo cáo.", kind="duty")[0])


def _add_council(world, relation, agency):
    """A session that runs, with one case of the agency; in one's own sits the council member of the matrix."""
    officer, plan = world.people[Role.OFFICER], world.objects["plan"][relation]
    body = _add(world, "council", relation, council.create_council(
        name=f"Hội đồng {relation}", organization=agency, by=officer))
    user = world.people[Role.COUNCIL_MEMBER] if relation == "own" else make.person(Role.COUNCIL_MEMBER)
    member = _add(world, "council_member", relation, council.add_member(
        body, name="Thành Viên", position="chair", valid_from=date(2021, 1, 1), user=user, by=officer))
    session = council.create_session(body, number="01", held_on=timezone.localdate(), starts_at=time(0), place="Phòng",
                                     chair=member, by=officer)
    submission = make.SubmissionFactory(field=plan.fields.get(), organization=agency)
    nomination = make.NominationFactory(submission=submission, obligation=world.objects["obligation"][relation],
                                        name=canary("HD", relation), achievement=canary("HD", relation))
    submit_submission(submission, by=submission.created_by, today=timezone.localdate())
    nomination = pass_nomination(nomination, by=officer, today=timezone.localdate())
    items, _ = council.add_items(session, [nomination], by=officer)
    start = datetime.combine(session.held_on, time(0), timezone.get_current_timezone())
    _add(world, "council_session", relation, council.open_session(session, by=officer, at=start))
    _add(world, "council_item", relation, items[0])
    _add(world, "vote_rule", relation, council.add_rule(
        by=officer, award=f"Danh hiệu {relation}", legal_text="Ít nhất 90 %.", source="Điều 1", min_percent=90,
        quorum_num=2, quorum_den=3))
