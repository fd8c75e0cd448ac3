"""How agencies kept the plans' days: most in time, some late, some extended or sent back, some silent."""
from datetime import date, timedelta
from itertools import count
from random import Random

from accounts.enums import Role
from accounts.models import User
from organizations.enums import OrganizationSystem
from plans import services
from plans.enums import OccurrenceStatus
from plans.models import DeadlineOccurrence
from portal.demo.life import phrases
from portal.demo.life.world import Act, working_day

PLACE = count(1_000_000)  # after what happened to exemplars on the same day
SILENT, LATE, MIXED, PROMPT = "silent", "late", "mixed", "prompt"
HABITS = (PROMPT, PROMPT, MIXED, PROMPT, PROMPT, LATE, PROMPT, MIXED, PROMPT, PROMPT, PROMPT, LATE)
NEVER = ("Đảng ủy đặc khu Trường Sa",)
LONG_AGO = date(2025, 7, 1)  # what was missed before is settled: nobody is still asked for it
# (milestone, key, agency): the storm and flood of November 2025 made the province give some agencies more days
EXTENDED = {("S4-M02", "2025", "Sở Xây dựng"): date(2025, 12, 12),
            ("S4-M02", "2025", "Sở Tài chính"): date(2025, 12, 8),
            ("S4-M04", "2025", "Đảng ủy xã Diên Khánh"): date(2025, 12, 15),
            ("S4-M02", "2026", "Sở Nông nghiệp và Môi trường"): date(2026, 12, 7),
            ("S0-M05", "2025Q1", "Sở Xây dựng"): date(2025, 4, 18)}
RETURNED = {("S4-M02", "2026", "Sở Văn hóa, Thể thao và Du lịch"), ("S4-M02", "2025", "Sở Công Thương"),
            ("S0-M04", "2023Q1-2023Q2", "Sở Y tế"), ("S0-M05", "2025Q1", "Liên đoàn Lao động tỉnh"),
            ("S4-M05", "2025", "Hội Cựu chiến binh tỉnh")}
KEEN = ("Đảng ủy Quân sự tỉnh", "Ban Tuyên giáo Tỉnh ủy", "Sở Nội vụ", "Đảng ủy Công an tỉnh", "Công an tỉnh")
NOT_YET = {("S4-M04", "2026", "Đảng ủy Công an tỉnh"), ("S4-M02", "2025", "Ban Quản lý Khu kinh tế Vân Phong"),
           ("S4-M02", "2025", "Công ty TNHH một thành viên Xổ số kiến thiết Khánh Hòa"),
           ("S4-M02", "2026", "Sở Y tế"), ("S4-M05", "2026", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
           ("S4-M07", "2026Y", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh")}


def duties_life(world):
    """What was handed in, returned and extended, in no order."""
    people = _people()
    rows = DeadlineOccurrence.objects.select_related("milestone__plan", "organization").prefetch_related(
        "assignments__organization")
    return [act for row in rows for act in _duty(world, people, row)]


def _people():
    """{agency: its person with a demonstration account}; the office enters what the other agencies send on paper."""
    users = User.objects.filter(username__startswith="demo_", assignments__role=Role.SUBMITTER).distinct()
    return {a.organization_id: user for user in users.prefetch_related("assignments") for a in user.assignments.all()}


def _duty(world, people, row):
    name = (row.milestone.code, row.key, row.organization.name)
    rng = Random(" ".join(name))
    day = None if name in NOT_YET or row.organization.name in NEVER else _day_of(row, rng)
    acts = []
    if name in EXTENDED:
        asked = working_day(row.due_on - timedelta(days=5))
        acts.append(_act(asked, _extend, world, rng, row, EXTENDED[name]))
        day = working_day(EXTENDED[name] - timedelta(days=rng.randint(0, 3)))
    if day is None and row.due_on and row.due_on < LONG_AGO and row.organization.exists_on(row.due_on):
        return [*acts, _act(working_day(row.due_on + timedelta(days=rng.randint(90, 200))), _waive, world, rng, row)]
    if day is None or not _is_there(row, day):
        return acts
    acts.append(_act(day, _hand_in, world, people, rng, row, row.due_on and day > row.due_on))
    if name in RETURNED:
        back = working_day(day + timedelta(days=3))
        acts.append(_act(back, _return, world, rng, row))
        acts.append(_act(back + timedelta(days=rng.randint(5, 9)), _hand_in, world, people, rng, row, False))
    return acts


def _act(day, do, *values):
    return Act(day, next(PLACE), lambda: do(*values))


def _day_of(row, rng):
    """The day the paper came, by the habit of the agency; None when it never came."""
    habit = PROMPT if row.organization.name in KEEN else HABITS[sum(map(ord, row.organization.name)) % len(HABITS)]
    if habit == MIXED:
        habit = rng.choice((PROMPT, PROMPT, LATE, LATE if row.organization.valid_to else SILENT))
    end = row.due_on or row.window_end
    if end is None:  # without any day: some weeks after the plan came out
        return working_day(row.window_start + timedelta(days=rng.randint(20, 110)))
    is_recent = row.due_on or end >= LONG_AGO  # reports without a day are all there after some years
    if is_recent and (habit == SILENT or (row.due_on is None and rng.random() < 0.12)):
        return None
    if habit == LATE and row.organization.valid_to != end:  # a body that ends on the day does not come late
        return working_day(end + timedelta(days=rng.randint(3, 24)))
    first = max(row.window_start, end - timedelta(days=28))
    return max(first, working_day(end - timedelta(days=rng.randint(0, min(24, (end - first).days)))))


def _is_there(row, day):
    """The agency, or one that took the duty over, exists on the day."""
    return row.organization.exists_on(day) or row.organization_on(day).exists_on(day)


def _hand_in(world, people, rng, row, is_late):
    today = world.today
    agency = row.organization_on(today)
    note = phrases.LATE_PAPER if is_late and rng.random() < 0.4 else ""
    services.hand_in(row, by=people.get(agency.pk) or world.officer(rng), received_on=today, today=today,
                     number=_number(agency, today, rng), note=note)


def _number(agency, day, rng):
    """A number as the agency's own clerk would give it: State and Party write them differently."""
    number = day.timetuple().tm_yday * 3 // 2 + rng.randint(1, 9)
    if agency.system == OrganizationSystem.PARTY:
        return f"{number}-BC/{agency.document_symbol or 'ĐU'}"
    return f"{number}/BC-{agency.document_symbol}" if agency.document_symbol else f"{number}/BC"


def _extend(world, rng, row, new_due_on):
    services.extend_deadline(row, by=world.officer(rng), new_due_on=new_due_on, reason=phrases.EXTENDED,
                             today=world.today)


def _waive(world, rng, row):
    services.close_duty(row, by=world.officer(rng), closed_as=OccurrenceStatus.WAIVED, reason=phrases.WAIVED,
                        on_date=world.today)


def _return(world, rng, row):
    paper = row.deliverables.filter(returned_on=None).first()
    services.return_deliverable(paper, by=world.officer(rng), reason=rng.choice(phrases.PAPER_RETURNED),
                                today=world.today)
