from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.enums import Role
from nominations.models import Consultation, Nomination
from notifications.models import Heartbeat, OutboundMessage
from plans.models import DeadlineOccurrence, Deliverable, Milestone, Plan
from portal.work import sections_for
from portal.work.lines import AT_MOST
from reporting.models import ReportJob, ReportSnapshot
from tests.factories import (
    IssuedPlanFactory,
    NominationFactory,
    OrganizationFactory,
    PlanFieldFactory,
    RoleFactory,
    SubmissionFactory,
    UserFactory,
    administrator,
    leader,
    obligation_of,
    officer,
    submitter,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def lines_of(user, title):
    """The lines of one panel, empty when the panel is not there."""
    user = type(user).objects.get(pk=user.pk)
    panels = [panel for section in sections_for(user, TODAY) for panel in section.panels]
    return [line for panel in panels if panel.title == title for line in panel.lines]


def texts(user, title):
    return [line.text for line in lines_of(user, title)]


def duty(organization, due_on, *, title="Báo cáo năm", plan=None, milestone=None):
    milestone = milestone or Milestone.objects.create(plan=plan or IssuedPlanFactory(), code="M", order=1, title=title)
    return DeadlineOccurrence.objects.create(
        milestone=milestone, key=str(due_on), organization=organization, window_end=due_on, due_on=due_on)


def sent(agency, state="submitted", **values):
    submission = SubmissionFactory(organization=agency, first_submitted_at=NOW, submitted_at=NOW)
    return NominationFactory(submission=submission, state=state, submitted_at=NOW, **values)


def mail(state, **values):
    number = OutboundMessage.objects.count()
    return OutboundMessage.objects.create(
        key=f"k{number}", recipient=UserFactory(), address="a@example.org", kind="x", subject="s", body="b",
        not_before=NOW, state=state, message_id=f"<{number}@x>", **values)


# --- the office -------------------------------------------------------------------------------------------------------


def test_officer_sees_each_waiting_dossier_and_opens_its_first_nominee():
    agency = OrganizationFactory(name="Sở Y tế")
    first = sent(agency)
    NominationFactory(submission=first.submission, state="submitted", submitted_at=NOW)
    NominationFactory(submission=first.submission)
    NominationFactory()

    [line] = lines_of(officer(), "Hồ sơ chờ thẩm định")

    assert (line.text, line.action_label) == ("Sở Y tế: 2 đề cử", "Thẩm định")
    assert line.url == f"/tham-dinh/{first.public_id}/"


def test_officer_sees_which_opinions_are_late_or_due_and_no_answered_or_far_one():
    nomination = sent(OrganizationFactory(), state="consulting", name="Lê Thị Ẵn")
    values = {"nomination": nomination, "asked_on": TODAY - timedelta(days=10), "by": officer()}
    Consultation.objects.create(body="Công an tỉnh", due_on=TODAY - timedelta(days=1), **values)
    Consultation.objects.create(body="Sở Y tế", due_on=TODAY + timedelta(days=7), **values)
    Consultation.objects.create(body="Sở Tài chính", due_on=TODAY + timedelta(days=8), **values)
    Consultation.objects.create(body="Sở Tư pháp", due_on=TODAY, answered_on=TODAY, opinion="agree", **values)

    lines = lines_of(officer(), "Ý kiến chờ trả lời")

    assert [(line.text, line.level) for line in lines] == [
        ("Công an tỉnh: Lê Thị Ẵn", "late"), ("Sở Y tế: Lê Thị Ẵn", "soon")]
    assert lines[0].url == f"/tham-dinh/{nomination.public_id}/"


def test_officer_sees_who_is_late_together_and_nothing_that_was_handed_in():
    plan = IssuedPlanFactory()
    late = Milestone.objects.create(plan=plan, code="M", order=1, title="Báo cáo năm")
    one, two, done = (OrganizationFactory(short_name=name) for name in ("Sở A", "Sở B", "Sở C"))
    for agency in (one, two):
        duty(agency, TODAY - timedelta(days=1), milestone=late)
    Deliverable.objects.create(occurrence=duty(done, TODAY - timedelta(days=1), milestone=late), received_on=TODAY)
    duty(one, TODAY, plan=IssuedPlanFactory(), title="Hôm nay")
    duty(one, TODAY - timedelta(days=9), plan=IssuedPlanFactory(status="closed"))

    [line] = lines_of(officer(), "Cơ quan quá hạn")

    assert (line.text, line.note, line.due) == ("Báo cáo năm", "2 cơ quan: Sở A, Sở B", TODAY - timedelta(days=1))


def test_returned_deliverable_leaves_the_duty_open():
    occurrence = duty(OrganizationFactory(), TODAY - timedelta(days=2))
    Deliverable.objects.create(occurrence=occurrence, received_on=TODAY - timedelta(days=3), returned_on=TODAY)

    assert texts(officer(), "Cơ quan quá hạn") == ["Báo cáo năm"]


def test_officer_sees_the_duties_of_the_next_thirty_days():
    agency = OrganizationFactory()
    for days in (0, 30, 31):
        duty(agency, TODAY + timedelta(days=days), title=f"sau {days} ngày")

    assert texts(officer(), "Mốc trong 30 ngày tới") == ["sau 0 ngày", "sau 30 ngày"]


def test_officer_sees_failed_mails_and_drafts_of_plans():
    mail("failed", error="x")
    mail("new")
    Plan.objects.create(code="KH-X", title="Kế hoạch mới", period_from=TODAY)
    by = officer()

    assert texts(by, "Thư gửi không được") == ["1 thư không gửi được"]
    assert texts(by, "Kế hoạch đang soạn") == ["Kế hoạch mới"]


# --- an agency --------------------------------------------------------------------------------------------------------


def test_agency_sees_its_own_deadlines_nearest_first():
    agency = OrganizationFactory()
    duty(agency, TODAY + timedelta(days=40), title="sau")
    duty(agency, TODAY + timedelta(days=3), title="trước")
    duty(agency, TODAY - timedelta(days=3), title="đã quá")
    duty(agency, TODAY + timedelta(days=91), title="còn xa")
    duty(OrganizationFactory(), TODAY, title="của cơ quan khác")

    lines = lines_of(submitter(agency), "Hạn gần nhất")

    assert [(line.text, line.level) for line in lines] == [("đã quá", "late"), ("trước", "soon"), ("sau", "open")]


def test_agency_sees_what_is_missing_by_field():
    agency, field = OrganizationFactory(), PlanFieldFactory(name="Y tế")
    first = obligation_of(agency, field=field, counts_individual=False, counts_collective=True, min_count=3)
    obligation_of(agency, field=field, min_count=5)
    obligation_of(OrganizationFactory(), field=field, min_count=9)
    obligation_of(agency, min_count=None)

    [line] = lines_of(submitter(agency), "Chỉ tiêu còn thiếu")

    assert line.text == "Y tế: còn 3 tập thể, 5 cá nhân"
    assert line.url == f"/de-cu/chi-tieu/{first.public_id}/"


def test_agency_sees_quotas_of_the_present_window_only():
    agency = OrganizationFactory()
    obligation_of(agency, window=(date(2025, 1, 1), date(2025, 12, 31)))
    obligation_of(agency, window=(date(2027, 1, 1), date(2027, 12, 31)))

    assert texts(submitter(agency), "Chỉ tiêu còn thiếu") == []


def test_agency_continues_a_returned_nomination_with_one_click():
    agency = OrganizationFactory()
    returned = sent(agency, "returned", name="Lê Thị Lan", return_reason="Thiếu năm sinh", return_due_on=TODAY)
    sent(OrganizationFactory(), "returned", return_reason="của cơ quan khác")

    [line] = lines_of(submitter(agency), "Hồ sơ bị trả lại")

    assert (line.text, line.note, line.due) == ("Lê Thị Lan", "Thiếu năm sinh", TODAY)
    assert line.url == f"/de-cu/{returned.public_id}/sua/"


def test_agency_sees_its_drafts_with_how_many_are_unsent():
    agency = OrganizationFactory()
    field = PlanFieldFactory(name="Y tế")
    draft = SubmissionFactory(organization=agency, field=field)
    NominationFactory.create_batch(2, submission=draft)
    SubmissionFactory(organization=agency, field=PlanFieldFactory(name="Giáo dục"))
    sent(agency)
    NominationFactory()

    assert texts(submitter(agency), "Bản nháp chưa gửi") == [
        "Giáo dục: chưa có ai trong danh sách", "Y tế: 2 đề cử chưa gửi"]


@pytest.mark.parametrize(("facts", "words"), [
    ({}, ""), ({"presented_at": NOW}, "chờ lãnh đạo cơ quan duyệt, "),
    ({"presented_at": NOW, "signed_off_at": NOW}, "lãnh đạo cơ quan đã duyệt, "),
    ({"sent_back_reason": "Bỏ ông A"}, "lãnh đạo cơ quan chưa duyệt, ")])
def test_a_draft_says_what_the_head_of_the_agency_said_of_it(facts, words):
    agency = OrganizationFactory()
    SubmissionFactory(organization=agency, **facts)

    [line] = lines_of(submitter(agency), "Bản nháp chưa gửi")

    assert line.note.startswith(f"{words}lập ngày ")


# --- leaders and administrators ---------------------------------------------------------------------------------------


def test_leader_reads_one_sentence_a_running_plan_and_fetches_the_newest_report():
    field = PlanFieldFactory()
    obligation_of(OrganizationFactory(), field=field, min_count=4)
    IssuedPlanFactory(period_from=date(2010, 1, 1), period_to=date(2015, 12, 31))
    report = ReportSnapshot.objects.create(code="BC-1", plan=field.plan, as_of=TODAY, title="Báo cáo quý", data={})
    ReportJob.objects.create(snapshot=report, state="done")
    by = leader()

    [sentence] = lines_of(by, "Tình hình các kế hoạch đang thực hiện")
    [latest] = lines_of(by, "Báo cáo mới nhất")

    assert sentence.text.startswith("Đến 21/11/2026: 0/4 điển hình được công nhận")
    assert (latest.text, latest.url) == ("Báo cáo quý", f"/bao-cao/{report.public_id}/tai-ve/")


def test_leader_sees_quotas_at_risk_by_name():
    field = PlanFieldFactory(name="Y tế")
    obligation_of(OrganizationFactory(name="Sở Y tế"), field=field, min_count=30)

    [line] = lines_of(leader(), "Nguy cơ không đạt")

    assert line.text == "Sở Y tế: cá nhân 0/30"
    assert "cần thêm 30" in line.note


def test_administrator_sees_what_stands_still_and_what_needs_confirming():
    OrganizationFactory(name="Hội Mới", is_confirmed=False)
    roleless = UserFactory(full_name="Lê Lan", username="lan")
    mail("failed", error="x")
    by = administrator()

    assert texts(by, "Hệ thống") == ["Lịch chạy nền đang dừng: nhắc hạn và thư không được gửi"]
    assert texts(by, "Cơ quan chưa xác nhận") == ["Hội Mới"]
    assert f"{roleless} (lan)" in texts(by, "Tài khoản chưa có vai trò")
    assert texts(by, "Thư gửi không được") == ["1 thư không gửi được"]


def test_running_system_is_not_mentioned():
    Heartbeat.objects.create(name="beat", at=NOW - timedelta(seconds=30))

    assert lines_of(administrator(), "Hệ thống") == []


def test_administrator_sees_no_nominations():
    sent(OrganizationFactory())

    assert lines_of(administrator(), "Hồ sơ chờ thẩm định") == []


# --- the page ---------------------------------------------------------------------------------------------------------


def test_two_roles_stand_apart(client):
    agency = OrganizationFactory()
    person = submitter(agency)
    RoleFactory(user=person, role=Role.OFFICER, organization=None)
    sent(OrganizationFactory())
    duty(agency, TODAY + timedelta(days=3))
    client.force_login(person)

    sections = client.get("/").context["sections"]

    assert [(section.title, [panel.title for panel in section.panels]) for section in sections] == [
        ("Sở Nội vụ", ["Hồ sơ chờ thẩm định", "Mốc trong 30 ngày tới"]), ("Cơ quan của tôi", ["Hạn gần nhất"])]


def test_person_acting_in_one_role_sees_that_role_alone(client):
    person = submitter()
    second = RoleFactory(user=person, role=Role.OFFICER, organization=None)
    sent(OrganizationFactory())
    client.force_login(person)

    client.post("/vai-tro/", {"role": second.pk})

    assert [section.title for section in client.get("/").context["sections"]] == ["Sở Nội vụ"]


def test_nothing_waiting_tells_the_next_milestone(client):
    agency = OrganizationFactory()
    duty(agency, TODAY + timedelta(days=200), title="Báo cáo tổng kết")
    client.force_login(submitter(agency))

    page = client.get("/").content.decode()

    assert "Không có việc nào đang chờ. Mốc tiếp theo: 09/6/2027 – Báo cáo tổng kết." in page


def test_an_agency_notes_a_discovery_with_one_tap_from_its_home(client):
    shown = []
    for user in (submitter(), officer()):
        client.force_login(user)
        shown.append(reverse("models_registry:discover") in client.get("/").content.decode().split("</main>")[0])

    assert shown == [True, False]


def test_person_without_a_role_is_told_whom_to_ask(client):
    client.force_login(UserFactory())

    assert "Tài khoản này chưa có vai trò nào" in client.get("/").content.decode()


def test_every_line_has_a_step():
    """The addresses of other apps' pages exist, so that no line is without its button."""
    agency = OrganizationFactory()
    people = [officer(), leader(), administrator(), submitter(agency)]
    sent(agency, "returned", return_reason="x")
    sent(agency)
    NominationFactory(submission__organization=agency)
    obligation_of(agency)
    duty(agency, TODAY)
    duty(agency, TODAY - timedelta(days=1))
    mail("failed", error="x")
    Plan.objects.create(code="KH-X", title="Kế hoạch mới", period_from=TODAY)
    OrganizationFactory(is_confirmed=False)

    lines = [line for user in people for section in sections_for(user, TODAY)
             for panel in section.panels for line in panel.lines]

    assert [line.text for line in lines if not line.url] == []
    assert len(lines) > 8


def busy(number):
    """That much of everything, for one agency and the office."""
    agency = OrganizationFactory()
    for n in range(number):
        nomination = sent(agency)
        Nomination.objects.filter(pk=nomination.pk).update(name=f"Người {n}")
        sent(agency, "returned", return_reason="x")
        Consultation.objects.create(nomination=sent(agency, "consulting"), body=f"Sở {n}", asked_on=TODAY, due_on=TODAY,
                                    by=nomination.submission.created_by)
        NominationFactory(submission__organization=agency)
        obligation_of(agency)
        duty(agency, TODAY + timedelta(days=n + 1), title=f"Việc {n}")
        duty(agency, TODAY - timedelta(days=n + 1), title=f"Trễ {n}")
        OrganizationFactory(is_confirmed=False)
    return agency


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("officer", 22), ("leader", 10), ("administrator", 13), ("agency", 14)])
def test_home_takes_the_same_queries_for_any_number_of_lines(client, rows, who, queries, django_assert_num_queries):
    agency = busy(rows)
    person = {"officer": officer, "leader": leader, "administrator": administrator,
              "agency": lambda: submitter(agency)}[who]()
    client.force_login(person)
    client.get("/")

    with django_assert_num_queries(queries):
        client.get("/")


def test_long_panels_are_cut(client):
    agency = OrganizationFactory()
    for _ in range(AT_MOST + 2):
        sent(agency, "returned", return_reason="x")

    assert len(lines_of(submitter(agency), "Hồ sơ bị trả lại")) == AT_MOST
