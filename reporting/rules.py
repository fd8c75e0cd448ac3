"""Who may remind, make and fetch reports."""
from core.verdicts import ALLOWED, denied
from reporting.enums import JobState


def may_remind(user):
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được gửi nhắc việc.")


def may_see_reports(user):
    if user.sees_whole_province:
        return ALLOWED
    return denied("Báo cáo toàn tỉnh dành cho Sở Nội vụ và lãnh đạo.")


def may_make_report(user):
    """The office drafts reports; leaders read and fetch them."""
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được lập báo cáo.")


def may_retry(user, job):
    if job.state != JobState.FAILED:
        return denied("Chỉ lập lại được báo cáo không lập được.")
    return may_make_report(user)
