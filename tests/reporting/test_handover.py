"""The hand-over pack: of an agency or of an officer's desk, right with nothing, one row and many."""
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document

from nominations.models import Nomination, Submission
from notifications.models import Absence
from organizations.models import Organization
from plans.models import DeadlineExtension, DeadlineOccurrence, Milestone
from reporting import services
from reporting.documents.values import TABLE, to_json
from reporting.forms_handover import HandoverForm
from reporting.handover import Desk, handover_paper, handover_sections
from reporting.models import ReportSnapshot
from reporting.rendering import render
from tests.factories import OrganizationFactory, leader, obligation_of, officer, submitter
from tests.reporting.conformance import Report
from tests.reporting.conformance_internal import broken_rules
from tests.reporting.test_reports import DAY, plan  # noqa: F401, F811 - the fixture
from tests.reporting.test_word import all_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def bearer(plan):  # noqa: F811
    """The agency of the plan's quota with a person of its own."""
    found = plan.rules.get().obligations.get().bearer
    person = submitter(found)
    person.full_name, person.phone = "Trần Thị Bích Ngọc", "0912 345 678"
    person.save()
    return found


def owe(plan, agency, due_on, title="Báo cáo năm"):  # noqa: F811
    milestone = Milestone.objects.create(plan=plan, title=title, code=f"M{Milestone.objects.count()}", order=1)
    return DeadlineOccurrence.objects.create(milestone=milestone, organization=agency, key=due_on.isoformat(),
                                             due_on=due_on)


def nominate(plan, agency, **values):  # noqa: F811
    submission = Submission.objects.create(plan=plan, field=plan.fields.first(), organization=agency,
                                           created_by=officer())
    return Nomination.objects.create(**{
        "submission": submission, "state": "submitted", "subject_type": "individual", "name": "Lê Thị Ẵn",
        "submitted_at": datetime(2023, 5, 4, tzinfo=UTC), **values})


def parts_of(desk, by=None):
    """{title of the part: its rows without their numbers, or the sentence in their place}."""
    return {section.heading: [row.cells[1:] for row in section.blocks[0].table.list_rows]
            if section.blocks[0].kind == TABLE else section.blocks[0].text
            for section in handover_sections(desk, as_of=DAY, by=by or officer())}


def test_an_agencys_pack_holds_what_is_its_own(plan, bearer):  # noqa: F811
    owe(plan, bearer, date(2023, 6, 20))
    owe(plan, OrganizationFactory(), date(2023, 6, 21), title="Việc của cơ quan khác")
    nominate(plan, bearer, state="returned", return_reason="Thiếu minh chứng.", return_due_on=date(2023, 7, 15))
    nominate(plan, OrganizationFactory(), name="Người của nơi khác")

    parts = parts_of(Desk(bearer))

    contact = "Trần Thị Bích Ngọc, 0912 345 678"
    assert parts["Nhiệm vụ quá hạn và đến hạn trong 90 ngày"] == [
        ("Báo cáo năm", "Sở Y tế", "20/6/2023", "Quá hạn 10 ngày", contact)]
    assert parts["Chỉ tiêu còn thiếu và người liên hệ"] == [("Sở Y tế", "12 (cá nhân 8/20)", contact)]
    assert parts["Hồ sơ đang xử lý"] == [("Sở Y tế", "Lê Thị Ẵn", "Trả lại bổ sung", "Bổ sung, gửi lại")]
    assert parts["Điều đã thống nhất gần đây"] == [
        ("15/7/2023", "Sở Y tế", "Trả lại hồ sơ “Lê Thị Ẵn”, bổ sung trước hết ngày 15/7/2023: Thiếu minh chứng.")]
    assert "Văn bản dự thảo" not in parts


def test_an_officers_pack_holds_his_dossiers_and_those_of_nobody(plan, bearer):  # noqa: F811
    mine, other = officer(), officer()
    nominate(plan, bearer, name="Của tôi", assigned_to=mine, state="appraising")
    nominate(plan, bearer, name="Của người khác", assigned_to=other, state="appraising")
    nominate(plan, bearer, name="Chưa ai nhận")
    nominate(plan, bearer, name="Bản nháp của cơ quan", state="draft", submitted_at=None)

    rows = parts_of(Desk(Organization.objects.get(is_office=True), mine), by=mine)["Hồ sơ đang xử lý"]

    assert [row[1] for row in rows] == ["Của tôi", "Chưa ai nhận"]


