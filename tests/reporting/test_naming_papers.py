"""Papers that name nominees: whom, in which order and words, who decides, and what refuses a paper without names."""
from dataclasses import replace

import pytest
from django.urls import reverse

from core.errors import InvalidInput
from models_registry.models import TitleRecord
from models_registry.services import ensure_record, ensure_subject
from nominations.models import Nomination
from organizations.enums import OrganizationKind
from reporting import services
from reporting.awarding import deciding_line
from reporting.content import proposed_paper
from reporting.models import ReportSnapshot
from reporting.nominees import check_names, without_award
from reporting.papers import papers_of, starting_paper
from tests.factories import OrganizationFactory, obligation_of, officer
from tests.reporting.test_papers import nominate
from tests.reporting.test_reports import DAY, TODAY, plan  # noqa: F401, F811 - the fixture

pytestmark = pytest.mark.django_db
AWARD = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"


def draft(plan, kind, **changes):  # noqa: F811
    paper = replace(starting_paper(kind, plan), **changes)
    return papers_of(kind, plan, as_of=DAY, paper=paper, snapshot_code="BC-2026-0001")[0]


def decide(nomination, **values):
    """As recognised by a decision, with its record in the registry."""
    owner = nomination.submission.organization
    subject = ensure_subject(by=officer(), type=nomination.subject_type, name=nomination.name, kinds=[],
                             organization=owner)
    record = ensure_record(by=officer(), subject=subject, plan=nomination.submission.plan,
                           field=nomination.submission.field, organization=owner)
    Nomination.objects.filter(pk=nomination.pk).update(
        state="decided", decision_number="125/QĐ-UBND", decided_on=DAY, record=record, **values)
    return subject


def test_those_already_recognised_are_named_only_when_asked_for(plan):  # noqa: F811
    decide(nominate(plan, name="Trần Thị Đã Xong"))
    nominate(plan, name="Lê Văn Đang Chờ")

    named = {
        chosen: [row.cells[1] for annex in draft(plan, "decision", named=chosen).annexes for row in annex.list_rows]
        for chosen in ("waiting", "recognised")}

    assert named == {"waiting": ["Lê Văn Đang Chờ"], "recognised": ["Trần Thị Đã Xong"]}


def test_one_award_for_all_is_said_in_subject_article_and_title(plan):  # noqa: F811
    nominate(plan, proposed_award=AWARD)
    nominate(plan, name="Hà Văn Bảy", sex="male")

    decision = draft(plan, "decision", award=AWARD)

    assert decision.head.subject_lines == (f"Về việc tặng {AWARD}",)
    assert decision.sections[0].blocks[0].text.startswith(
        f"Tặng {AWARD} cho 2 cá nhân có thành tích trong thực hiện Kế hoạch")
    assert decision.annexes[0].title_lines == ("Danh sách cá nhân", f"được tặng {AWARD}")
    assert decision.closing.startswith("Quyết định này có hiệu lực kể từ ngày ký.")


def test_lists_are_ordered_by_award_and_name_households_and_models(plan):  # noqa: F811
    subject = decide(nominate(plan, subject_type="collective", name="Khoa Nhi", model_name="Bệnh viện xanh",
                              proposed_award="Giấy khen"))
    TitleRecord.objects.create(subject=subject, title="Tập thể lao động xuất sắc", year=2022, source="Sổ khen thưởng")
    decide(nominate(plan, subject_type="household", name="Nguyễn Văn Ổn", sex="male", proposed_award="Bằng khen"))

    (groups,) = draft(plan, "list", named="recognised").annexes

    assert [(row.cells[1], *row.cells[5:]) for row in groups.list_rows] == [
        ("Hộ ông Nguyễn Văn Ổn", "Bằng khen", ""),
        ("Khoa Nhi (mô hình “Bệnh viện xanh”)", "Giấy khen", "Tập thể lao động xuất sắc (2022)")]
    assert groups.title_lines[0] == "Danh sách tập thể, hộ gia đình" and groups.columns[1] == "group"


def test_lines_that_begin_with_can_cu_become_bases(plan):  # noqa: F811
    nominate(plan)

    decision = draft(plan, "decision", details=("Căn cứ Luật Thi đua, khen thưởng", "Giao Văn phòng chi tiền thưởng."))

    assert (decision.bases[0] == "Căn cứ Luật Thi đua, khen thưởng"
            and decision.bases[-1] == "Theo đề nghị của Sở Nội vụ")
    assert [block.text for block in decision.sections[0].blocks][1] == "Giao Văn phòng chi tiền thưởng."


