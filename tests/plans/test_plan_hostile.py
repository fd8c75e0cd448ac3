"""Wrong, huge and hostile input in the forms of plans: a sentence beside the input, what was typed stays,
no failure."""
import pytest
from django.urls import reverse

from plans.models import Milestone
from tests.factories import officer
from tests.plans.browsing import shown_form
from tests.plans.drafts import draft_plan, issued_plan

pytestmark = pytest.mark.django_db
LONG = "x" * 10_000
PAGES = {
    "facts": {}, "field_add": {"name": ["Y tế"]},
    "milestone_add": {"title": ["Báo cáo"], "day": ["30"], "month": ["11"], "year": ["2026"]},
    "rule_add": {"subject_types": ["collective"], "least": ["5"], "co_quan-0-organization": ["Sở mới"],
                 "co_quan-0-organization_moi": ["1"]},
    "phase_add": {"name": ["Giai đoạn 1"], "starts_on": ["2026"], "ends_on": ["2027"]},
    "document_add": {"issued_on": ["01/3/2026"]}, "condition_add": {"text": ["xếp loại"], "kind": ["rating"]}}


@pytest.mark.parametrize(("page", "name", "typed", "told"), [
    ("facts", "title", LONG, "800"),
    ("facts", "owner", "x" * 300, "tối đa 255"),
    ("facts", "period_from", "31/12/9999", "từ 1945 đến 2100"),
    ("facts", "period_to", "1800", "từ 1945 đến 2100"),
    ("facts", "parent_issued_on", "31/02/2025", "ngày"),
    ("facts", "total_all", "-1", "0"),
    ("field_add", "coordinators", "Sở Nội vụ\n" + LONG, "Dòng 2 dài 10000 ký tự, tối đa 255"),
    ("field_add", "section", LONG, "20"),
    ("field_add", "least_collective", "1000000000", "100000"),
    ("field_add", "name", "tên\ue000", "không in được"),
    ("milestone_add", "day", "31", "Tháng 11 không có ngày 31"),
    ("milestone_add", "year", "9999", "2100"),
    ("milestone_add", "via", "x" * 300, "tối đa 255"),
    ("rule_add", "least", "99999999999999999999", "100000"),
    ("rule_add", "least", "²", "số"),
    ("rule_add", "new_group", LONG, "255"),
    ("rule_add", "co_quan-0-organization", "x" * 300, "tối đa 255"),
    ("phase_add", "starts_on", "01/01/1800", "từ 1945 đến 2100"),
    ("document_add", "number", LONG, "60"),
    ("document_add", "number", "<script>alert(1)</script>", "số"),
    ("condition_add", "needed_after_3", "4", "3"),
])
def test_wrong_input_is_refused_beside_itself_and_stays_typed(client, page, name, typed, told):
    plan = draft_plan()
    client.force_login(officer())
    address = reverse(f"plans:{page}", args=[plan.public_id])
    form = {**shown_form(client.get(address).content.decode()), **PAGES[page]}

    response = client.post(address, {**form, name: [typed]})

    errors = {str(error) for part in response.context["sheet"].parts.values()
              for errors in (part.errors if isinstance(part.errors, list) else [part.errors])
              for found in errors.values() for error in found}
    assert response.status_code == 200
    assert any(told in error for error in errors), errors
    assert shown_form(response.content.decode())[name] == [typed]


def test_tags_emoji_and_split_letters_are_kept_as_text(client):
    plan = draft_plan()
    client.force_login(officer())
    address = reverse("plans:field_add", args=[plan.public_id])
    form = shown_form(client.get(address).content.decode())

    client.post(address, {**form, "name": ["Hòa bình 🌸 <script>alert(1)</script>"]})
    page = client.get(plan.get_absolute_url()).content.decode()

    assert plan.fields.get().name == "Hòa bình 🌸 <script>alert(1)</script>"
    assert "Hòa bình 🌸 &lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_actual_event_typed_with_a_new_deadline_is_stored(client):
    plan = issued_plan()
    milestone = plan.milestones.get()
    client.force_login(officer())
    address = reverse("plans:milestone_amend", args=[plan.public_id, milestone.public_id])
    form = shown_form(client.get(address).content.decode())

    client.post(address, {**form, "van_ban-number": ["9/UBND-NC"], "van_ban-issued_on": ["01/6/2026"],
                          "quote": ["trước ngày 15/12"], "event_name": ["Đại hội lần thứ VI"],
                          "event_actual_name": ["Đại hội lần thứ I"], "event_actual_on": ["15/10/2026"]})

    assert Milestone.objects.get().event_actual_name == "Đại hội lần thứ I"
