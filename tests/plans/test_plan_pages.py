"""Pages of plans: constant queries, the check before issuing, two people at one form, figures by documents."""
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans import services
from plans.models import Plan, QuotaRule
from tests.factories import OrganizationFactory, officer, submitter
from tests.plans.browsing import shown_form
from tests.plans.drafts import add_field, add_milestone, draft_plan, full_draft, issued_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(officer())
    return client


@pytest.fixture(autouse=True)
def a_day_in_march():
    with time_machine.travel("2026-03-10 09:00+07:00", tick=False):
        yield


def url(name, plan, *args):
    return reverse(f"plans:{name}", args=[plan.public_id, *args])


def form_of(client, address):
    return shown_form(client.get(address).content.decode())


def text_of(response):
    return " ".join(response.content.decode().split())


# --- queries --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["detail", "edit", "preview"])
def test_pages_of_a_plan_take_the_same_queries_for_any_number_of_parts(staff, name):
    counts = []
    for parts in (1, 3):
        plan = full_draft(parts)
        staff.get(url(name, plan))  # what the first page of a process reads once
        with CaptureQueriesContext(connection) as queries:
            response = staff.get(url(name, plan))
        counts.append((response.status_code, len(queries)))

    assert counts[0] == counts[1]
    assert counts[0][0] == 200 and counts[0][1] < 60


def test_list_takes_the_same_queries_for_any_number_of_plans(staff):
    counts = []
    staff.get(reverse("plans:list"))  # what the first page of a process reads once
    for _ in range(3):
        full_draft()
        with CaptureQueriesContext(connection) as queries:
            response = staff.get(reverse("plans:list"))
        counts.append((response.status_code, len(queries)))

    assert counts[0] == counts[2]


# --- before issuing -------------------------------------------------------------------------------------------------


def test_check_names_every_kind_of_problem_with_the_page_that_puts_it_right(staff):
    ended = OrganizationFactory(name="Sở Thông tin", valid_to=date(2025, 3, 1))
    plan = draft_plan(stated_totals={"collective": 12})
    services.save_phase(plan, by=None, values={
        "name": "Giai đoạn 0", "starts_on": date(2024, 1, 1), "ends_on": date(2026, 6, 30)})
    field = add_field(plan, ended, own_from=date(2019, 1, 1), own_to=date(2030, 12, 31))
    late = add_milestone(plan, ended, title="Tổng kết", end_code="2031-06-01", recurrence="none")
    early = add_milestone(plan, ended, title="Sơ kết", end_code="2026-09-01", recurrence="none")
    services.save_milestone(plan, by=None, milestone=early, values={"after": late})

    page = text_of(staff.get(url("preview", plan)))

    for words in ("Giai đoạn 0 (01/01/2024 - 30/06/2026) nằm ngoài thời gian kế hoạch", "thời gian riêng 01/01/2019",
                  "Sở Thông tin (chỉ tiêu F01-C) đã kết thúc hoạt động ngày 01/03/2025",
                  "Văn bản nêu 12 tập thể, cộng các chỉ tiêu được", "có hạn sau ngày kết thúc kế hoạch",
                  "phải sau mốc M01 nhưng hạn lại sớm hơn"):
        assert words in page
    for place in (url("phase_edit", plan, "P01"), url("field_edit", plan, field.public_id),
                  url("milestone_edit", plan, early.public_id)):
        assert f'href="{place}"' in page


def test_a_plan_without_fields_cannot_be_issued_and_says_why(staff):
    plan = draft_plan()

    page = staff.get(url("preview", plan))
    refused = staff.post(url("issue", plan), {"confirmed": "1"}, follow=True)

    assert "Chưa ban hành được" in text_of(page)
    assert "Kế hoạch chưa có lĩnh vực nào" in text_of(refused)
    assert Plan.objects.get(pk=plan.pk).is_draft


def test_issuing_gives_agencies_what_the_check_announced(staff):
    plan = full_draft()
    announced = text_of(staff.get(url("preview", plan)))

    staff.post(url("issue", plan), {"confirmed": "1"})

    assert ("Khi ban hành: 3 nghĩa vụ chỉ tiêu (ít nhất 10 tập thể, 5 cá nhân, 5 mô hình, điển hình, 20 tổng cộng)"
            in announced)
    plan = Plan.objects.get(pk=plan.pk)
    assert not plan.is_draft
    assert plan.rules.get(code="Q01").obligations.count() == 1


# --- two people, sent twice -----------------------------------------------------------------------------------------


