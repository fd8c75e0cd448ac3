"""What a plan asks for, in the words that fit its kind."""
from datetime import date

import pytest

from plans.enums import AssignmentVerb, BearerKind, WindowKind
from plans.models import FieldLead
from reporting.demands import demand_text, is_led
from reporting.documents.report import ReportFigures, _guidance
from reporting.figures import quota_lines
from tests.factories import (
    IssuedPlanFactory,
    ObligationFactory,
    OrganizationFactory,
    PlanFieldFactory,
    QuotaRuleFactory,
    UnitCategoryFactory,
)

DAY = date(2023, 6, 30)
pytestmark = pytest.mark.django_db


def lines_of(plan):
    return quota_lines(plan, as_of=DAY)


def led_field(verb, plan):
    field, lead = PlanFieldFactory(plan=plan), OrganizationFactory()
    FieldLead.objects.create(field=field, organization=lead, verb=verb, order=1)
    ObligationFactory(rule=QuotaRuleFactory(plan=plan, min_count=10), field=field, bearer=lead)


def owed_by_each(plan, name, units, **rule):
    stored = QuotaRuleFactory(plan=plan, bearer_kind=BearerKind.CATEGORY,
                              bearer_category=UnitCategoryFactory(name=name), counts_collective=True, **rule)
    for _ in range(units):
        ObligationFactory(rule=stored, bearer=OrganizationFactory())


@pytest.mark.parametrize(("verbs", "said"), [
    ([AssignmentVerb.GIAO, AssignmentVerb.DE_NGHI], "giao và đề nghị 2 cơ quan"),
    ([AssignmentVerb.GIAO], "giao 1 cơ quan"), ([AssignmentVerb.DE_NGHI], "đề nghị 1 cơ quan"),
])
def test_agencies_that_lead_fields_are_counted_with_the_verbs_of_the_plan(verbs, said):
    plan = IssuedPlanFactory()
    for verb in verbs:
        led_field(verb, plan)

    text = demand_text(lines_of(plan))

    assert text == f"{said}, đơn vị chủ trì xây dựng, nhân rộng ít nhất {10 * len(verbs)} điển hình tiên tiến"


@pytest.mark.parametrize(("bounds", "said"), [
    ({"min_count": 5, "max_count": 5}, "đúng 10"), ({"min_count": 5, "max_count": 7}, "từ 10 đến 14"),
    ({"min_count": 5}, "ít nhất 10"),
])
def test_a_body_without_leads_is_asked_for_one_sum(bounds, said):
    plan, body = IssuedPlanFactory(), OrganizationFactory()
    for _ in range(2):
        ObligationFactory(rule=QuotaRuleFactory(plan=plan, **bounds), bearer=body)

    lines = lines_of(plan)

    assert demand_text(lines) == f"yêu cầu lựa chọn {said} điển hình tiên tiến"
    assert not is_led(lines)


def test_each_unit_of_a_group_is_asked_for_its_own_number():
    plan = IssuedPlanFactory()
    owed_by_each(plan, "Mỗi xã (Ủy ban nhân dân xã)", 3, min_count=5, max_count=7)
    owed_by_each(plan, "Đảng ủy", 2, min_count=3, target_count=10, window_kind=WindowKind.CALENDAR_YEAR)

    assert demand_text(lines_of(plan)) == (
        "yêu cầu mỗi xã (Ủy ban nhân dân xã; 3 đơn vị) lựa chọn từ 5 đến 7 tập thể, cá nhân (tính chung); "
        "mỗi đơn vị thuộc nhóm “Đảng ủy” (2 đơn vị) lựa chọn ít nhất 3 tập thể, cá nhân (tính chung) "
        "mỗi năm, mục tiêu 10")


def test_the_report_says_who_does_the_work_only_where_somebody_leads():
    figures = ReportFigures(actual=0, target=20, shortfall=20, registered=0, nurturing=0, replicated=0, fields=(),
                            agencies=(), demand="yêu cầu lựa chọn đúng 20 điển hình tiên tiến", is_led=False)

    (block,) = _guidance(figures)

    assert "yêu cầu lựa chọn đúng 20 điển hình tiên tiến. Các cơ quan, đơn vị trong phạm vi nhiệm vụ" in block.text
    assert "chủ trì" not in block.text
