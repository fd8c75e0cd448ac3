"""Drafts as an officer would leave them, made through the services."""
from datetime import date

from plans import services
from tests.factories import OrganizationFactory

ISSUED_ON = date(2026, 3, 2)


def draft_plan(*, by=None, **values):
    owner = values.pop("owner", None) or OrganizationFactory(kind="province_pc")
    values = {"title": "Xây dựng điển hình tiên tiến giai đoạn 2026 - 2030", "owner": owner,
              "period_from": date(2026, 1, 1), "period_to": date(2030, 12, 31), **values}
    paper = {"number": "120/KH-UBND", "issued_on": ISSUED_ON, "title": values["title"], "place": "Khánh Hòa"}
    return services.create_plan(by=by, values=values, document=paper)


def add_field(plan, lead, *, quotas=(("collective", 10),), by=None, **values):
    return services.save_field_with_quotas(
        plan, by=by, values={"name": f"Lĩnh vực của {lead}", **values}, leads=[(lead, "giao")], quotas=quotas,
        criteria=[("collective", "", "Hoàn thành xuất sắc nhiệm vụ")], coordinators=[(None, "các cơ quan liên quan")])


def add_milestone(plan, organization, *, by=None, **values):
    values = {"title": "Gửi báo cáo năm", "unit": "day", "end_code": "--11-30", "boundary": "before",
              "recurrence": "yearly", "quote": "trước ngày 30/11 hằng năm", **values}
    return services.save_milestone(plan, by=by, values=values, responsibles=[(organization, "giao")])


def full_draft(parts=1, *, by=None):
    """A draft with `parts` fields, each with two rules and a milestone of its own agency, and a pooled rule."""
    plan = draft_plan(by=by)
    for _ in range(parts):
        agency = OrganizationFactory()
        add_field(plan, agency, quotas=(("collective", 10), ("individual", 5)), by=by)
        add_milestone(plan, agency, by=by)
        services.save_rule(plan, by=by, values={"min_count": 5, "max_count": 7}, bearers=[agency],
                           subject_types=["collective", "individual", "household"])
        services.save_phase(plan, by=by, values={"name": "Giai đoạn", "starts_on": date(2026, 1, 1),
                                                 "ends_on": date(2027, 12, 31)})
        services.save_eligibility_rule(plan, by=by, values={"kind": "rating", "text": "xếp loại"})
    return plan


def issued_plan(parts=1, *, today=date(2026, 3, 10)):
    return services.issue_plan(full_draft(parts), by=None, today=today)
