"""Who may remind, make and fetch reports."""
from core.verdicts import ALLOWED, denied
from nominations.rules import WRITERS
from reporting.enums import INTERNAL_KINDS, OWN_KINDS, JobState, ReportKind, ReportState


def may_remind(user):
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được gửi nhắc việc.")


def may_see_reports(user):
    if user.sees_whole_province:
        return ALLOWED
    return denied("Báo cáo toàn tỉnh dành cho Sở Nội vụ và lãnh đạo.")


def may_make_report(user):
    """The office drafts reports; leaders read and fetch them."""
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được lập báo cáo.")


def may_prepare(user, kind):
    """Who sees the province's figures may have them on one page; every other paper is the office's to draft."""
    return may_see_reports(user) if kind == ReportKind.LEADER_PAGE else may_make_report(user)


def may_retry(user, job):
    if job.state != JobState.FAILED:
        return denied("Chỉ lập lại được báo cáo không lập được.")
    if job.snapshot.kind == ReportKind.MERIT:
        return may_make_merit(user, job.snapshot.target.nomination)
    return may_prepare(user, job.snapshot.kind)


def may_retry_letter(user, job):
    """A letter that a pack lacks may be made while the pack is a draft; an issued one stays as it went out."""
    if job.snapshot.state != ReportState.DRAFT:
        return denied("Tập văn bản đã ban hành nên không làm lại được văn bản nào trong tập.")
    return may_make_report(user)


def may_fetch(user, report):
    """Who sees the reports at all; the paper of a nominee is fetched by everybody who may see it there."""
    target = getattr(report, "target", None)
    if target is not None and target.nomination_id:
        seen = type(report).objects.visible_to(user).filter(pk=report.pk).exists()
        return ALLOWED if seen else denied("Báo cáo thành tích này không dành cho anh/chị.")
    return may_see_reports(user)


def may_make_merit(user, nomination):
    """The office for all, an agency's writers for their own nominees."""
    if user.is_office_staff or nomination.submission.organization_id in user.organization_ids(*WRITERS):
        return ALLOWED
    return denied("Chỉ cơ quan đề nghị và Sở Nội vụ được lập báo cáo thành tích.")


def may_print_minutes(user):
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được in biên bản.")


def may_issue(user, report):
    """The clerk's entry: the office alone, once the files are made."""
    if not user.is_office_staff:
        return denied("Chỉ chuyên viên Sở Nội vụ được ghi ban hành văn bản.")
    if report.kind == ReportKind.MERIT:
        return denied("Báo cáo thành tích không lấy số, không ban hành.")
    if report.kind in INTERNAL_KINDS:
        return denied("Tài liệu nội bộ không lấy số, không ban hành.")
    if report.job.state != JobState.DONE:
        return denied("Tệp của văn bản chưa lập xong nên chưa ghi ban hành được.")
    return _is_whole(report.job.left_out)


def _is_whole(left_out):
    """A pack goes out with all its letters: whoever lacks one would not be told that it is in force."""
    if not left_out:
        return ALLOWED
    named = "; ".join(row["to"] for row in left_out[:3]) + (" và nơi khác" if len(left_out) > 3 else "")
    return denied(f"Còn {len(left_out)} công văn chưa tạo được: {named}. Làm lại trước khi ban hành.")


def may_withdraw(user, report):
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được ghi thu hồi văn bản.")


def may_add_signed_copy(user, report):
    """The paper as signed belongs to an issued report."""
    if not user.is_office_staff:
        return denied("Chỉ chuyên viên Sở Nội vụ được tải lên bản đã ký.")
    return ALLOWED if report.state == ReportState.ISSUED else denied(
        "Ghi ban hành văn bản trước, rồi tải lên bản đã ký.")


def may_edit_sentences(user, report):
    """The words of a draft are the office's; an issued paper stays as it was signed."""
    if not user.is_office_staff:
        return denied("Chỉ chuyên viên Sở Nội vụ được sửa câu chữ của dự thảo.")
    if report.kind in OWN_KINDS:
        return denied("Văn bản này sửa ở tệp Word, hoặc sửa tại hồ sơ, phiên họp rồi lập lại.")
    return ALLOWED if report.state == ReportState.DRAFT else denied(
        "Văn bản đã ban hành nên không sửa được nữa. Muốn thay đổi, xin thu hồi rồi lập văn bản khác.")
