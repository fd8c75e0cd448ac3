"""The pages of milestones and duties: what each person sees there and what a form does."""
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans import reminders, services
from plans.models import DeadlineOccurrence, Deliverable
from tests.factories import OrganizationFactory, leader, officer, person, submitter
from tests.plans.duty_world import DUE, MONDAY, agency_with, duty, milestone_of, moment

pytestmark = pytest.mark.django_db
PDF = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
       b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
       b"0000000009 00000 n \n0000000056 00000 n \n0000000111 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n180\n"
       b"%%EOF\n")


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(moment(MONDAY), tick=False):
        yield


def act(row, slug):
    return reverse("plans:occurrence_act", args=[row.public_id, slug])


# --- the list -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number_of_duties(client, rows, django_assert_num_queries):
    client.force_login(officer())
    for _ in range(rows):
        duty()
    client.get(reverse("plans:duties"))

    with django_assert_num_queries(13):
        response = client.get(reverse("plans:duties"))

    assert len(response.context["groups"]) == rows


@pytest.mark.parametrize("query", ["", "?status=late", "?status=all"])
def test_a_milestone_counts_all_its_agencies_whatever_status_is_shown(client, query):
    client.force_login(officer())
    milestone = milestone_of()
    rows = [duty(milestone=milestone, due_on=MONDAY - timedelta(days=3)) for _ in range(5)]
    for row in rows[:2]:
        services.hand_in(row, by=None, received_on=MONDAY - timedelta(days=5), today=MONDAY)

    (shown,) = client.get(reverse("plans:duties") + query).context["groups"]

    assert (shown.group.done, shown.group.total, shown.group.late) == (2, 5, 3)


def test_the_list_says_the_plans_words_beside_the_day(client):
    client.force_login(officer())
    duty()

    group = client.get(reverse("plans:duties")).context["groups"][0]

    assert group.heading == "Quý IV năm 2026"
    assert group.words == "trước ngày 30 tháng 11 hằng năm"
    assert group.due == "chậm nhất 29/11/2026 (Chủ nhật)"


def test_an_agency_sees_its_own_duties_alone(client):
    own, milestone = agency_with(name="Sở Một"), milestone_of()
    client.force_login(submitter(own))
    duty(own, milestone=milestone)
    foreign = duty(agency_with(name="Sở Hai"), milestone=milestone)

    listed = client.get(reverse("plans:duties")).content.decode()
    one = client.get(milestone.get_absolute_url()).content.decode()

    assert "Sở Một" in listed and "Sở Hai" not in listed
    assert "Sở Một" in one and "Sở Hai" not in one
    assert client.get(foreign.get_absolute_url()).status_code == 404
    assert client.post(act(foreign, "nop"), {"received_on": "2026-11-16"}).status_code == 404


@pytest.mark.parametrize(("query", "found"), [
    ("", ["Báo cáo Một", "Báo cáo Hai"]),
    ("?q=bao+cao+hai", ["Báo cáo Hai"]),
    ("?agency=so+mot", ["Báo cáo Một"]),
    ("?days=14", ["Báo cáo Một"]),
    ("?status=done", ["Báo cáo Ba"]),
    ("?status=late", []),
    ("?status=all", ["Báo cáo Một", "Báo cáo Ba", "Báo cáo Hai"]),
])
def test_filters_stand_in_the_address(client, query, found):
    client.force_login(officer())
    duty(agency_with(name="Sở Một"), title="Báo cáo Một")
    duty(title="Báo cáo Hai", due_on=date(2026, 12, 20))
    done = duty(title="Báo cáo Ba", due_on=date(2026, 12, 1))
    services.hand_in(done, by=None, received_on=MONDAY, today=MONDAY)

    response = client.get(reverse("plans:duties") + query)

    assert [row.group.milestone.title for row in response.context["groups"]] == found


