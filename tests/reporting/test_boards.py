"""The pages of the board: what stands on them, who sees what, and how many queries they take."""
import re
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.enums import Role
from audit.models import AuditEvent
from notifications.models import Notice, OutboundMessage
from organizations.models import Organization
from plans.enums import Stage
from tests.factories import (
    IssuedPlanFactory,
    OrganizationFactory,
    PlanFieldFactory,
    leader,
    obligation_of,
    officer,
    person,
    submitter,
)
from tests.reporting.board_samples import count

DAY = date(2023, 6, 30)
pytestmark = pytest.mark.django_db


def url(plan, name="board", **query):
    return reverse(f"reporting:{name}", args=[plan.public_id], query=query or None)


@pytest.fixture
def behind():
    """A field where one agency is far behind on 30/6/2023: 1 of 20 in the years 2021 to 2025."""
    obligation = obligation_of(OrganizationFactory(name="Sở Y tế"), window=(date(2021, 1, 1), date(2025, 12, 31)),
                               min_count=20, counts_collective=True, counts_individual=False)
    count(obligation, 1)
    return obligation


def test_the_board_says_in_one_sentence_how_it_stands_and_what_is_missing(client, behind):
    client.force_login(officer())

    response = client.get(url(behind.rule.plan, den="2023-06-30"))

    page = response.content.decode()
    assert "Đến 30/6/2023: 1/20 điển hình được công nhận (5 %). 0/1 lĩnh vực đạt hoặc đúng tiến độ, 1 nguy cơ" in page
    assert "cần thêm 19 trong 10 quý ≈ 2 mỗi quý" in page
    assert [row.line.bearer.name for row in response.context["attention"]] == ["Sở Y tế"]


@pytest.mark.parametrize("tab", ["linh-vuc", "co-quan", "ma-tran", "thoi-gian"])
@pytest.mark.parametrize("rows", [1, 3])
def test_a_board_takes_at_most_twelve_queries_for_any_number_of_rows(client, rows, tab, django_assert_max_num_queries):
    plan = IssuedPlanFactory()
    for field in PlanFieldFactory.create_batch(rows, plan=plan):
        for _ in range(rows):
            count(obligation_of(OrganizationFactory(), field=field), rows)
    client.force_login(officer())
    client.get(url(plan))

    with django_assert_max_num_queries(12):
        response = client.get(url(plan, xem=tab))

    assert response.context["totals"].actual == rows ** 3


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_boards_takes_the_same_queries_for_any_number_of_plans(client, rows, django_assert_num_queries):
    for _ in range(rows):
        count(obligation_of(OrganizationFactory()), 1)
    client.force_login(officer())
    client.get(reverse("reporting:boards"))

    with django_assert_num_queries(9):
        response = client.get(reverse("reporting:boards"))

    assert [board.sentence.split(": ")[1][:13] for board in response.context["boards"]] == ["1/2 điển hình"] * rows


def test_an_agency_sees_neither_anothers_numbers_nor_boards_that_do_not_concern_it(client, behind):
    own, other = OrganizationFactory(name="Công an tỉnh"), obligation_of(OrganizationFactory())
    obligation_of(own, field=behind.field, min_count=7)
    client.force_login(submitter(own))

    page = client.get(url(behind.rule.plan, den="2023-06-30"))
    numbers = client.get(url(behind.rule.plan, "numbers", nghia_vu=str(behind.public_id)))
    whole = client.get(url(behind.rule.plan, "numbers", den="2023-06-30"))

    assert "Công an tỉnh" in page.content.decode() and "Sở Y tế" not in page.content.decode()
    assert page.context["totals"].minimum.all == 7
    assert (numbers.status_code, whole.context["subjects"]) == (404, 0)
    assert client.get(url(other.rule.plan)).status_code == 404


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.ADMINISTRATOR])
def test_others_have_no_board(client, behind, role):
    client.force_login(person(role))

    assert client.get(url(behind.rule.plan)).status_code == 404


def test_every_number_opens_the_list_that_makes_it(client, behind):
    count(behind, 2, stage=Stage.REGISTERED)
    client.force_login(leader())
    board = url(behind.rule.plan, den="2023-06-30")
    link = re.search(r'class="figure-link" href="([^"]+)"', client.get(board).content.decode())[1]

    counted = client.get(urljoin(board, unescape(link)))
    registered = client.get(url(behind.rule.plan, "numbers", nghia_vu=str(behind.public_id), den="2023-06-30",
                                giai_doan="registered"))

    assert (counted.context["subjects"], len(counted.context["page"].object_list)) == (1, 1)
    assert (registered.context["subjects"], len(registered.context["page"].object_list)) == (2, 2)


def test_the_list_is_searched_without_accents(client, behind):
    found, _ = count(behind, 2)
    found.subject.__class__.objects.filter(pk=found.subject.pk).update(
        name="Trạm Y tế Đức Hòa", search_key="tram y te duc hoa")
    client.force_login(leader())

    response = client.get(url(behind.rule.plan, "numbers", q="DUC hoa"))

    assert [credit.record for credit in response.context["page"].object_list] == [found]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_behind_a_number_takes_the_same_queries(client, behind, rows, django_assert_num_queries):
    count(behind, rows - 1)
    client.force_login(leader())
    client.get(url(behind.rule.plan, "numbers"))

    with django_assert_num_queries(10):
        response = client.get(url(behind.rule.plan, "numbers"))

    assert len(response.context["page"].object_list) == rows


