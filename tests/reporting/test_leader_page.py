"""The leader's page: always one page, the worst first, the same figures as the board, one click."""
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document

from core.errors import WrongState
from organizations.models import Organization
from plans.models import DeadlineOccurrence, Deliverable, Milestone, Plan, QuotaObligation
from plans.queries import plan_by_code
from portal.demo.builder import build_ground
from reporting import services
from reporting.content import proposed_paper
from reporting.documents.values import from_json, to_json
from reporting.enums import JobState
from reporting.leader_page import leader_page, leader_sheet, month_before
from reporting.models import ReportJob, ReportSnapshot
from reporting.rendering import render
from tests.factories import (
    IssuedPlanFactory,
    ObligationFactory,
    OrganizationFactory,
    PlanFieldFactory,
    leader,
    obligation_of,
    officer,
    submitter,
)
from tests.reporting.board_samples import count
from tests.reporting.conformance import Report
from tests.reporting.conformance_internal import broken_rules
from tests.reporting.test_reports import DAY, plan  # noqa: F401, F811 - the fixture
from tests.reporting.test_word import all_text

pytestmark = pytest.mark.django_db


def page_of(plan, day=DAY, layout="state"):  # noqa: F811
    content = leader_page(plan, as_of=day, paper=proposed_paper(plan, layout), layout=layout,
                          snapshot_code="BC-2026-0001")
    return replace(content, check_code="2345-6789", check_url="https://hoadep.example/kiem-tra/2345-6789/")


def many(first, agencies):
    """The obligation's rule falls on so many more agencies, every third of them done."""
    for order in range(agencies):
        bearer = OrganizationFactory(name=f"Ủy ban nhân dân xã số {order} có tên gọi rất dài của một vùng ven biển")
        row = ObligationFactory(rule=first.rule, field=None, bearer=bearer)
        if order % 3 == 0:
            count(row, 3, field=first.field)


@pytest.mark.parametrize("layout", ["state", "party"])
def test_the_page_has_the_letterhead_of_its_layout_and_is_one_page(plan, layout):  # noqa: F811
    pdf = render(to_json(page_of(plan, layout=layout)), "pdf")

    assert broken_rules(pdf) == {}
    pages = Report(pdf)
    assert len(pages.pages) == 1 and pages.is_party == (layout == "party")
    assert "8/20" in pages.text and "Lĩnh vực y tế" in pages.text


def test_each_demonstration_plan_fits_on_one_page():
    build_ground(date(2026, 11, 21))

    pages = {alias: render(to_json(page_of(plan_by_code(alias), date(2023, 6, 30))), "pdf")
             for alias in ("S0", "S1", "S2", "S3", "S4")}

    assert {alias: (len(Report(pdf).pages), broken_rules(pdf)) for alias, pdf in pages.items()} == dict.fromkeys(
        pages, (1, {}))


@pytest.mark.parametrize("layout", ["state", "party"])
def test_of_150_agencies_the_worst_are_shown_and_the_rest_counted(layout):
    first = obligation_of(OrganizationFactory(name="Sở Nội vụ", is_office=True, place="Khánh Hòa"), min_count=3)
    first.rule.plan.documents.create(number="1/KH-UBND", issued_on=date(2021, 1, 1))
    many(first, 149)
    QuotaObligation.objects.filter(pk=first.pk).update(field=None)
    content = page_of(first.rule.plan, layout=layout)

    pdf = render(to_json(content), "pdf")

    pages = Report(pdf)
    shown = pages.text.count("Ủy ban nhân dân xã số")
    assert len(pages.pages) == 1 and broken_rules(pdf) == {} and len(content.sheet.rows) == 150 and shown >= 6
    assert content.sheet.rows[0].pace != "met" and content.sheet.rows[-1].pace == "met"
    assert "50 đạt" in pages.text


def test_very_long_names_are_cut_and_the_page_stays_one(plan):  # noqa: F811
    long = "Phong trào thi đua xây dựng nông thôn mới kiểu mẫu gắn với chuyển đổi số toàn diện " * 6
    plan.title = long.strip()
    plan.save()
    for order in range(12):
        obligation_of(OrganizationFactory(name=f"Sở {order} {long}"[:190]), min_count=30,
                      field=PlanFieldFactory(name=long[:290].strip(), plan=plan))

    pdf = render(to_json(page_of(plan)), "pdf")

    assert len(Report(pdf).pages) == 1 and broken_rules(pdf) == {}


def test_a_plan_without_quotas_says_so_on_its_page():
    bare = IssuedPlanFactory()
    OrganizationFactory(name="Sở Nội vụ", is_office=True, place="Khánh Hòa")
    bare.documents.create(number="1/KH-UBND", issued_on=date(2021, 1, 1))

    pdf = render(to_json(page_of(bare)), "pdf")

    assert len(Report(pdf).pages) == 1 and broken_rules(pdf) == {}
    assert "kế hoạch chưa có chỉ tiêu nào" in Report(pdf).text