@pytest.mark.parametrize(("authority", "position", "line"), [
    ("", "GIÁM ĐỐC", "GIÁM ĐỐC Sở Y tế"), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "GIÁM ĐỐC Sở Y tế"),
    ("", "Q. GIÁM ĐỐC", "GIÁM ĐỐC Sở Y tế"), ("TM. HỘI ĐỒNG", "CHỦ TỊCH", "Sở Y tế"),
    ("TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "GIÁM ĐỐC Sở Y tế")])
def test_the_head_of_the_body_decides_whoever_signs(plan, authority, position, line):  # noqa: F811
    paper = replace(proposed_paper(plan), authority=authority, position=position)

    assert deciding_line(OrganizationFactory.build(name="Sở Y tế"), paper, "state") == line


@pytest.mark.parametrize(("name", "line"), [
    ("Đảng ủy Khối", "BAN THƯỜNG VỤ Đảng ủy Khối"), ("Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy")])
def test_the_standing_committee_decides_for_a_party_body(plan, name, line):  # noqa: F811
    paper = replace(proposed_paper(plan), authority="T/M BAN THƯỜNG VỤ", position="PHÓ BÍ THƯ")

    assert deciding_line(OrganizationFactory.build(name=name), paper, "party") == line


def test_a_decision_goes_out_in_the_owners_name_unless_the_office_is_chosen(plan):  # noqa: F811
    nominate(plan)
    plan.owner.kind = OrganizationKind.PROVINCE_PC
    plan.owner.save()

    owner, office = draft(plan, "decision"), draft(plan, "decision", decider="office", position="GIÁM ĐỐC")

    assert owner.authority_line == f"CHỦ TỊCH {plan.owner.name}" and owner.signer.authority == ""
    assert office.authority_line == "GIÁM ĐỐC Sở Nội vụ" and office.head.issuer_name == "Sở Nội vụ"
    with pytest.raises(InvalidInput) as refused:
        services.prepare_report(plan, kind="decision", as_of=DAY, paper=proposed_paper(plan), by=officer(), today=TODAY)
    assert "position" in refused.value.errors


def test_a_paper_of_names_without_names_says_whose_turn_is_first(plan, client):  # noqa: F811
    nominate(plan, state="submitted")
    decide(nominate(plan, name="Trần Thị Đã Xong"))
    client.force_login(officer())
    values = {"kind": "decision", "plan": plan.public_id, "as_of": DAY, "layout": "state", "place": "Khánh Hòa",
              "position": "CHỦ TỊCH", "details": "Giao Văn phòng chi tiền thưởng.", "award": AWARD}

    page = client.post(reverse("reporting:create"), values)

    (error,) = page.context["form"].errors["named"]
    assert "Còn 1 đề cử đang xét" in error and "Đã có 1 đề cử được công nhận" in error
    shown = page.content.decode()
    assert (f"{reverse('nominations:queue')}?plan={plan.public_id}" in shown
            and "Giao Văn phòng chi tiền thưởng." in shown)
    assert not ReportSnapshot.objects.exists()
    check_names("letters", plan, as_of=DAY, paper=proposed_paper(plan))


def test_a_proposal_needs_somebody_to_propose_to(plan):  # noqa: F811
    nominate(plan)

    with pytest.raises(InvalidInput) as refused:
        check_names("submission", plan, as_of=DAY, paper=replace(proposed_paper(plan), addressees=()))

    assert list(refused.value.errors) == ["addressees"]


def test_the_form_asks_before_it_leaves_forms_of_award_blank(plan, client):  # noqa: F811
    nominate(plan)
    client.force_login(officer())
    values = {"kind": "list", "plan": plan.public_id, "as_of": DAY, "layout": "state", "place": "Khánh Hòa",
              "position": "X"}

    asked = client.post(reverse("reporting:create"), values)
    made = client.post(reverse("reporting:create"), {**values, "without_award": "on"})

    assert "1 đề cử chưa ghi hình thức đề nghị: Lê Thị Ẵn" in asked.context["form"].errors["award"][0]
    names = list(asked.context["form"].fields)
    assert names[names.index("award") + 1] == "without_award" and names[-1] == "annexes" and made.status_code == 302
    assert without_award("list", plan, as_of=DAY, paper=replace(proposed_paper(plan), award=AWARD)) == ""


def test_a_letter_goes_to_its_debtor_alone_and_names_the_day(plan):  # noqa: F811
    obligation_of(OrganizationFactory(name="Công an tỉnh"), field=plan.fields.get(), min_count=5)

    letter = draft(plan, "letters", details=("Liên hệ: Phòng Thi đua - Khen thưởng.",),
                   recipients=("Các cơ quan, đơn vị chủ trì", "Lưu: VT"))

    assert starting_paper("letters", plan).recipients == (f"{plan.owner.name} (để báo cáo)", "Lưu: VT, TĐKT")
    assert letter.recipients == ("Lưu: VT",)
    texts = [block.text for block in letter.sections[0].blocks]
    assert texts[-1] == "Liên hệ: Phòng Thi đua - Khen thưởng." and "trước ngày" in texts[-2]


def test_an_invitation_shows_what_is_still_to_be_filled(plan):  # noqa: F811
    texts = [block.text for block in draft(plan, "invitation", details=("Thời gian: 08 giờ.",)).sections[0].blocks]

    assert [text.partition(":")[0] for text in texts] == ["Thời gian", "Chủ trì", "Địa điểm"] and "……" in texts[1]


def test_the_button_brings_the_proposals_of_the_chosen_kind(plan, client):  # noqa: F811
    client.force_login(officer())

    answer = client.post(reverse("reporting:create"), {"kind": "letters", "plan": plan.public_id, "goi-y": "1"})

    assert answer.status_code == 302 and f"kind=letters&plan={plan.public_id}" in answer["Location"]
    assert client.get(answer["Location"]).context["form"]["addressees"].value() in ("", ())
