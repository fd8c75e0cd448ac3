"""What a report drafts from its figures where nothing, one or everything is reached, and once the plan is over."""
from dataclasses import replace

from reporting.documents.report import draft_report
from reporting.documents.sentences import Progress
from reporting.documents.tables import build_table
from reporting.documents.values import DUTIES, Annex
from tests.reporting.report_samples import AS_OF, CITED, HEAD, RECIPIENTS, SIGNER, duty_rows, figures, quota_rows


def drafted(**changes):
    """{heading of a section: its paragraphs} for the sample's figures with these changes."""
    content = draft_report(head=HEAD, plan_cited=CITED, figures=replace(figures(), **changes), quota_rows=quota_rows(),
                           signer=SIGNER, recipients=RECIPIENTS, as_of=AS_OF)
    return {section.heading: [block.text for block in section.blocks] for section in content.sections}


def test_what_nobody_reached_is_no_result():
    one = drafted(agencies=(Progress("Sở Y tế", 8, 20),), actual=8, target=20, shortfall=12)
    two = drafted(agencies=(Progress("Sở Y tế", 8, 20), Progress("Sở Nội vụ", 1, 5)), actual=9, target=25, shortfall=16)

    assert one["Đánh giá chung"] == ["Kết quả đạt được", "Có 8 điển hình được công nhận.", "Tồn tại, hạn chế",
                                     "Còn thiếu 12 điển hình so với chỉ tiêu của Kế hoạch."]
    assert two["Đánh giá chung"][3].startswith(
        "Còn thiếu 16 điển hình so với chỉ tiêu của Kế hoạch. Chưa có cơ quan nào trong 2 cơ quan hoàn thành chỉ tiêu.")


def test_after_its_last_day_nobody_is_told_to_reach_the_plan():
    tasks = drafted(is_over=True)["Phương hướng, nhiệm vụ"]

    assert tasks == [
        "Làm rõ nguyên nhân chưa hoàn thành chỉ tiêu (237 điển hình) ở các cơ quan, đơn vị còn thiếu.",
        "Tiếp tục phát hiện, bồi dưỡng và đề nghị công nhận điển hình trong giai đoạn tiếp theo.",
        "Đẩy mạnh tuyên truyền, nhân rộng các điển hình đã được công nhận."]


def test_a_plan_without_numbers_or_fields_claims_neither():
    words = drafted(actual=0, target=0, shortfall=0, fields=(Progress("Toàn ngành", 0, 0),),
                    agencies=(Progress("Sở Y tế", 0, 0),), no_target="chỉ tiêu của Kế hoạch chưa được phân bổ")

    assert words["Công tác lãnh đạo, chỉ đạo, triển khai"] == ["Chỉ tiêu của Kế hoạch chưa được phân bổ."]
    assert words["Kết quả thực hiện"][0] == "Thực hiện chỉ tiêu"
    assert words["Phương hướng, nhiệm vụ"] == ["Tiếp tục phát hiện, bồi dưỡng và đề nghị công nhận điển hình.",
                                               "Đẩy mạnh tuyên truyền, nhân rộng các điển hình."]


def test_brackets_do_not_follow_brackets():
    results = drafted()["Kết quả thực hiện"]

    assert results[2].endswith("; chi tiết tại Phụ lục kèm theo.") and ") (" not in results[2]


def test_a_duty_of_many_agencies_is_told_once_over_them():
    rows = duty_rows(6)
    columns = ("order", "duty", "bearer", "due_text", "done_text", "status_text", "note")

    many = build_table(Annex(DUTIES, (), columns, duty_rows=rows))
    each = build_table(Annex(DUTIES, (), columns, duty_rows=tuple(
        replace(row, duty=f"Việc {row.order}") for row in rows)))

    assert [row.kind for row in many.rows] == ["group"] + [""] * 6
    assert (many.rows[0].cells[0].text, many.rows[0].cells[0].span) == (rows[0].duty, 5)
    assert [cell.text for cell in each.rows[0].cells] == [
        "1", "Việc 1", rows[0].bearer, rows[0].due_text, rows[0].done_text, rows[0].status_text]