def test_pictures_are_drawn_as_lines_with_words_in_the_shipped_font(plan):  # noqa: F811
    page = Report(render(to_json(page_of(plan)), "pdf")).pages[0]

    label = [char for char in page.chars if char["text"] == "/" and "Bold" in char["fontname"]]
    assert page.images == [] and label and len(page.rects) + len(page.curves) > 10


def test_the_page_says_what_the_board_says(plan):  # noqa: F811
    sheet = leader_sheet(plan, as_of=DAY)

    assert sheet.sentence.startswith("Đến 30/6/2023: 8/20 điển hình được công nhận (40 %).")
    assert [(figure.label, figure.text, figure.note) for figure in sheet.figures] == [
        ("Chỉ tiêu tối thiểu", "20", ""), ("Tính vào chỉ tiêu", "8", "40 %"), ("Còn thiếu", "12", ""),
        ("Bồi dưỡng / đăng ký", "0 / 0", ""), ("Báo cáo đúng hạn", "-", "chưa có hạn nào")]
    assert [(row.name, row.bars[0].counted, row.bars[0].target, row.bars[0].expected) for row in sheet.rows] == [
        ("Lĩnh vực y tế", 8, 20, sheet.rows[0].bars[0].expected)]
    assert sheet.since == "So với một tháng trước (30/5/2023): không thêm điển hình được công nhận."


def test_what_the_month_added_is_said(plan):  # noqa: F811
    count(plan.rules.get().obligations.get(), 2, on=date(2023, 6, 15))

    assert leader_sheet(plan, as_of=DAY).since == "So với một tháng trước (30/5/2023): thêm 2 điển hình được công nhận."


@pytest.mark.parametrize(("day", "before"), [
    (date(2023, 3, 31), date(2023, 2, 28)), (date(2024, 3, 30), date(2024, 2, 29)),
    (date(2023, 1, 5), date(2022, 12, 5))])
def test_a_month_before_is_the_same_day_or_the_last_one(day, before):
    assert month_before(day) == before


def test_word_carries_the_numbers_of_the_pdf(plan):  # noqa: F811
    content = to_json(page_of(plan))

    words = all_text(Document(BytesIO(render(content, "docx"))))

    assert [text in words for text in ("8/20", "40\u00a0%", "Tiến độ theo", "TÌNH HÌNH THỰC HIỆN")] == [True] * 4


def test_the_page_takes_the_same_queries_for_any_number_of_rows(plan):  # noqa: F811
    queries = []
    for _ in range(2):
        known = Plan.objects.get(pk=plan.pk)
        with CaptureQueriesContext(connection) as captured:
            leader_sheet(known, as_of=DAY)
        queries.append(len(captured))
        for _ in range(3):
            obligation_of(OrganizationFactory(), field=PlanFieldFactory(plan=plan), min_count=2)

    assert queries[0] == queries[1] <= 12


@pytest.fixture
def drawn(monkeypatch):
    monkeypatch.setattr("reporting.services.reports.render",
                        lambda data, kind: b"%PDF made" if kind == "pdf" else b"PK made")


def press(client, plan, **values):  # noqa: F811
    return client.post(reverse("reporting:leader_page", args=[plan.public_id]), values)


def test_one_click_makes_the_page_and_the_next_click_fetches_the_same(client, plan, drawn):  # noqa: F811
    client.force_login(leader())
    first = press(client, plan)
    page = ReportSnapshot.objects.get()
    services.run_job(page.job.pk)

    second = press(client, plan)

    assert first.url == f"{page.get_absolute_url()}?tu-tai=1" and page.kind == "leader_page"
    assert second.url == reverse("reporting:download", args=[page.public_id])
    assert client.get(second.url).content == b"%PDF made"
    assert ReportSnapshot.objects.count() == 1


def test_the_page_that_waits_fetches_the_file_by_itself_when_it_is_made(client, plan, drawn):  # noqa: F811
    client.force_login(leader())
    address = press(client, plan).url
    page = ReportSnapshot.objects.get()
    fetching = f'<meta http-equiv="refresh" content="0; url={reverse("reporting:download", args=[page.public_id])}">'
    waiting = client.get(address).content.decode()

    services.run_job(page.job.pk)

    assert fetching not in waiting and f'hx-get="{address}"' in waiting
    assert fetching in client.get(address).content.decode()
    assert fetching not in client.get(page.get_absolute_url()).content.decode()


