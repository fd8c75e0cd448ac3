"""Papers about one nominee and one session: who makes and sees them, what they take from the dossier and
the registry."""
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from core.errors import InvalidInput, NotAllowed, WrongState
from models_registry.models import TitleRecord
from nominations.services import submit_submission
from reporting import rules, services
from reporting.enums import JobState, ReportKind
from reporting.merit import merit_facts
from reporting.minutes import council_symbol
from reporting.models import ReportSnapshot
from reporting.services.reports import formats_of
from tests.factories import (
    NominationFactory,
    OrganizationFactory,
    PlanFieldFactory,
    SubjectFactory,
    SubmissionFactory,
    leader,
    obligation_of,
    officer,
    person,
    submitter,
)
from tests.nominations.council_room import running, session_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def nominee(**values):
    """A nominee of an agency's draft that can be sent, and the agency's person."""
    field, agency = PlanFieldFactory(), OrganizationFactory(name="Sở Y tế", place="Khánh Hòa")
    submission = SubmissionFactory(field=field, organization=agency)
    nomination = NominationFactory(submission=submission, obligation=obligation_of(agency, field=field), **values)
    return nomination, submission.created_by


def send(nomination, by):
    submit_submission(nomination.submission, by=by, today=timezone.localdate())
    nomination.refresh_from_db()


def merit(nomination, by, **values):
    return services.prepare_merit(nomination, by=by, today=TODAY, **values)


def test_an_agency_makes_the_report_of_merit_of_its_own_nominee_in_word_and_pdf():
    nomination, user = nominee(proposed_award="Giấy khen của Giám đốc Sở", achievement="Đi đầu.\nĐược nhân rộng.")

    report = merit(nomination, user)
    services.run_job(report.job.pk)

    assert (report.code, report.check_code, report.state) == ("TT-2026-0001", None, "draft")
    assert {file.format for file in report.files.all()} == {"pdf", "docx"}
    stored, data = services.fetch_report(report, by=user, kind="docx")
    assert data.startswith(b"PK") and report.data["head"]["subject_lines"] == ["Đề nghị tặng Giấy khen của Giám đốc Sở"]


def test_strangers_neither_make_nor_see_it():
    nomination, user = nominee()
    report = merit(nomination, user)
    services.run_job(report.job.pk)
    stranger = submitter(OrganizationFactory())

    with pytest.raises(NotAllowed):
        merit(nomination, stranger)
    with pytest.raises(NotAllowed):
        merit(nomination, leader())

    for other in (stranger, person(Role.COUNCIL_MEMBER), person(Role.ADMINISTRATOR)):
        assert not ReportSnapshot.objects.visible_to(other).exists()
        assert not rules.may_fetch(other, report)


def test_the_office_sees_what_was_made_after_the_nominee_was_sent():
    nomination, user = nominee()
    before = merit(nomination, user)
    send(nomination, user)

    after = merit(nomination, user)

    assert list(ReportSnapshot.objects.visible_to(officer())) == [after]
    assert set(ReportSnapshot.objects.visible_to(user)) == {before, after}
    assert merit(nomination, officer()).code == "TT-2026-0003"


def test_reports_of_merit_stay_out_of_the_report_centre_and_take_no_number(client):
    nomination, user = nominee()
    send(nomination, user)
    clerk = officer()
    report = merit(nomination, clerk)
    services.run_job(report.job.pk)
    client.force_login(clerk)

    listed = client.get(reverse("reporting:list"))

    assert list(listed.context["page"]) == []
    assert "không lấy số" in rules.may_issue(clerk, report).reason
    assert not rules.may_edit_sentences(clerk, report)


def test_earlier_titles_come_from_the_registry_and_from_what_was_declared():
    nomination, user = nominee(
        subject_type="individual", name="Lê Thị Ẵn", birth_year=1980,
        declared=[{"kind": "title", "title": "Lao động tiên tiến", "year": 2025, "value": "yes"},
                  {"kind": "title", "title": "Chiến sĩ thi đua cơ sở", "year": 2024, "value": "yes"},
                  {"kind": "title", "title": "Chiến sĩ thi đua cấp tỉnh", "year": 2023, "value": "no"}])
    subject = SubjectFactory(type="individual", name="Lê Thị Ẵn", birth_year=1980,
                             organization=nomination.submission.organization)
    facts = {"subject": subject, "source": "Sổ"}
    TitleRecord.objects.create(title="Chiến sĩ thi đua cơ sở", year=2024, decision_number="12/QĐ-SYT",
                               authority="Sở Y tế", **facts)
    TitleRecord.objects.create(title="Bằng khen của Chủ tịch UBND tỉnh", year=2022, **facts)
    TitleRecord.objects.create(title="Lao động tiên tiến", year=2021, is_achieved=False, **facts)
    TitleRecord.objects.create(title="Lao động tiên tiến", year=2020, revoked_on=TODAY, **facts)

    earned = merit_facts(nomination, by=user).earned

    assert [(row.year, row.name, row.decided, row.is_title) for row in earned] == [
        (2022, "Bằng khen của Chủ tịch UBND tỉnh", "", False),
        (2024, "Chiến sĩ thi đua cơ sở", "Số 12/QĐ-SYT, ngày …………; Sở Y tế", True),
        (2025, "Lao động tiên tiến", "", True)]


