"""Every kind of paper in both layouts: what it says, to whom, with which lists, and that its pages obey the rules."""
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document

from core.errors import InvalidInput
from nominations.models import Nomination, Submission
from reporting import services
from reporting.content import proposed_paper
from reporting.documents.values import to_json
from reporting.enums import INTERNAL_KINDS, OWN_KINDS, ReportKind
from reporting.papers import papers_of
from reporting.rendering import render
from tests.factories import OrganizationFactory, obligation_of, officer
from tests.reporting.board_samples import count
from tests.reporting.conformance import Report, broken_rules
from tests.reporting.test_reports import DAY, TODAY, plan  # noqa: F401, F811 - the fixture

pytestmark = pytest.mark.django_db
KINDS = [kind for kind in ReportKind if kind not in (*OWN_KINDS, ReportKind.LIST, ReportKind.LETTERS, *INTERNAL_KINDS)]


def make(plan, kind, layout="state", **changes):  # noqa: F811
    paper = replace(proposed_paper(plan, layout), signer="Nguyễn Thị Ẩn", **changes)
    return papers_of(kind, plan, as_of=DAY, paper=paper, layout=layout, snapshot_code="BC-2026-0001")


def nominate(plan, **values):  # noqa: F811
    submission = Submission.objects.create(plan=plan, field=plan.fields.first(), organization=OrganizationFactory(),
                                           created_by=officer())
    return Nomination.objects.create(**{
        "submission": submission, "state": "appraised", "subject_type": "individual", "name": "Lê Thị Ẵn",
        "birth_year": 1980, "sex": "female", "position": "Y tá", "achievement": "Chăm sóc người bệnh tận tình.",
        "submitted_at": datetime(2023, 5, 4, tzinfo=UTC), **values})


@pytest.fixture
def judged(plan):  # noqa: F811
    """A plan with a collective and a person put forward."""
    nominate(plan)
    nominate(plan, subject_type="collective", proposed_award="Giấy khen", name="Khoa Nhi", birth_year=None, sex="",
             position="")
    nominate(plan, name="Người nộp sau", submitted_at=datetime(2023, 7, 4, tzinfo=UTC))
    nominate(plan, name="Người chưa gửi", state="draft", submitted_at=None)
    return plan


@pytest.mark.parametrize(("state", "planned", "listed"), [
    ("submitted", "", {"submission"}), ("appraising", "", {"submission"}), ("consulting", "", {"submission"}),
    ("council", "", {"submission"}), ("appraised", "", {"submission", "decision"}),
    ("passed", "", {"submission", "decision"}),
    ("passed", "recognise", {"submission", "decision"}), ("appraised", "reject", set()),
    ("not_passed", "reject", set()),
    ("on_hold", "", set()), ("returned", "", set()), ("rejected", "", set()), ("withdrawn", "", set())])
def test_a_decision_names_only_those_found_worthy_and_a_proposal_those_still_asked_for(
        plan, state, planned, listed):  # noqa: F811
    nominate(plan, state=state, planned=planned, name="Đặng Thị Ổn", return_reason="Hồ sơ chưa đủ.")

    named = {kind for kind in ("submission", "decision")
             if any("Đặng Thị Ổn" in row.cells for annex in make(plan, kind)[0].annexes for row in annex.list_rows)}

    assert named == listed


@pytest.mark.parametrize("layout", ["state", "party"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_obeys_its_layout(judged, kind, layout):
    details = ("Thời gian: 08 giờ 00 phút, ngày 15/7/2023.", "Địa điểm: Hội trường tầng 2.")
    content = make(judged, kind, layout, details=details)[0]
    content = replace(content, head=replace(content.head, symbol={"state": "BC-SNV", "party": "BC/TU"}[layout]))

    pdf = render(to_json(content), "pdf")

    assert Report(pdf).is_party == (layout == "party") and broken_rules(pdf) == {}


@pytest.mark.parametrize("layout", ["state", "party"])
def test_each_debtor_gets_a_letter_in_one_run(plan, layout):  # noqa: F811
    other = obligation_of(OrganizationFactory(name="Công an tỉnh"), field=plan.fields.get(), min_count=5)
    count(obligation_of(OrganizationFactory(name="Sở đã đủ"), field=plan.fields.get(), min_count=1), 1)
    letters = make(plan, ReportKind.LETTERS, layout)

    pdf = render(to_json(letters), "pdf")

    assert other.rule.plan == plan
    assert {letter.head.addressees for letter in letters} == {("Sở Y tế",), ("Công an tỉnh",)}
    assert "có 8/20 điển hình được công nhận ở các chỉ tiêu chưa đạt, còn thiếu 12" in "".join(
        letter.opening[0] for letter in letters)
    pages = Report(pdf)
    assert len(pages.pages) == 2 and set(broken_rules(pdf)) <= {"tagged, PDF/A", "page numbers"}
    words = Document(BytesIO(render(to_json(letters), "docx")))
    assert len(words.sections) == 2


def test_nobody_short_means_no_letters(plan):  # noqa: F811
    count(plan.rules.get().obligations.get(), 12)

    assert make(plan, ReportKind.LETTERS) == ()


def test_lists_hold_those_put_forward_by_the_day(judged):
    content = make(judged, ReportKind.LIST)[0]
    groups, people = content.annexes

    assert [(row.cells[1], row.cells[-1]) for row in groups.list_rows] == [("Khoa Nhi", "Giấy khen")]
    assert [row.cells[1:5] for row in people.list_rows] == [
        ("Lê Thị Ẵn", "", "1980", f"Y tá, {Nomination.objects.get(name='Lê Thị Ẵn').submission.organization}")]
    pdf = render(to_json(content), "pdf")
    assert Report(pdf).main == [] and Report(pdf).is_landscape(0)


def test_proposal_and_decision_count_their_lists(judged):
    proposal, decision = make(judged, ReportKind.SUBMISSION)[0], make(judged, ReportKind.DECISION)[0]

    assert "cho 1 tập thể và 1 cá nhân (có danh sách tại Phụ lục I và Phụ lục II kèm theo)" in proposal.opening[0]
    assert decision.sections[0].blocks[0].text.startswith("Khen thưởng 1 tập thể và 1 cá nhân có thành tích")


def test_a_yearly_report_tells_what_the_year_added(plan):  # noqa: F811
    count(plan.rules.get().obligations.get(), 2, on=date(2023, 3, 1))

    year, final = make(plan, ReportKind.YEAR)[0], make(plan, ReportKind.FINAL)[0]

    texts = [block.text for block in year.sections[1].blocks]
    assert "Trong kỳ báo cáo (từ ngày 01/01/2023 đến ngày 30/6/2023), có thêm 2 điển hình được công nhận." in texts
    assert "Kết quả của từng cơ quan, đơn vị nêu tại Phụ lục II kèm theo." in texts
    rows = [row.cells[1:] for row in final.annexes[2].list_rows]
    assert rows[-2:] == [("2022", "8", "8"), ("2023", "2", "10")]


def test_letters_for_nobody_are_refused_with_a_reason(plan):  # noqa: F811
    count(plan.rules.get().obligations.get(), 12)

    with pytest.raises(InvalidInput) as refused:
        services.prepare_report(plan, kind="letters", as_of=DAY, paper=proposed_paper(plan), by=officer(), today=TODAY)

    assert "kind" in refused.value.errors
