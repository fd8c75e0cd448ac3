"""The life of the plan with yearly numbers for each unit (alias S4): who sent how many upward, and what waits today."""
from datetime import date, timedelta
from random import Random

from accounts.enums import Role
from accounts.models import User
from accounts.services import grant_role
from plans.enums import Stage
from plans.models import QuotaObligation
from portal.demo.life import phrases
from portal.demo.life.courses import Dossier, Exemplar
from portal.demo.life.world import Act, shares, working_day

PROVINCE = "Ủy ban nhân dân tỉnh"
DISTRICTS = ("thành phố Nha Trang", "thành phố Cam Ranh", "thị xã Ninh Hòa", "huyện Vạn Ninh", "huyện Diên Khánh",
             "huyện Khánh Vĩnh", "huyện Cam Lâm")
COMMUNES = ("xã Vạn Ninh", "xã Diên Khánh", "xã Cam Lâm", "xã Khánh Vĩnh", "xã Khánh Sơn")
WARDS = ("phường Nha Trang", "phường Bắc Nha Trang", "phường Ninh Hòa", "phường Cam Ranh")
COMMUNES_SINCE = date(2025, 7, 1)
# theme → (field, subject types it is told of)
FIELDS = {
    "office": ("S4-F01", ("collective", "individual")), "business": ("S4-F02", ("individual", "collective")),
    "farm": ("S4-F03", ("household",)), "police": ("S4-F04", ("collective", "individual")),
    "army": ("S4-F04", ("individual", "collective")), "border": ("S4-F04", ("collective", "individual")),
    "school": ("S4-F05", ("individual", "collective")), "health": ("S4-F06", ("individual", "collective")),
    "youth": ("S4-F07", ("individual", "collective")),
    "community": ("S4-F08", ("collective",)), "rural": ("S4-F09", ("collective", "individual")),
    "family": ("S4-F10", ("household", "collective")), "kindness": ("S4-F11", ("individual", "collective")),
}
OF_VILLAGES = ("farm", "rural", "family")
# unit → (themes, sent upward in 2025, in 2026); a unit that is missing in a year stayed silent
UNITS = {
    "Đảng ủy Công an tỉnh": (("police",), 12, 12),
    "Đảng ủy Quân sự tỉnh": (("army", "kindness"), 6, 3),
    "Đảng ủy Bộ đội Biên phòng tỉnh": (("border",), 3, 0),
    "Đảng ủy Trường Đại học Nha Trang": (("school",), 4, 3),
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh": (("youth", "kindness"), 10, 7),
    "Hội Cựu chiến binh tỉnh": (("rural", "kindness", "farm"), 3, 2),
    "Hội Liên hiệp Phụ nữ tỉnh": (("family", "farm"), 8, 4),
    "Hội Nông dân tỉnh": (("farm", "rural"), 11, 8),
    "Liên đoàn Lao động tỉnh": (("business", "office"), 9, 6),
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh": (("community", "kindness"), 5, 5),
    "Huyện ủy Cam Lâm": (("rural", "office"), 3, 0), "Huyện ủy Diên Khánh": (("rural", "health"), 5, 0),
    "Huyện ủy Khánh Sơn": (("farm",), 2, 0), "Huyện ủy Vạn Ninh": (("rural", "family"), 4, 0),
    "Thành ủy Cam Ranh": (("community", "office"), 3, 0),
    "Thành ủy Nha Trang": (("community", "school", "health"), 7, 0),
    "Thị ủy Ninh Hòa": (("rural", "business"), 4, 0),
    "Đảng ủy các cơ quan Đảng tỉnh": (("office",), 0, 5), "Đảng ủy Ủy ban nhân dân tỉnh": (("office", "school"), 0, 6),
    "Đảng ủy phường Cam Ranh": (("community", "office"), 0, 3),
    "Đảng ủy phường Nha Trang": (("community", "office"), 0, 4),
    "Đảng ủy phường Ninh Hòa": (("community", "business"), 0, 2), "Đảng ủy xã Cam Lâm": (("rural",), 0, 1),
    "Đảng ủy xã Diên Khánh": (("rural", "community"), 0, 3), "Đảng ủy xã Khánh Vĩnh": (("farm",), 0, 2),
    "Đảng ủy xã Vạn Ninh": (("rural", "family"), 0, 3),
}
ROUNDS = ((date(2025, 3, 14), 35, 12), (date(2025, 6, 9), 30, 12), (date(2025, 10, 6), 35, 25),
          (date(2026, 4, 10), 30, 20), (date(2026, 7, 6), 35, 20), (date(2026, 10, 12), 35, 22))