def test_extensions_and_deputies_are_told(plan, bearer):  # noqa: F811
    late = owe(plan, bearer, date(2023, 7, 20))
    extension = DeadlineExtension.objects.create(occurrence=late, new_due_on=date(2023, 8, 1),
                                                 reason="Chờ   sắp xếp\nxong.")
    DeadlineExtension.objects.filter(pk=extension.pk).update(granted_at=datetime(2023, 6, 10, 2, tzinfo=UTC))
    person, deputy = officer(), officer()
    Absence.objects.create(user=person, deputy=deputy, first_on=date(2023, 7, 1), last_on=date(2023, 7, 10))

    parts = parts_of(Desk(Organization.objects.get(is_office=True), person), by=person)

    assert parts["Điều đã thống nhất gần đây"] == [
        ("10/6/2023", "Sở Y tế", "Gia hạn “Báo cáo năm” đến ngày 01/8/2023: Chờ sắp xếp xong.")]
    stands = {row[0]: row[3] for row in parts["Con người, người thay, nơi cần gọi"]}
    assert stands[str(person)] == f"{deputy} thay từ 01/7/2023 đến 10/7/2023"


@pytest.mark.parametrize("layout", ["state", "party"])
def test_the_pack_keeps_the_rules_of_pages_with_nothing_and_with_many_rows(plan, bearer, layout):  # noqa: F811
    bare = OrganizationFactory(name="Ban Dân vận Tỉnh ủy")
    for order in range(70):
        owe(plan, bearer, date(2023, 7, 1), title=f"Báo cáo có tên rất dài của một nhiệm vụ thường xuyên số {order}")
        nominate(plan, bearer, name=f"Nguyễn Thị Ngọc Ẩn {order}")

    for desk in (Desk(bare), Desk(bearer, giver="Lê Ẵn", receiver="Trần Thị Bích Ngọc")):
        pdf = render(to_json(handover_paper(desk, as_of=DAY, by=officer(), layout=layout)), "pdf")
        assert broken_rules(pdf) == {}
        assert Report(pdf).is_party == (layout == "party")

    assert "và 10 dòng khác, xem trên phần mềm" in Report(pdf).text and "NGƯỜI NHẬN BÀN GIAO" in Report(pdf).text


def test_word_holds_the_same_parts(plan, bearer):  # noqa: F811
    paper = handover_paper(Desk(bearer, giver="Lê Ẵn"), as_of=DAY, by=officer())

    words = all_text(Document(BytesIO(render(to_json(paper), "docx"))))

    assert ([text in words for text in ("HỒ SƠ BÀN GIAO", "0912 345 678", "NGƯỜI NHẬN BÀN GIAO", "LỊCH NHẮC VIỆC")]
            == [True] * 4)


def test_the_pack_takes_the_same_queries_for_any_number_of_rows(plan, bearer):  # noqa: F811
    queries = []
    for _ in range(2):
        by = officer()
        with CaptureQueriesContext(connection) as captured:
            handover_sections(Desk(bearer), as_of=DAY, by=by)
        queries.append(len(captured))
        for order in range(3):
            owe(plan, bearer, date(2023, 7, 1 + order))
            nominate(plan, bearer)
            obligation_of(bearer, field=plan.fields.get(), min_count=3)

    assert queries[0] == queries[1] <= 24


def test_the_office_makes_the_pack_from_the_centre(client, plan, bearer, monkeypatch):  # noqa: F811
    monkeypatch.setattr("reporting.services.reports.render", lambda data, kind: b"%PDF" if kind == "pdf" else b"PK")
    client.force_login(officer())
    address = reverse("reporting:handover")

    sent = client.post(address, {"organization": bearer.public_id, "receiver": "Lê Ẵn", "layout": "state"})

    pack = ReportSnapshot.objects.get()
    assert address in client.get(reverse("reporting:list")).content.decode()
    assert sent.url == pack.get_absolute_url() and (pack.kind, pack.plan, pack.as_of) == (
        "handover", None, timezone.localdate())
    services.run_job(pack.job.pk)
    page = client.get(pack.get_absolute_url())
    assert page.status_code == 200 and "Ban hành…" not in page.content.decode()


@pytest.mark.parametrize(("system", "layout"), [("party", "party"), ("state", "state"), ("front", "state")])
def test_a_pack_takes_the_layout_of_its_agency_unless_another_is_chosen(plan, bearer, system, layout):  # noqa: F811
    Organization.objects.filter(pk=bearer.pk).update(system=system)
    forms = [HandoverForm({"organization": bearer.public_id, "layout": chosen}, user=officer())
             for chosen in ("", "state")]

    assert all(form.is_valid() for form in forms)
    assert [form.paper_layout for form in forms] == [layout, "state"]


@pytest.mark.parametrize("chosen", ["none", "both"])
def test_exactly_one_desk_is_chosen(client, plan, bearer, chosen):  # noqa: F811
    person = officer()
    client.force_login(person)
    values = {"layout": "state", "receiver": "Lê Ẵn"}
    if chosen == "both":
        values |= {"organization": bearer.public_id, "officer": person.public_id}

    form = client.post(reverse("reporting:handover"), values).context["form"]

    assert form.errors == {"organization": ["Chọn một cơ quan, hoặc một chuyên viên."]}
    assert form["receiver"].value() == "Lê Ẵn" and not ReportSnapshot.objects.exists()


def test_a_leader_makes_no_pack(client, plan):  # noqa: F811
    client.force_login(leader())

    assert client.get(reverse("reporting:handover")).status_code == 403
