"""Quota tables of a report: groups whose subtotals add up, what is not allotted yet, and the same rows in Excel."""
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from reporting import services
from reporting.annex_sheets import annex_workbook
from reporting.content import proposed_paper
from reporting.documents.values import to_json
from reporting.enums import QuotaAnnex, ReportKind
from reporting.models import ReportSnapshot
from reporting.papers import papers_of
from reporting.quota_annexes import quota_annexes
from reporting.rendering import render
from tests.factories import OrganizationFactory, PlanFieldFactory, obligation_of, officer, submitter
from tests.reporting.board_samples import count
from tests.reporting.conformance import Report, broken_rules
from tests.reporting.test_reports import DAY, TODAY, plan  # noqa: F401, F811 - the fixture
from tests.reporting.test_word import all_text

pytestmark = pytest.mark.django_db
ALL = tuple(QuotaAnnex.values)


@pytest.fixture
def split(plan):  # noqa: F811
    """Three agencies in two fields with quotas for people and groups, one quota not allotted yet."""
    field = plan.fields.get()
    count(obligation_of(OrganizationFactory(name="Công an tỉnh", kind="force"), field=field, min_count=5,
                        counts_collective=True, counts_individual=False), 7)
    other = PlanFieldFactory(plan=plan, name="Quốc phòng - an ninh")
    count(obligation_of(OrganizationFactory(name="Ủy ban nhân dân xã Ba", kind="commune_pc"), field=other, min_count=3),
          1, on=date(2023, 3, 1))
    obligation_of(OrganizationFactory(name="Ủy ban nhân dân xã Tư", kind="commune_pc"), field=other, min_count=None,
                  modality="pending")
    return plan


def content_of(plan, layout="state", kind=ReportKind.HALF_YEAR, annexes=ALL):  # noqa: F811
    paper = replace(proposed_paper(plan, layout), annexes=annexes, signer="Nguyễn Thị Ẩn")
    made = papers_of(kind, plan, as_of=DAY, paper=paper, layout=layout, snapshot_code="BC-2026-0001")[0]
    return replace(made, head=replace(made.head, symbol={"state": "BC-SNV", "party": "BC/TU"}[layout]))


def summed(rows, column):
    """The sum of one column, «-» as nothing."""
    return sum(int(row.cells[column].replace(".", "")) for row in rows if row.cells[column] != "-")


@pytest.mark.parametrize("kind", ALL)
def test_rows_add_up_to_subtotals_and_subtotals_to_the_total(split, kind):
    annex = quota_annexes([kind], split, as_of=DAY, since=date(2023, 1, 1))[0]

    groups = [row for row in annex.list_rows if row.is_subtotal]
    single = [row for row in annex.list_rows if not (row.is_subtotal or row.is_total)]
    total = annex.list_rows[-1]
    counted = [at for at, key in enumerate(annex.columns) if "_" in key or key == "missing"]
    assert total.is_total and len(counted) == 7
    for column in counted:
        assert summed(single, column) == summed(groups, column) == summed([total], column)


def test_a_quota_not_allotted_yet_is_shown_as_such(split):
    annex = quota_annexes([QuotaAnnex.UNIT], split, as_of=DAY)[0]

    rows = {row.cells[1]: row for row in annex.list_rows}
    waiting, group = rows["Ủy ban nhân dân xã Tư"], rows["UBND xã, phường, đặc khu"]
    assert waiting.cells[-1] == "Chưa phân bổ" and "-" in waiting.cells[2:4]
    assert group.cells[-1] == "1 chỉ tiêu chưa phân bổ"


def test_the_period_is_told_apart_from_the_whole(split):
    annex = quota_annexes([QuotaAnnex.FIELD], split, as_of=DAY, since=date(2023, 1, 1))[0]

    total = dict(zip(annex.columns, annex.list_rows[-1].cells, strict=True))
    assert (total["min_collective"], total["period_collective"], total["total_collective"]) == ("5", "0", "7")
    assert (total["period_individual"], total["total_individual"]) == ("1", "9")


@pytest.mark.parametrize("layout", ["state", "party"])
def test_chosen_annexes_stand_on_landscape_pages_and_are_named_in_the_text(split, layout):
    pdf = render(to_json(content_of(split, layout)), "pdf")

    report = Report(pdf)
    assert broken_rules(pdf) == {}
    assert [report.is_landscape(pages[0]) for pages in report.annexes] == [False, True, True, True]
    assert "nêu tại Phụ lục II, Phụ lục III, Phụ lục IV kèm theo" in " ".join(report.text.split())


def test_a_table_of_many_rows_repeats_its_head_over_pages(split):
    for order in range(60):
        obligation_of(OrganizationFactory(name=f"Ủy ban nhân dân xã có tên rất dài số {order}", kind="commune_pc"),
                      field=split.fields.first(), min_count=1)

    report = Report(render(to_json(content_of(split, kind=ReportKind.RESULT, annexes=(QuotaAnnex.UNIT,))), "pdf"))

    assert len(report.annexes) == 2 and len(report.annexes[1]) > 2


def test_word_holds_the_same_tables(split):
    words = all_text(Document(BytesIO(render(to_json(content_of(split)), "docx"))))

    assert (words.count("Công an tỉnh") >= 3 and "UBND xã, phường, đặc khu" in words
            and "1 chỉ tiêu chưa phân bổ" in words)


def test_excel_holds_the_same_rows_with_numbers_as_numbers(split):
    content = content_of(split)

    book = load_workbook(BytesIO(annex_workbook(content.annexes)))

    sheet = book.worksheets[1]
    total = [cell.value for cell in sheet[sheet.max_row - 1]]
    assert len(book.worksheets) == 4 and sheet["A1"].value == "Biểu chỉ tiêu theo lĩnh vực"
    assert total[1:5] == ["Tổng cộng", 5, 23, 0] and total[-3] == 50


def test_a_plan_without_quotas_has_an_empty_table(plan):  # noqa: F811
    plan.rules.get().obligations.update(withdrawn_on=date(2022, 1, 1))

    annex = quota_annexes([QuotaAnnex.AGENCY], plan, as_of=DAY)[0]

    assert annex.list_rows == () and annex.columns == ("order", "name", "percent", "missing", "note")


@pytest.mark.django_db(transaction=True)
def test_the_spreadsheet_is_fetched_by_who_may_read_the_report(client, split):
    report = services.prepare_report(split, as_of=DAY, paper=proposed_paper(split), by=officer(), today=TODAY)
    address = reverse("reporting:download_tables", args=[report.public_id])
    client.force_login(officer())

    fetched = client.get(address)

    assert load_workbook(BytesIO(fetched.content)).worksheets[0]["A1"].value.startswith("Bảng tổng hợp chỉ tiêu")
    client.force_login(submitter(OrganizationFactory()))
    assert client.get(address).status_code == 404


def test_the_form_offers_the_annexes(client, split):
    client.force_login(officer())
    values = {"kind": "result", "plan": split.public_id, "as_of": "2023-06-30", "layout": "state",
              "position": "GIÁM ĐỐC",
              "place": "Nha Trang", "annexes": ["field", "unit"]}

    client.post(reverse("reporting:create"), values)

    titles = [annex["title_lines"][0] for annex in ReportSnapshot.objects.get().data["annexes"]]
    assert titles[1:] == ["Biểu chỉ tiêu theo lĩnh vực", "Biểu chỉ tiêu theo xã, phường, đơn vị"]