REST = ("discovered", "registered", "nurturing", "registered", "on_hold", "registered", "nurturing", "dropped")
# (unit, theme, how many, what became of them, days before 21/11/2026 of the sending or of the draft)
OPEN_CASES = (
    ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "community", 2, "waiting", 9),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "kindness", 1, "returned", 24),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "kindness", 2, "draft", 3),
    ("Liên đoàn Lao động tỉnh", "business", 3, "waiting", 4),
    ("Liên đoàn Lao động tỉnh", "office", 1, "rejected", 40),
    ("Hội Nông dân tỉnh", "farm", 2, "passed", 16),
    ("Hội Nông dân tỉnh", "rural", 1, "returned", 12),
    ("Hội Liên hiệp Phụ nữ tỉnh", "family", 2, "waiting", 2),
    ("Hội Liên hiệp Phụ nữ tỉnh", "farm", 1, "withdrawn", 33),
    ("Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh", "youth", 2, "draft", 5),
    ("Hội Cựu chiến binh tỉnh", "kindness", 1, "consulting", 27),
    ("Đảng ủy xã Cam Lâm", "rural", 1, "returned", 19),
    ("Đảng ủy xã Khánh Sơn", "farm", 1, "waiting", 6),
    ("Đảng ủy phường Ninh Hòa", "community", 1, "draft", 8),
    ("Đảng ủy Công an tỉnh", "police", 1, "held", 11),
    ("Đảng ủy Ủy ban nhân dân tỉnh", "school", 2, "appraising", 13),
)
LAST_DAY = date(2026, 11, 21)
# people of a force who do the same work for its Party committee
TWO_HATS = {"demo_nguoi_nop_cong_an_tinh": "Đảng ủy Công an tỉnh", "demo_nguoi_nop_bo_chqs": "Đảng ủy Quân sự tỉnh"}
PLAN_READ = date(2024, 11, 20)


def units_life(world, maker):
    """Every act under the plan, in no order."""
    acts = [Act(PLAN_READ, -1, lambda: _give_second_hats(world))]
    obligations = list(QuotaObligation.objects.filter(rule__plan=world.plans["S4"]).select_related(
        "rule", "bearer").order_by("pk"))
    for obligation in obligations:
        acts += _year_of_unit(world, maker, obligation)
    return acts + _open_cases(world, maker, obligations)


def _give_second_hats(world):
    for username, unit in TWO_HATS.items():
        grant_role(User.objects.get(username=username), by=None, role=Role.SUBMITTER,
                   organization=world.organization(unit), valid_from=PLAN_READ)


def _year_of_unit(world, maker, obligation):
    year, unit = obligation.window_start.year, obligation.bearer
    themes, *numbers = UNITS.get(unit.name, (("office",), 0, 0))
    number = numbers[year - 2025] if year in (2025, 2026) else 0
    rng, acts = Random(f"S4 {year} {unit.name}"), []
    rounds = [row for row in ROUNDS if row[0].year == year and (unit.valid_to is None or row[0] < unit.valid_to)]
    parts = shares(number, [weight for _, weight, _ in rounds]) if rounds else []
    for (start, _, spread), part in zip(rounds, parts, strict=False):
        day = working_day(start + timedelta(days=rng.randint(0, spread)))
        day = min(day, unit.valid_to - timedelta(days=1)) if unit.valid_to else day
        acts += _round(world, maker, rng, obligation, themes, day, part)
    for n in range(rng.randint(1, 3) if number else 0):
        acts += _rest(world, maker, rng, obligation, themes, REST[(n + len(unit.name)) % len(REST)])
    return acts


def _exemplar(world, maker, rng, obligation, theme, day, *, as_model=None):
    field, kinds = FIELDS[theme]
    regions = DISTRICTS if day < COMMUNES_SINCE else COMMUNES if theme in OF_VILLAGES else COMMUNES + WARDS
    as_model = rng.random() < 0.4 if as_model is None else as_model
    nominee = maker.make(rng, theme, rng.choice(kinds), regions=regions, as_model=as_model)
    return Exemplar(world, rng, nominee, field=world.fields[field], organization=obligation.bearer,
                    obligation=obligation)


def letter(day, rng):
    """The number of the letter that sends names upward, higher later in the year."""
    return f"{day.timetuple().tm_yday * 11 + rng.randint(0, 10)}/SNV-TĐKT"


