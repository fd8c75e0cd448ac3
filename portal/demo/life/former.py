"""The lives of the three older plans: a department (S1), a district (S2), a Party committee (S3)."""
from datetime import date, timedelta
from random import Random

from plans.enums import Stage
from plans.models import QuotaObligation
from portal.demo.life import phrases
from portal.demo.life.courses import Dossier, Exemplar
from portal.demo.life.nominees import BAN, JRAI, KINH, PLEI, TAY_NUNG
from portal.demo.life.world import working_day

LANG_SON = ("huyện Chi Lăng", "huyện Cao Lộc", "huyện Hữu Lũng", "huyện Lộc Bình", "huyện Bắc Sơn", "huyện Văn Quan")
IA_PA = ("huyện Ia Pa",)
BLOC = ("tỉnh",)
PROVINCE = "Ủy ban nhân dân tỉnh"
DISTRICT_CHAIRMAN = "Chủ tịch Ủy ban nhân dân huyện Ia Pa"
# what each unit had recognised in 2019 and 2020; the rest by the order of their names
DISTRICT = {
    "Ủy ban nhân dân xã Ia Mrơn": 8, "Ủy ban nhân dân xã Ia Trok": 6, "Ủy ban nhân dân xã Ia Broăi": 5,
    "Ủy ban nhân dân xã Ia Tul": 5, "Ủy ban nhân dân xã Chư Mố": 7, "Ủy ban nhân dân xã Ia Kdăm": 3,
    "Ủy ban nhân dân xã Kim Tân": 6, "Ủy ban nhân dân xã Chư Răng": 5, "Ủy ban nhân dân xã Pờ Tó": 4,
    "Công an huyện Ia Pa": 9, "Trung tâm Y tế huyện Ia Pa": 4, "Phòng Giáo dục và Đào tạo huyện Ia Pa": 6,
    "Ban Chỉ huy Quân sự huyện Ia Pa": 3, "Hội Liên hiệp Phụ nữ huyện Ia Pa": 4, "Thanh tra huyện Ia Pa": 0,
    "Phòng Tài chính - Kế hoạch huyện Ia Pa": 0, "Hội Nông dân huyện Ia Pa": 3,
}
SECTORS = {"Công an huyện Ia Pa": (("police", "S2-F05"),), "Trung tâm Y tế huyện Ia Pa": (("health", "S2-F04"),),
           "Phòng Giáo dục và Đào tạo huyện Ia Pa": (("school", "S2-F03"),),
           "Ban Chỉ huy Quân sự huyện Ia Pa": (("army", "S2-F05"),)}
OF_COMMUNES = (("farm", "S2-F01"), ("movement", "S2-F06"), ("rural", "S2-F08"), ("charity", "S2-F09"),
               ("kindness", "S2-F11"))
OF_AGENCIES = (("office", "S2-F07"), ("office", "S2-F10"))
KINDS = {"farm": ("household",), "kindness": ("individual",)}
HALF_OF_YEARS = (date(2019, 12, 9), date(2020, 6, 15), date(2020, 11, 23))
# (theme, field, subject type)
BLOC_THEMES = (("office", "S3-F01", "collective"), ("business", "S3-F02", "collective"),
               ("business", "S3-F03", "individual"), ("school", "S3-F04", "individual"),
               ("health", "S3-F05", "individual"), ("culture", "S3-F06", "individual"),
               ("office", "S3-F07", "individual"))
PHASES = (  # (received from the cells, forwarded collectives, individuals, received until, forwarded on)
    (31, 5, 4, date(2023, 3, 28), (date(2023, 4, 21),)),
    (34, 5, 5, date(2024, 12, 20), (date(2024, 5, 9), date(2025, 1, 14))),
)


def former_lives(world, maker):
    """Every act under the three plans, in no order."""
    return (_department(world, maker.elsewhere(BAN)) + _district(world, maker.elsewhere(PLEI))
            + _party_committee(world, maker))


def _district(world, maker):
    acts = []
    obligations = QuotaObligation.objects.filter(rule__plan=world.plans["S2"]).select_related(
        "rule", "bearer").order_by("pk")
    for obligation in obligations:
        rng = Random(f"S2 {obligation.bearer.name}")
        number = DISTRICT.get(obligation.bearer.name, rng.randint(1, 3))
        for n in range(number + rng.randint(1, 2)):
            acts += _district_exemplar(world, maker, rng, obligation, is_recognised=n < number, place=n)
    return acts


def _district_exemplar(world, maker, rng, obligation, *, is_recognised, place):
    of_commune = OF_COMMUNES if "xã" in obligation.bearer.name else OF_AGENCIES
    theme, field = rng.choice(SECTORS.get(obligation.bearer.name, of_commune))
    kinds = KINDS.get(theme, ("individual",) if field == "S2-F10" else ("collective",) if theme == "movement"
                      else ("collective", "individual"))
    families = rng.choice((JRAI, JRAI, KINH, TAY_NUNG))
    nominee = maker.make(rng, theme, rng.choice(kinds), regions=IA_PA, families=families, as_model=rng.random() < 0.3)
    exemplar = Exemplar(world, rng, nominee, field=world.fields[field], organization=obligation.bearer,
                        obligation=obligation)
    day = working_day(HALF_OF_YEARS[place % 3] + timedelta(days=rng.randint(0, 14)))
    acts = [exemplar.found(max(date(2019, 9, 16), day - timedelta(days=rng.randint(50, 110))))]
    if not is_recognised:
        return acts
    note = phrases.OVER_CEILING if place >= 7 else ""
    acts.append(exemplar.reached(day, Stage.RECOGNISED, number=f"{300 + day.timetuple().tm_yday}/QĐ-UBND",
                                 decided_by=DISTRICT_CHAIRMAN, note=note))
    if rng.random() < 0.3:
        acts.append(exemplar.step(day + timedelta(days=rng.randint(25, 60)), "start_replicating",
                                  rng.choice(phrases.REPLICATING)))
    return acts


