"""Every figure of a report opens its list, and the list gives the number that the paper prints."""
from datetime import date

import pytest
from django.urls import reverse

from reporting import behind
from reporting.documents.text import number_text
from reporting.enums import ReportKind
from reporting.models import ReportSnapshot
from tests.factories import OrganizationFactory, PlanFieldFactory, leader, obligation_of
from tests.reporting.board_samples import count
from tests.reporting.paper_links import disagreements, links_of, prepare


@pytest.fixture
def plan(db):
    """Two fields with 8 of 20 and 5 of 2, one agency that ended without an heir."""
    OrganizationFactory(name="Sở Nội vụ", is_office=True, document_symbol="SNV", place="Khánh Hòa")
    first = obligation_of(OrganizationFactory(name="Sở Y tế"), field=PlanFieldFactory(name="Lĩnh vực y tế"),
                          min_count=20)
    plan = first.rule.plan
    plan.documents.create(number="5/KH-UBND", issued_on=date(2021, 11, 26), issuer="UBND tỉnh")
    second = obligation_of(OrganizationFactory(name="Sở Cũ", valid_to=date(2023, 2, 28)),
                           field=PlanFieldFactory(plan=plan, name="Giáo dục"), min_count=2)
    count(first, 8)
    count(second, 5)
    count(first, 2, on=date(2023, 3, 1))
    return plan


DAY = date(2023, 6, 30)


@pytest.mark.parametrize("kind", [ReportKind.RESULT, ReportKind.HALF_YEAR, ReportKind.INTERIM, ReportKind.LETTERS])
def test_every_figure_of_every_kind_of_report_opens_a_list_that_gives_it(client, plan, kind):
    client.force_login(leader())
    report = prepare(plan, kind, DAY)

    assert links_of(report) and disagreements(client, report) == []


@pytest.mark.parametrize(("key", "heading", "total", "rows"), [
    ("counted", "Tính vào chỉ tiêu tối thiểu", "12", [("Sở Y tế", "20", "10", "10"), ("Sở Cũ", "2", "5", "2")]),
    ("surplus", "Vượt chỉ tiêu tối thiểu", "3", [("Sở Cũ", "2", "5", "3")]),
    ("shortfall", "Còn thiếu", "10", [("Sở Y tế", "20", "10", "10")]),
    ("target", "Chỉ tiêu tối thiểu", "22", [("Sở Y tế", "20", "10"), ("Sở Cũ", "2", "5")]),
    ("percent", "Tỷ lệ so với chỉ tiêu (%)", "54,55", [("Sở Y tế", "20", "10", "10"), ("Sở Cũ", "2", "5", "2")]),
    ("added@since:2023-01-01", "Có thêm trong kỳ", "2", [("Sở Y tế", "8", "10", "2"), ("Sở Cũ", "5", "5", "0")]),
    ("total@y:2022", "Lũy kế", "13", [("Sở Y tế", "0", "8", "8"), ("Sở Cũ", "0", "5", "5")]),
])
def test_sums_are_shown_quota_by_quota(plan, key, heading, total, rows):
    found = behind.figure_list(prepare(plan, ReportKind.RESULT, DAY), key)

    assert (found.heading, found.total, [row.cells[1:] for row in found.rows]) == (heading, total, rows)


@pytest.mark.parametrize(("key", "names"), [
    ("fields_all", ["Lĩnh vực y tế", "Giáo dục"]), ("fields_done", ["Giáo dục"]), ("agencies_behind", ["Sở Y tế"]),
    ("agencies_silent", []), ("agencies_heirless", ["Sở Cũ"]), ("fields@share:50", ["Lĩnh vực y tế"]), ("duties", []),
])
def test_counts_are_shown_name_by_name(plan, key, names):
    found = behind.figure_list(prepare(plan, ReportKind.RESULT, DAY), key)

    assert ([row.cells[0] for row in found.rows], found.total) == (names, number_text(len(names)))


@pytest.mark.parametrize("key",
                         ["x", "duties_x", "target@x:1", "added@since:x", "added", "total@y:0", "f:1", "target@y:1"])
def test_what_no_paper_prints_has_no_list(client, plan, key):
    report = prepare(plan, ReportKind.RESULT, DAY)
    client.force_login(leader())

    response = client.get(reverse("reporting:figure", args=[report.public_id]), {"so": key})

    assert response.status_code == 404


def test_a_figure_that_changed_after_the_paper_is_told(client, plan):
    report = prepare(plan, ReportKind.RESULT, DAY)
    count(plan.rules.first().obligations.first(), 1, on=date(2023, 6, 1))
    client.force_login(leader())

    text = client.get(reverse("reporting:figure", args=[report.public_id]), {"so": "shortfall"}).content.decode()

    assert "Văn bản ghi <b>10</b>" in text and "danh sách hiện nay cho <b>9</b>" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number_of_rows(client, plan, rows, django_assert_num_queries):
    for number in range(rows):
        obligation_of(OrganizationFactory(name=f"Sở {number}"), field=plan.fields.first(), min_count=3)
    report = prepare(plan, ReportKind.RESULT, DAY)
    client.force_login(leader())
    url = reverse("reporting:figure", args=[ReportSnapshot.objects.get().public_id])
    client.get(url, {"so": "shortfall"})

    with django_assert_num_queries(8):
        response = client.get(url, {"so": "shortfall"})

    assert len(response.context["page"]) == rows + 1
    assert response.context["report"] == report