def test_a_page_with_room_for_all_its_rows_counts_none_as_left_out(plan):  # noqa: F811
    for _ in range(9):
        obligation_of(OrganizationFactory(), field=PlanFieldFactory(plan=plan), min_count=2)
    content = page_of(plan)

    pages = Report(render(to_json(content), "pdf"))

    assert len(content.sheet.rows) == 10 and len(pages.pages) == 1
    assert "lĩnh vực khác" not in pages.text and all(row.name in pages.text for row in content.sheet.rows)


def test_the_note_tells_of_bars_only_where_bars_are_drawn():
    pending = obligation_of(OrganizationFactory(), min_count=None, modality="pending")

    assert leader_sheet(pending.rule.plan, as_of=DAY).note == "Số đã tính là số được công nhận."


def test_a_page_whose_figures_moved_is_made_anew(client, plan, drawn):  # noqa: F811
    client.force_login(leader())
    press(client, plan)
    count(plan.rules.get().obligations.get(), 1, on=date(2022, 6, 2))

    press(client, plan)

    newest, old = ReportSnapshot.objects.order_by("-pk")
    assert [from_json(page.data).sheet.figures[1].text for page in (newest, old)] == ["9", "8"]


def test_without_a_place_the_page_leaves_a_gap_and_says_what_to_fill_in(client, plan, drawn):  # noqa: F811
    Organization.objects.update(place="")
    today, person = timezone.localdate(), leader()
    client.force_login(person)

    press(client, plan)
    bare = ReportSnapshot.objects.get()
    told = client.get(reverse("reporting:board", args=[plan.public_id])).content.decode()
    paper = replace(proposed_paper(plan), place="Nha Trang")
    services.prepare_report(plan, as_of=today, paper=paper, by=officer(), today=today)
    later = services.take_leader_page(plan, as_of=today, by=person, today=today)

    assert "chưa có địa danh" in told and later.data["head"]["place"] == "Nha Trang"
    pdf = render(bare.data, "pdf")
    assert broken_rules(pdf) == {} and ", ngày" in Report(pdf).text


def test_a_failed_page_is_not_offered_again(plan):  # noqa: F811
    today, person = timezone.localdate(), leader()
    failed = services.take_leader_page(plan, as_of=today, by=person, today=today)
    ReportJob.objects.filter(snapshot=failed).update(state=JobState.FAILED)

    assert services.take_leader_page(plan, as_of=today, by=person, today=today) != failed


def test_an_agency_may_not_take_the_page(client, plan):  # noqa: F811
    client.force_login(submitter(plan.rules.get().obligations.get().bearer))

    response = press(client, plan)

    assert response.status_code == 403 and not ReportSnapshot.objects.exists()


def test_the_board_and_the_leaders_home_offer_the_page(client, plan):  # noqa: F811
    plan.period_to = timezone.localdate() + timedelta(days=30)
    plan.save()
    client.force_login(leader())
    address = reverse("reporting:leader_page", args=[plan.public_id])

    board = client.get(reverse("reporting:board", args=[plan.public_id]))
    home = client.get(reverse("portal:home"))

    assert f'action="{address}"' in board.content.decode() and f'action="{address}"' in home.content.decode()


def test_the_page_is_internal_and_never_issued(client, plan, drawn):  # noqa: F811
    page = services.take_leader_page(plan, as_of=DAY, by=officer(), today=timezone.localdate())
    services.run_job(page.job.pk)
    client.force_login(officer())

    assert client.get(reverse("reporting:issue", args=[page.public_id])).status_code == 403
    assert "Ban hành…" not in client.get(page.get_absolute_url()).content.decode()


def test_duties_due_are_counted_and_the_next_ones_named(plan):  # noqa: F811
    yearly = Milestone.objects.create(plan=plan, title="Báo cáo năm", code="M1", order=1)
    met, missed, coming = (DeadlineOccurrence.objects.create(
        milestone=yearly, organization=OrganizationFactory(), key=day.isoformat(), due_on=day)
        for day in (date(2023, 5, 31), date(2023, 6, 20), date(2023, 7, 15)))
    Deliverable.objects.create(occurrence=met, received_on=date(2023, 5, 30))

    sheet = leader_sheet(plan, as_of=DAY)

    assert missed.due_on < DAY < coming.due_on
    assert (sheet.figures[-1].text, sheet.figures[-1].note) == ("1/2", "1 chưa nộp")
    assert sheet.duties == ("15/7/2023: Báo cáo năm (1 cơ quan, đơn vị)",)


def test_without_an_office_to_sign_nothing_is_made():
    bare = IssuedPlanFactory(owner=None)

    with pytest.raises(WrongState, match="Chưa có cơ quan nào đứng tên"):
        services.take_leader_page(bare, as_of=DAY, by=officer(), today=timezone.localdate())