def _party_committee(world, maker):
    """The cells send, the standing committee chooses: the received are many, the forwarded five and five."""
    owed = {}
    for o in QuotaObligation.objects.filter(rule__plan=world.plans["S3"]).select_related("rule", "bearer", "phase"):
        owed[o.rule.subject_types[0], o.window_start.year == 2021] = o
    cells = sorted({r.organization for m in world.plans["S3"].milestones.filter(code="S3-M02")
                    for r in m.occurrences.select_related("organization")}, key=lambda o: o.name)
    acts = []
    for first, phase in zip((True, False), PHASES, strict=True):
        acts += _phase(world, maker, owed, cells, first, *phase)
    return acts


def _phase(world, maker, owed, cells, first, received, collectives, individuals, until, forwarded_on):
    rng, acts = Random(f"S3 {first}"), []
    room = {"collective": collectives, "individual": individuals}
    dossiers = {}
    for n in range(received):
        theme, field, kind = BLOC_THEMES[n % len(BLOC_THEMES)]
        cell = cells[n * 5 % len(cells)]
        nominee = maker.make(rng, theme, kind, regions=BLOC, as_model=False)
        exemplar = Exemplar(world, rng, nominee, field=world.fields[field], organization=cell,
                            obligation=owed[kind, first])
        forwarded = room[kind] > 0 and rng.random() < 0.55 or received - n <= sum(room.values())
        day = working_day(forwarded_on[n % len(forwarded_on)])
        sent = working_day(min(until, day - timedelta(days=8)) - timedelta(days=rng.randint(0, 35)))
        if cell.name == "Đảng ủy Sở Y tế" and not forwarded:
            dossiers.setdefault(field, []).append((exemplar, sent, day))
            continue
        acts.append(exemplar.found(sent))
        if forwarded and room[kind] > 0:
            room[kind] -= 1
            number = f"{40 + day.timetuple().tm_yday}-TTr/ĐUK"
            acts.append(exemplar.reached(day, Stage.FORWARDED, number=number, decided_by="Ban Thường vụ Tỉnh ủy"))
    for field, rows in dossiers.items():
        acts += _not_chosen(world, rng, rows, f"S3 {first} {field}")
    return acts


def _not_chosen(world, rng, rows, key):
    """A dossier of the cell whose people use the application: none of its names was chosen."""
    sent, day = rows[0][1], rows[0][2]
    dossier = Dossier(world, rng, [e for e, _, _ in rows], key=key)
    return [dossier.drafted(sent - timedelta(days=2)), dossier.sent(sent),
            *(dossier.rejected(day, e, phrases.NOT_SELECTED) for e, _, _ in rows)]


def _department(world, maker):
    """The divisions find and keep exemplars; a few are sent upward in 2025 although no number was allocated."""
    obligation = QuotaObligation.objects.filter(rule__plan=world.plans["S1"]).select_related("rule", "bearer").get()
    divisions = sorted({r.organization for m in world.plans["S1"].milestones.filter(code="S1-M01")
                        for r in m.occurrences.select_related("organization")}, key=lambda o: o.name)
    rng, acts = Random("S1"), []
    for n in range(33):
        kind = ("collective", "individual")[n % 2]
        nominee = maker.make(rng, "forestry", kind, regions=LANG_SON, families=rng.choice((TAY_NUNG, TAY_NUNG, KINH)),
                             as_model=rng.random() < 0.25)
        exemplar = Exemplar(world, rng, nominee, field=world.fields["S1-F01"],
                            organization=divisions[n % len(divisions)], obligation=obligation)
        acts += _department_course(exemplar, rng, n)
    return acts


def _department_course(exemplar, rng, n):
    registered = working_day(date(2022 + n % 3, 2, 15) + timedelta(days=rng.randint(0, 40)))
    acts = [exemplar.found(registered)]
    if n % 3 == 2:
        return acts
    acts.append(exemplar.step(working_day(registered + timedelta(days=120)), "nurture", rng.choice(phrases.NURTURING)))
    if n % 3 == 1 and n < 20:
        return acts
    praised = working_day(date(registered.year, 12, 12) + timedelta(days=rng.randint(0, 8)))
    acts.append(exemplar.reached(praised, Stage.RECOGNISED, number=f"{400 + rng.randint(0, 80)}/QĐ-SNN",
                                 decided_by="Giám đốc Sở"))
    if n % 6 == 0:
        day = date(2025, 5, 26)
        acts.append(exemplar.reached(day, Stage.FORWARDED, number="1187/SNNMT-TCCB", decided_by=PROVINCE))
    elif rng.random() < 0.4:
        acts.append(exemplar.step(working_day(praised + timedelta(days=100)), "start_replicating",
                                  rng.choice(phrases.REPLICATING)))
    return acts
