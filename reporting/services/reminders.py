"""Remind the agencies that are behind: one letter an agency, in the verb of the plan."""
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from accounts.enums import Role
from accounts.models import RoleAssignment
from audit.services import record
from core.dates import short_day
from core.errors import InvalidInput, require
from core.numbers import viet_number
from notifications.services import enqueue, key_of, notify
from organizations.models import Organization, valid_on
from plans.enums import AssignmentVerb
from reporting import rules
from reporting.figures import QuotaLine
from reporting.wording import field_text, figure_text, subject_text

REMINDED_ROLES = (Role.SUBMITTER, Role.UNIT_HEAD)


@dataclass(frozen=True)
class Letter:
    """What one agency is told, and whether it is asked rather than ordered."""

    agency: Organization
    lines: tuple[QuotaLine, ...]
    subject: str
    body: str


@dataclass(frozen=True)
class Sent:
    agencies: int
    people: int


def reminder_letters(lines):
    """One letter for each agency that bears one of the lines now; lines that nobody bears are left out."""
    by_agency = {}
    for line in lines:
        if line.current_bearer:
            by_agency.setdefault(line.current_bearer, []).append(line)
    return [_letter(agency, tuple(own)) for agency, own in by_agency.items()]


def _letter(agency, lines):
    """A body that is asked («đề nghị») never reads of orders."""
    asked = any(line.verb == AssignmentVerb.DE_NGHI for line in lines) or agency.was_asked_not_ordered
    plan = lines[0].plan
    quotas = "\n".join(f"- {field_text(line)}, {subject_text(line).lower()}: {figure_text(line)}{_by_now(line)}"
                       for line in lines)
    if asked:
        opening = f"Kế hoạch «{plan.title}» đề nghị {agency} thực hiện các chỉ tiêu sau, nay còn chậm so với tiến độ:"
        closing = "Trân trọng đề nghị quý cơ quan quan tâm phát hiện, bồi dưỡng và gửi hồ sơ đề nghị công nhận."
    else:
        opening = f"Kế hoạch «{plan.title}» giao {agency} các chỉ tiêu sau, nay còn chậm so với tiến độ:"
        closing = "Đề nghị cơ quan khẩn trương phát hiện, bồi dưỡng và gửi hồ sơ đề nghị công nhận."
    return Letter(agency, lines, f"{'Đề nghị quan tâm' if asked else 'Đôn đốc'} thực hiện chỉ tiêu điển hình tiên tiến",
                  f"{opening}\n{quotas}\n{closing}")


def _by_now(line):
    due = int(line.expected) if line.expected else 0
    said = f"; đến nay cần có {viet_number(due)}" if due > line.actual else ""
    return said + (f"; chốt kết quả ngày {short_day(line.closes_on)}" if line.closes_on else "")


@transaction.atomic
def remind_bearers(lines, *, by, today):
    """How many agencies and people were written to: a notice and a mail each, once a day for the same plan and agency.

    Raises NotAllowed, InvalidInput when nobody can be reached.
    """
    require(rules.may_remind(by))
    letters = reminder_letters(lines)
    people = _people([letter.agency for letter in letters], today)
    reached = [letter for letter in letters if people.get(letter.agency.pk)]
    if not reached:
        raise InvalidInput("Không có cơ quan nào trong danh sách có người nhận nhắc việc trên hệ thống.")
    for letter in reached:
        for user in people[letter.agency.pk]:
            _send(letter, user, today)
    record("reporting.remind", lines[0].plan, by=by, after={
        "agencies": [letter.agency.name for letter in reached], "quotas": [line.rule.code for line in lines]})
    return Sent(len(reached), len({user.pk for letter in reached for user in people[letter.agency.pk]}))


def _people(agencies, today):
    """{agency id: active people who submit for it or head it}."""
    found = {}
    rows = RoleAssignment.objects.filter(valid_on(today), organization__in=agencies, role__in=REMINDED_ROLES,
                                         user__is_active=True).select_related("user").order_by("user_id")
    for row in rows:
        if row.user not in found.setdefault(row.organization_id, []):
            found[row.organization_id].append(row.user)
    return found


def _send(letter, user, today):
    plan = letter.lines[0].plan
    key = key_of("quota-reminder", plan.pk, letter.agency.pk, user.pk, today.isoformat())
    notify(key=key, user=user, title=letter.subject, body=letter.body,
           url=reverse("reporting:board", args=[plan.public_id]))
    enqueue(key=key, recipient=user, subject=letter.subject, body=letter.body, kind="quota_reminder", source=plan.code,
            reason=f"Anh/chị phụ trách thi đua, khen thưởng của {letter.agency}.")