def test_two_people_at_one_field_see_both_versions_and_lose_nothing(client):
    plan = draft_plan()
    field = add_field(plan, OrganizationFactory(name="Sở Y tế"), name="Y tế")
    address = url("field_edit", plan, field.public_id)
    first, second = officer(full_name="Lan"), officer(full_name="Minh")
    client.force_login(first)
    of_first = form_of(client, address)
    client.force_login(second)
    of_second = form_of(client, address)

    client.force_login(first)
    client.post(address, {**of_first, "name": ["Y tế cơ sở"]})
    client.force_login(second)
    met = client.post(address, {**of_second, "name": ["Y tế dự phòng"], "criteria_individual": ["Tận tụy"]})
    page = text_of(met)
    chosen = client.post(address, shown_form(met.content.decode()))

    assert met.status_code == 409
    assert "Lan đã lưu lúc" in page and "Y tế cơ sở" in page
    assert "Tiêu chí riêng" not in page.split("Những gì anh/chị gõ")[1].split("Bỏ bản của tôi")[0]
    assert chosen.status_code == 302
    field.refresh_from_db()
    assert field.name == "Y tế dự phòng"
    assert sorted(c.text for c in field.criteria.all()) == ["Hoàn thành xuất sắc nhiệm vụ", "Tận tụy"]


def test_rows_typed_alike_by_two_people_are_kept_after_the_conflict(client):
    plan = draft_plan()
    paper = plan.documents.get()
    address = url("legal_bases", plan, paper.public_id)
    client.force_login(officer())
    mine = {**form_of(client, address), "can_cu-0-number": ["34-CT/TW"]}
    client.post(address, {**form_of(client, address), "can_cu-0-number": ["34-CT/TW"]})

    met = client.post(address, mine)
    client.post(address, shown_form(met.content.decode()))

    assert met.status_code == 409
    assert [basis.number for basis in paper.legal_bases.all()] == ["34-CT/TW"]


def test_a_form_sent_twice_makes_one_part(staff):
    plan = draft_plan()
    typed = {**form_of(staff, url("field_add", plan)), "name": ["Giáo dục"], "key": [str(uuid4())]}

    first, again = staff.post(url("field_add", plan), typed), staff.post(url("field_add", plan), typed)

    assert (first.status_code, again.status_code) == (302, 302)
    assert plan.fields.count() == 1


def test_a_condition_can_be_corrected(staff):
    plan = full_draft()
    address = url("condition_edit", plan, "E01")

    response = staff.post(address, {**form_of(staff, address), "text": ["hoàn thành xuất sắc nhiệm vụ 03 năm"]})

    assert response.status_code == 302
    assert plan.eligibility_rules.get().text == "hoàn thành xuất sắc nhiệm vụ 03 năm"


# --- by documents ---------------------------------------------------------------------------------------------------

PAPER = {"van_ban-number": ["88/UBND-NC"], "van_ban-issued_on": ["01/7/2026"], "van_ban-doc_type": ["Công văn"],
         "van_ban-doc_system": ["state"]}


def test_a_new_figure_is_shown_with_its_effect_first_and_the_former_one_stays(staff):
    plan = issued_plan()
    rule = QuotaRule.objects.get(plan=plan, code="F01-C")
    address = url("rule_amend", plan, rule.public_id)

    seen = staff.post(address, {**form_of(staff, address), **PAPER, "min_count": ["12"]})
    confirmed = staff.post(address, shown_form(seen.content.decode()))
    page = text_of(staff.get(url("rule", plan, rule.public_id)))

    assert seen.status_code == 200 and "Tổng số tối thiểu tăng 2" in text_of(seen)
    assert confirmed.status_code == 302
    assert "từ 01/01/2026: ít nhất 10" in page
    assert "từ 01/7/2026: ít nhất 12" in page and "88/UBND-NC" in page


def test_an_agency_sees_its_part_of_the_plan_and_none_of_the_history(client):
    plan = issued_plan()
    lead = plan.fields.get().leads.get().organization
    client.force_login(submitter(lead))

    page = text_of(client.get(url("detail", plan)))

    assert "Phần việc của cơ quan anh/chị" in page and "ít nhất 10" in page
    assert "Lịch sử" not in page and "Điều chỉnh thời hạn" not in page


def test_the_plan_page_shows_the_ten_newest_acts_and_all_when_asked(staff):
    plan = full_draft(3)

    short, whole = staff.get(url("detail", plan)), staff.get(url("detail", plan) + "?lich-su=tat-ca")

    assert len(short.context["history"]) == 10 and "Xem toàn bộ lịch sử" in text_of(short)
    assert len(whole.context["history"]) > 10 and "Xem toàn bộ lịch sử" not in text_of(whole)
    assert "plans." not in " ".join(line.what for line in whole.context["history"])


def test_a_field_says_its_own_period_only_when_it_differs(staff):
    plan = draft_plan()
    add_field(plan, OrganizationFactory(), name="Cùng kỳ", own_from=plan.period_from, own_to=plan.period_to)
    alike = text_of(staff.get(url("detail", plan)))
    add_field(plan, OrganizationFactory(), name="Khác kỳ", own_from=date(2024, 1, 1), own_to=plan.period_to)

    assert "thời gian riêng" not in alike
    assert "thời gian riêng 01/01/2024" in text_of(staff.get(url("detail", plan)))