def _round(world, maker, rng, obligation, themes, day, number):
    """`number` exemplars registered early in the year and sent upward on `day`: on paper in 2025, online since."""
    acts, number_of_letter = [], letter(day, rng)
    theme = rng.choice(themes)
    exemplars = [_exemplar(world, maker, rng, obligation, theme, day) for _ in range(number)]
    if number and day.year == 2026 and rng.random() < 0.5:
        sent = working_day(day - timedelta(days=rng.randint(9, 20)))
        dossier = Dossier(world, rng, exemplars, key=f"{obligation.rule.code} {obligation.bearer.code} {day}")
        return [dossier.drafted(sent - timedelta(days=rng.randint(0, 5))), dossier.sent(sent),
                *(dossier.decided(day, e, number_of_letter) for e in exemplars)]
    for e in exemplars:
        first = max(date(day.year, 1, 12), e.organization.valid_from or date.min)
        registered = working_day(min(first + timedelta(days=rng.randint(5, 50)), day - timedelta(days=3)))
        acts.append(e.found(registered))
        if (day - registered).days > 50 and rng.random() < 0.5:
            acts.append(e.step(registered + timedelta(days=30), "nurture", rng.choice(phrases.NURTURING)))
        acts.append(e.reached(day, Stage.FORWARDED, number=number_of_letter, decided_by=PROVINCE))
        acts += _after(e, rng, day)
    return acts


def _after(exemplar, rng, day):
    """Some of those sent upward are recognised by the province later, and taken over by others."""
    if rng.random() > 0.5:
        return []
    praised = working_day(date(day.year, 12, 8) + timedelta(days=rng.randint(0, 8)))
    acts = [exemplar.reached(praised, Stage.RECOGNISED, number=f"{3000 + rng.randint(0, 300)}/QĐ-UBND",
                             decided_by="Chủ tịch Ủy ban nhân dân tỉnh")]
    if rng.random() < 0.5:
        begun = working_day(praised + timedelta(days=rng.randint(70, 150)))
        acts.append(exemplar.step(begun, "start_replicating", rng.choice(phrases.REPLICATING)))
    return acts


def _rest(world, maker, rng, obligation, themes, fate):
    start = max(obligation.window_start, obligation.bearer.valid_from or date.min)
    end = min(obligation.window_end, obligation.bearer.valid_to or date.max, LAST_DAY)
    day = working_day(start + (end - start) * (0.15 + 0.7 * rng.random()))
    exemplar = _exemplar(world, maker, rng, obligation, rng.choice(themes), day)
    acts = [exemplar.found(day, Stage.DISCOVERED if fate == "discovered" else Stage.REGISTERED)]
    later = working_day(day + timedelta(days=rng.randint(20, 60)))
    if fate in ("nurturing", "dropped"):
        acts.append(exemplar.step(later, "nurture", rng.choice(phrases.NURTURING)))
    if fate == "dropped":
        acts.append(exemplar.step(later + timedelta(days=40), "drop", rng.choice(phrases.DROPPED)))
    if fate == "on_hold":
        acts.append(exemplar.step(later, "hold", rng.choice(phrases.HELD)))
    return acts


def _open_cases(world, maker, obligations):
    """What lies on desks in November 2026: drafts, dossiers that wait, some returned with a day, some refused."""
    owed = {o.bearer.name: o for o in obligations if o.window_start.year == LAST_DAY.year}
    acts = []
    for place, (unit, theme, number, fate, age) in enumerate(OPEN_CASES):
        obligation = owed.get(unit)
        if obligation:
            acts += _open_case(world, maker, obligation, theme, number, fate, LAST_DAY - timedelta(days=age), place)
    return acts


def _open_case(world, maker, obligation, theme, number, fate, day, place):
    rng, day = Random(f"S4 open {place}"), working_day(day)
    kind = rng.choice(FIELDS[theme][1])
    exemplars = [_exemplar(world, maker, rng, obligation, theme, day) for _ in range(number)]
    dossier = Dossier(world, rng, exemplars, key=f"open case {place} {kind}")
    acts = [dossier.drafted(day - timedelta(days=1))]
    if fate == "draft":
        return acts
    acts.append(dossier.sent(day))
    answered = working_day(day + timedelta(days=6))
    for e in exemplars:
        if fate == "returned":
            acts.append(dossier.returned(answered, e, rng.choice(phrases.RETURNED), answered + timedelta(days=10)))
        if fate == "rejected":
            acts.append(dossier.rejected(answered, e, rng.choice(phrases.REJECTED)))
        if fate == "withdrawn":
            acts.append(dossier.withdrawn(answered, e, rng.choice(phrases.WITHDRAWN)))
        if fate in ("appraising", "passed"):
            acts.append(dossier.taken_up(answered, e))
        if fate == "passed":
            acts.append(dossier.passed(answered, e))
        if fate == "consulting":
            acts.append(
                dossier.consulted(answered, e, "Thanh tra tỉnh", phrases.QUESTION, LAST_DAY + timedelta(days=6)))
        if fate == "held":
            acts.append(dossier.held(answered, e, rng.choice(phrases.HELD)))
    return acts