def test_a_subject_the_agency_may_not_see_tells_it_nothing():
    nomination, user = nominee(subject_type="individual", name="Lê Thị Ẵn", birth_year=1980, unit_text="Trường A")
    hidden = SubjectFactory(type="individual", name="Lê Thị Ẵn", birth_year=1980, unit_text="Trường A",
                            organization=OrganizationFactory())
    TitleRecord.objects.create(subject=hidden, title="Lao động tiên tiến", year=2024, source="Sổ")

    assert merit_facts(nomination, by=user).earned == ()
    assert len(merit_facts(nomination, by=officer()).earned) == 1


def test_the_page_of_a_nominee_makes_the_paper_and_shows_it(client):
    nomination, user = nominee()
    client.force_login(user)
    address = reverse("reporting:merit", args=[nomination.public_id])
    empty = client.get(address)

    made = client.post(address, {"award": "Giấy khen", "layout": "state"})

    assert "Chưa có báo cáo thành tích" in empty.content.decode()
    assert made.status_code == 302 and made.url == address
    assert address in client.get(reverse("nominations:detail", args=[nomination.public_id])).content.decode()
    services.run_job(ReportSnapshot.objects.get().job.pk)
    shown = client.get(address).content.decode()
    assert "TT-" in shown and "/tai-ve/word/" in shown


def test_what_cannot_be_printed_is_refused_beside_its_field(client):
    nomination, user = nominee()
    client.force_login(user)

    refused = client.post(reverse("reporting:merit", args=[nomination.public_id]),
                          {"award": "Giấy khen ✓", "layout": "state"})

    assert refused.context["form"].errors["award"] == ["Không in được ký tự: ✓"]
    assert not ReportSnapshot.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number_of_papers(client, rows, django_assert_max_num_queries):
    nomination, user = nominee()
    for _ in range(rows):
        merit(nomination, user)
    client.force_login(user)
    address = reverse("reporting:merit", args=[nomination.public_id])
    client.get(address)

    with django_assert_max_num_queries(12):
        page = client.get(address)

    assert len(page.context["papers"]) == rows


# --- minutes ----------------------------------------------------------------------------------------------------------


def test_minutes_are_frozen_as_the_session_stands_and_lie_with_the_plan_of_its_first_case():
    session = running(3, present=2)

    report = services.prepare_minutes(session, kind=ReportKind.MINUTES, by=officer(), today=TODAY)

    services.run_job(report.job.pk)
    report.job.refresh_from_db()
    assert report.job.state == JobState.DONE and report.code == "BB-2026-0001" and report.check_code
    assert {file.format for file in report.files.all()} == {"pdf", "docx"}
    texts = [block["text"] for section in report.data["sections"] for block in section["blocks"]]
    assert "Có mặt 2/3 thành viên Hội đồng:" in texts and report.data["form"] == "minutes"
    assert report.target.session == session and report.plan == session.items.get().nomination.submission.plan
    assert ReportSnapshot.objects.visible_to(leader()).get() == report
    assert not ReportSnapshot.objects.visible_to(person(Role.COUNCIL_MEMBER)).exists()


def test_the_office_prints_minutes_from_the_page_of_the_session(client):
    session, clerk = running(3), officer()
    client.force_login(clerk)

    made = client.post(reverse("reporting:print_minutes", args=[session.public_id]))
    refused = client.post(reverse("reporting:print_counting", args=[session.public_id]))

    report = ReportSnapshot.objects.get()
    assert (made.url, refused.url) == (report.get_absolute_url(), session.get_absolute_url())
    assert str(session) in client.get(made.url).content.decode()


def test_there_are_no_minutes_before_the_session_and_no_counting_without_secret_ballots():
    clerk = officer()

    with pytest.raises(WrongState, match="chưa khai mạc"):
        services.prepare_minutes(session_of(3), kind=ReportKind.MINUTES, by=clerk, today=TODAY)
    with pytest.raises(WrongState, match="bỏ phiếu kín"):
        services.prepare_minutes(running(3), kind=ReportKind.COUNTING, by=clerk, today=TODAY)
    with pytest.raises(NotAllowed):
        services.prepare_minutes(running(3), kind=ReportKind.MINUTES, by=leader(), today=TODAY)
    with pytest.raises(InvalidInput):
        services.prepare_minutes(running(3), kind=ReportKind.MINUTES, by=clerk, today=TODAY, layout="khac")


def test_the_figures_of_a_counting_are_not_for_word():
    assert formats_of(ReportSnapshot(kind=ReportKind.COUNTING)) == ("pdf",)
    assert formats_of(ReportSnapshot(kind=ReportKind.MINUTES)) == ("pdf", "docx")


@pytest.mark.parametrize(("name", "symbol"), [
    ("Hội đồng Thi đua - Khen thưởng tỉnh Khánh Hòa", "HĐTĐKT"), ("Hội đồng xét chọn", "HĐXC")])
def test_the_symbol_of_a_council_comes_from_its_name(name, symbol):
    assert council_symbol(name) == symbol