def test_the_empty_list_says_why(client):
    client.force_login(officer())

    assert "Chưa có thời hạn nào" in client.get(reverse("plans:duties")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_milestone_takes_the_same_queries_for_any_number_of_agencies(client, rows, django_assert_num_queries):
    client.force_login(leader())
    milestone = milestone_of()
    for _ in range(rows):
        duty(milestone=milestone)
    client.get(milestone.get_absolute_url())

    with django_assert_num_queries(14):
        response = client.get(milestone.get_absolute_url())

    assert len(response.context["lines"]) == rows


def test_a_duty_told_once_has_a_page_of_its_milestone(client):
    client.force_login(officer())
    milestone = milestone_of(recurrence="none", start_code="2026-06-30", end_code="2026-06-30", boundary="by_end")
    duty(milestone=milestone)

    assert client.get(milestone.get_absolute_url()).status_code == 200


# --- one duty -------------------------------------------------------------------------------------------------------


def test_an_agency_hands_in_with_a_file_and_only_those_who_see_the_duty_get_it(client):
    row = duty()
    client.force_login(submitter(row.organization))

    answer = client.post(act(row, "nop"), {
        "received_on": "2026-11-16", "number": "15/BC-SYT",
        "file": SimpleUploadedFile("Báo cáo <năm>.pdf", PDF, "application/pdf")})
    paper = Deliverable.objects.get()
    file = client.get(reverse("plans:deliverable_file", args=[paper.public_id]))
    client.force_login(submitter())
    foreign = client.get(reverse("plans:deliverable_file", args=[paper.public_id]))

    assert answer.status_code == 302 and paper.number == "15/BC-SYT"
    assert b"".join(file.streaming_content) == PDF
    assert file.headers["Content-Type"] == "application/octet-stream"
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert foreign.status_code == 404


def test_a_program_in_a_pdfs_clothes_is_refused_beside_its_field_and_typed_words_stay(client):
    row = duty()
    client.force_login(submitter(row.organization))

    answer = client.post(act(row, "nop"), {
        "received_on": "2026-11-16", "number": "15/BC-SYT", "file": SimpleUploadedFile("a.pdf", b"MZ program")})

    form = next(offered.form for offered in answer.context["acts"] if offered.act.slug == "nop")
    assert answer.status_code == 422
    assert form.errors["file"] and form["number"].value() == "15/BC-SYT"
    assert not Deliverable.objects.exists()


def test_a_day_in_the_future_is_refused_beside_its_field(client):
    row = duty()
    client.force_login(submitter(row.organization))

    answer = client.post(act(row, "nop"), {"received_on": "2026-11-17"})

    form = next(offered.form for offered in answer.context["acts"] if offered.act.slug == "nop")
    assert form.errors["received_on"] == ["Ngày nhận không thể ở tương lai."]


@pytest.mark.parametrize(("slug", "values", "status"), [
    ("gia-han", {"new_due_on": "2026-12-15", "reason": "Công văn số 7/CV"}, "open"),
    ("mien", {"closed_as": "waived", "reason": "Không phát sinh"}, "waived"),
])
def test_the_office_extends_and_waives_with_a_reason(client, slug, values, status):
    row = duty()
    client.force_login(officer())

    without = client.post(act(row, slug), {**values, "reason": ""})
    done = client.post(act(row, slug), values)
    line = client.get(row.get_absolute_url()).context["line"]

    assert (without.status_code, done.status_code) == (422, 302)
    assert line.status == status


def test_an_extension_keeps_the_original_day_in_sight(client):
    row = duty()
    client.force_login(officer())

    client.post(act(row, "gia-han"), {"new_due_on": "2026-12-15", "reason": "Công văn số 7/CV"})
    page = client.get(row.get_absolute_url())

    assert (page.context["line"].due_on, page.context["line"].original_due_on) == (date(2026, 12, 15), DUE)
    assert "Hạn ban đầu 29/11/2026" in page.content.decode()
    assert "New_due_on" not in page.content.decode()


def test_a_duty_shows_the_offices_lists_that_name_its_agency_and_no_others(client):
    office, milestone = officer(), milestone_of()
    row, unreached = duty(milestone=milestone), duty(OrganizationFactory(name="Trường Chính trị"), milestone=milestone)
    reminders.plan_due(now=moment(MONDAY))
    client.force_login(office)

    told = {name: [mail.recipient for mail in client.get(one.get_absolute_url()).context["mails"]]
            for name, one in (("reached", row), ("unreached", unreached))}

    assert told == {"reached": [row.organization.role_assignments.get().user], "unreached": [office]}


def test_the_office_returns_a_paper_and_the_agency_reads_why(client):
    row = duty()
    services.hand_in(row, by=None, received_on=MONDAY, today=MONDAY, number="15/BC")
    client.force_login(officer())

    client.post(act(row, "tra-lai"), {"reason": "Thiếu biểu số liệu"})
    client.force_login(row.organization.role_assignments.first().user)
    page = client.get(row.get_absolute_url())

    assert page.context["line"].status == "open"
    assert "Thiếu biểu số liệu" in page.content.decode()


def test_the_office_chooses_a_day_where_the_plan_names_none(client):
    row = duty(due_on=None, relation="about", boundary="by_end", end_code="2026", unit="year", recurrence="none")
    client.force_login(officer())
    assert "không ghi ngày" in client.get(row.get_absolute_url()).content.decode()

    answer = client.post(act(row, "an-dinh-ngay"), {"day": "2026-12-20", "scope": row.key, "reason": "Để tổng hợp"})

    row.refresh_from_db()
    assert answer.status_code == 302
    assert (row.due_on, row.is_chosen) == (date(2026, 12, 20), True)
    assert "do cơ quan ấn định" in client.get(row.get_absolute_url()).content.decode()


def test_the_office_confirms_a_successor_who_then_owes_the_duty(client):
    row, heir = duty(), agency_with(name="Sở Mới")
    client.force_login(officer())

    client.post(act(row, "chuyen-giao"), {
        "organization": heir.public_id, "from_date": "2026-11-16", "basis": "Nghị quyết 1/NQ-HĐND"})
    client.force_login(submitter(heir))
    page = client.get(row.get_absolute_url())

    assert page.context["line"].current_organization == heir
    assert [offered.act.slug for offered in page.context["acts"]] == ["nop"]


@pytest.mark.parametrize(("role", "slugs"), [
    ("chuyen_vien", ["nop", "gia-han", "chuyen-giao", "mien"]), ("nguoi_nop", ["nop"]), ("lanh_dao", [])])
def test_each_role_is_offered_what_it_may_do(client, role, slugs):
    row = duty()
    who = person(role, row.organization) if role == "nguoi_nop" else person(role)
    client.force_login(who)

    page = client.get(row.get_absolute_url())

    assert [offered.act.slug for offered in page.context["acts"]] == slugs


@pytest.mark.parametrize("slug", ["gia-han", "mien", "tra-lai", "an-dinh-ngay", "chuyen-giao"])
def test_an_agency_cannot_do_what_is_the_offices(client, slug):
    row = duty()
    client.force_login(submitter(row.organization))

    answer = client.post(act(row, slug), {"reason": "x", "new_due_on": "2027-01-01", "closed_as": "waived"})

    assert answer.status_code == 403
    row.refresh_from_db()
    assert (row.closed_as, row.extensions.count()) == ("", 0)


def test_looking_at_a_duty_is_remembered_for_its_agency_and_not_for_the_office(client):
    row = duty()
    client.force_login(officer())
    client.get(row.get_absolute_url())
    unseen = DeadlineOccurrence.objects.get(pk=row.pk).opened_at
    client.force_login(submitter(row.organization))
    client.get(row.get_absolute_url())

    assert unseen is None
    assert DeadlineOccurrence.objects.get(pk=row.pk).opened_at == moment(MONDAY)


def test_the_page_of_a_duty_tells_the_coming_reminders(client):
    row = duty()
    client.force_login(officer())

    page = client.get(row.get_absolute_url())

    assert page.context["coming"] == [
        (DUE - timedelta(days=9), "trước hạn 7 ngày"), (DUE - timedelta(days=3), "trước hạn 3 ngày"),
        (DUE - timedelta(days=2), "trước hạn 1 ngày")]


@time_machine.travel(moment(MONDAY), tick=False)
def test_quarters_that_are_over_and_duties_without_a_day_are_folded_until_somebody_filters(client):
    milestone = milestone_of()
    past, present, undated = (duty(milestone=milestone) for _ in range(3))
    for row, key, due_on in ((past, "2025", date(2025, 11, 29)), (undated, "undated", None)):
        DeadlineOccurrence.objects.filter(pk=row.pk).update(key=key, due_on=due_on)
    client.force_login(officer())

    plain = client.get(reverse("plans:duties"))
    filtered = client.get(reverse("plans:duties") + "?status=all").content.decode()

    parts = plain.context["parts"]
    assert [quarter.heading for quarter in parts.past] == ["Quý IV năm 2025"]
    assert [quarter.heading for quarter in parts.coming] == ["Quý IV năm 2026"]
    assert (len(parts.undated), parts.past_count, parts.past_late) == (1, 1, 1)
    assert plain.content.decode().count('<details class="panel panel-flush">') == 2
    assert filtered.count('<details class="panel panel-flush" open>') == 2