def test_a_matrix_that_would_be_nearly_empty_says_why(client):
    plan = IssuedPlanFactory()
    for field in PlanFieldFactory.create_batch(4, plan=plan):
        obligation_of(OrganizationFactory(), field=field)
    client.force_login(officer())

    response = client.get(url(plan, xem="ma-tran"))

    assert "Chỉ 25 % số ô có chỉ tiêu (4/16 ô)" in response.content.decode()
    assert response.context["groups"]


def test_a_filled_matrix_shows_each_agency_in_each_field(client):
    first, second = PlanFieldFactory.create_batch(2, plan=IssuedPlanFactory())
    agency = OrganizationFactory(name="Xã Một")
    count(obligation_of(agency, field=first, min_count=5), 4)
    obligation_of(agency, field=second, min_count=3)
    client.force_login(officer())

    matrix = client.get(url(first.plan, xem="ma-tran", den="2023-06-30")).context["matrix"]

    assert [(cell.counted, cell.target) for cell in matrix.rows[0].cells] == [(4, 5), (0, 3)]
    assert (matrix.rows[0].name, matrix.rows[0].whole.counted, matrix.rows[0].whole.target) == ("Xã Một", 4, 8)


def test_verb_and_name_of_today_are_chosen_in_the_address(client, behind):
    ended = OrganizationFactory(name="Hội Cũ", system="front", valid_to=date(2023, 1, 1))
    obligation_of(ended, field=behind.field)
    client.force_login(officer())

    asked = client.get(url(behind.rule.plan, dong_tu="de_nghi", den="2023-06-30", co_quan="hien-nay", xem="co-quan"))

    assert [group.name for group in asked.context["groups"]] == ["Hội Cũ (chưa xác định cơ quan kế thừa)"]


def test_the_spreadsheet_holds_real_numbers_and_days_and_no_formula(client, behind):
    Organization.objects.filter(pk=behind.bearer_id).update(name='=HYPERLINK("http://x")')
    client.force_login(leader())

    response = client.get(url(behind.rule.plan, "board_export", den="2023-06-30"))

    sheet = load_workbook(BytesIO(response.content)).active
    head = {cell.value: cell.column for cell in sheet[4]}
    row = {name: sheet.cell(5, column) for name, column in head.items()}
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''B%E1%BA%A3ng")
    assert (row["Cơ quan theo văn bản"].value, row["Cơ quan theo văn bản"].data_type) == ('=HYPERLINK("http://x")', "s")
    assert (row["Ít nhất"].value, row["Được tính"].value, row["Còn thiếu"].value) == (20, 1, 19)
    assert row["Chốt ngày"].value.date() == date(2025, 12, 31)
    assert (sheet.cell(6, 1).value, sheet.cell(6, head["Còn thiếu"]).value) == ("Tổng cộng", 19)


def test_a_wrong_day_in_the_address_shows_today_and_says_so(client, behind):
    client.force_login(officer())

    response = client.get(url(behind.rule.plan, den="hôm qua"))

    assert response.context["as_of"] == timezone.localdate()
    assert "Ngày chưa đúng" in response.content.decode()


def test_a_board_without_lines_offers_a_way_on(client):
    client.force_login(officer())

    response = client.get(url(PlanFieldFactory().plan))

    assert "Kế hoạch chưa có lĩnh vực, chỉ tiêu nào" in response.content.decode()


@pytest.fixture
def late_today():
    """An obligation half of whose window is over today, with nothing counted."""
    today = timezone.localdate()
    return obligation_of(OrganizationFactory(name="Hội Nông dân tỉnh", system="front"), min_count=20,
                         window=(today - timedelta(days=400), today + timedelta(days=400)))


def test_a_reminder_asks_whom_the_plan_asks_and_goes_out_once_a_day(client, late_today):
    user = submitter(late_today.bearer)
    client.force_login(officer())
    address = url(late_today.rule.plan, "remind")

    shown = client.get(address)
    for _ in range(2):
        client.post(address)

    body = OutboundMessage.objects.get().body
    assert [letter.body for letter in shown.context["letters"]] == [body]
    assert "đề nghị Hội Nông dân tỉnh thực hiện" in body and "0/20" in body
    assert not {"giao", "yêu cầu", "đôn đốc"} & set(body.lower().split())
    assert Notice.objects.get().user == user
    assert AuditEvent.objects.filter(action="reporting.remind").count() == 2


def test_an_agency_that_is_ordered_is_told_so(client, late_today):
    Organization.objects.filter(pk=late_today.bearer_id).update(system="state")
    submitter(late_today.bearer)
    client.force_login(officer())

    client.post(url(late_today.rule.plan, "remind"))

    assert "giao Hội Nông dân tỉnh các chỉ tiêu sau" in OutboundMessage.objects.get().body


def test_a_reminder_that_would_reach_nobody_is_refused(client, late_today):
    client.force_login(officer())

    response = client.post(url(late_today.rule.plan, "remind"), follow=True)

    assert "Không có cơ quan nào trong danh sách có người nhận" in response.content.decode()
    assert not OutboundMessage.objects.exists()


@pytest.mark.parametrize("make", [leader, submitter])
def test_only_the_office_reminds(client, late_today, make):
    client.force_login(make(late_today.bearer) if make is submitter else make())

    assert client.post(url(late_today.rule.plan, "remind")).status_code == 403
