"""The life of the province plan 2021–2025 (alias S0): what each lead agency had recognised, and when."""
from datetime import date, timedelta
from random import Random

from plans.enums import Stage, SubjectType
from plans.models import QuotaObligation
from portal.demo.life import phrases
from portal.demo.life.courses import Dossier, Exemplar
from portal.demo.life.nominees import RAGLAI, Nominee
from portal.demo.life.units import COMMUNES, COMMUNES_SINCE
from portal.demo.life.world import shares, working_day

CHAIRMAN = "Chủ tịch Ủy ban nhân dân tỉnh"
REGIONS = ("thành phố Nha Trang", "thành phố Cam Ranh", "thị xã Ninh Hòa", "huyện Vạn Ninh", "huyện Diên Khánh",
           "huyện Khánh Vĩnh", "huyện Khánh Sơn", "huyện Cam Lâm")
# (decision day, weight, days by which agencies' decisions spread); the first three lie before the interim review
EARLY = ((date(2022, 6, 10), 20, 18), (date(2022, 12, 12), 45, 16), (date(2023, 5, 24), 35, 20))
LATER = ((date(2023, 7, 18), 8, 18), (date(2023, 12, 11), 20, 14), (date(2024, 6, 5), 20, 20),
         (date(2024, 12, 9), 24, 16), (date(2025, 3, 20), 12, 8), (date(2025, 5, 27), 10, 20),
         (date(2025, 11, 24), 6, 18))
ONLINE_FROM = date(2023, 1, 1)
THEMES = {"S0-F01": "rural", "S0-F02": "business", "S0-F03": "community", "S0-F04": "school", "S0-F06": "health",
          "S0-F07": "study", "S0-F08": "farm", "S0-F09": "charity", "S0-F10": "office"}
FORCES = {"Công an tỉnh": "police", "Bộ Chỉ huy Quân sự tỉnh": "army", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh": "border"}
# recognised by 30/6/2023 and by the end: (rule, the lead agency where a field has several) → numbers
RECOGNISED = {
    ("S0-F01-C", ""): (6, 12), ("S0-F01-I", ""): (5, 11), ("S0-F02-C", ""): (5, 20), ("S0-F02-I", ""): (9, 22),
    ("S0-F03-C", ""): (9, 22), ("S0-F03-I", ""): (8, 20), ("S0-F04-C", ""): (10, 23), ("S0-F04-I", ""): (13, 31),
    ("S0-F05-C", "Công an tỉnh"): (6, 12), ("S0-F05-C", "Bộ Chỉ huy Quân sự tỉnh"): (3, 8),
    ("S0-F05-C", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"): (4, 10), ("S0-F05-I", "Công an tỉnh"): (5, 11),
    ("S0-F05-I", "Bộ Chỉ huy Quân sự tỉnh"): (4, 10), ("S0-F05-I", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"): (4, 10),
    ("S0-F06-C", ""): (9, 20), ("S0-F06-I", ""): (8, 19), ("S0-F07-C", ""): (9, 21), ("S0-F07-I", ""): (8, 20),
    ("S0-F08-H", ""): (9, 25), ("S0-F09-C", ""): (7, 20), ("S0-F09-I", ""): (3, 17), ("S0-F10-C", ""): (10, 22),
    ("S0-F10-I", ""): (9, 24),
}
BEFORE_THE_PLAN = {"S0-F10-C": date(2019, 10, 1), "S0-F10-I": date(2020, 12, 18)}  # its window begins in 2019
NOMINATES_TOO = {"S0-F01": "Ủy ban nhân dân thành phố Nha Trang", "S0-F03": "Ủy ban nhân dân thành phố Nha Trang",
                 "S0-F09": "Hội Liên hiệp Phụ nữ tỉnh", "S0-F10": "Ủy ban nhân dân thành phố Nha Trang"}
FATES = ("registered", "nurturing", "discovered", "dropped", "registered", "nurturing", "on_hold")
TWO_FIELDS = Nominee(
    SubjectType.INDIVIDUAL, "Trần Thị Bích Quyên", "health_worker",
    "Vận động thành lập đội hiến máu của bệnh viện và trực tiếp hướng dẫn người bệnh tập vật lý trị liệu tại nhà.",
    1984, "female", "Điều dưỡng trưởng", "Bệnh viện Đa khoa khu vực Hà Thanh, thị xã Ninh Hòa")
NAMESAKE = Nominee(
    SubjectType.INDIVIDUAL, "Nguyễn Văn Hoà", "farmer",
    "Hiến 350 m² đất mở đường liên thôn, vận động 20 hộ cùng chỉnh trang hàng rào.", 1975, "male", "Trưởng thôn",
    "thôn Tân Lập, huyện Diên Khánh")


def province_life(world, maker):
    """Every act under the plan, in no order."""
    acts = []
    obligations = QuotaObligation.objects.filter(rule__plan=world.plans["S0"]).select_related(
        "rule", "field__plan", "bearer").prefetch_related("assignments__organization").order_by("pk")
    for obligation in obligations:
        acts += _obligation_life(world, maker, obligation)
    return acts + _poor_households(world, maker)


def decision(day, rng):
    """A number the office would read on the decision: higher later in the year."""
    return f"{day.timetuple().tm_yday * 9 + rng.randint(0, 8)}/QĐ-UBND"


def _obligation_life(world, maker, obligation):
    rule, bearer = obligation.rule.code, obligation.bearer.name
    rng = Random(f"{rule} {bearer}")
    middle, final = RECOGNISED.get((rule, bearer)) or RECOGNISED[rule, ""]
    theme = FORCES.get(bearer) or THEMES[obligation.field.code]
    script = _Script(world, maker, rng, obligation, theme)
    acts, later = [], _rounds_of(obligation)
    former = 2 if rule in BEFORE_THE_PLAN else 0
    for rounds, total in ((EARLY, middle - former), (later, final - middle)):
        for (day, _, spread), number in zip(rounds, shares(total, [w for _, w, _ in rounds]), strict=True):
            acts += script.round(working_day(day + timedelta(days=rng.randint(0, spread))), number)
    for _ in range(former):
        acts += script.before_the_plan(BEFORE_THE_PLAN[rule])
    return acts + script.rest(max(3, final // 4)) + script.revoked()


def _rounds_of(obligation):
    """The later rounds the bearer, or an agency that took over from it, lives to see."""
    if obligation.bearer.valid_to is None or obligation.assignments.all():
        return LATER
    return [row for row in LATER if row[0] + timedelta(days=row[2]) <= obligation.bearer.valid_to]


class _Script:
    """Writes the acts of one obligation."""

    def __init__(self, world, maker, rng, obligation, theme):
        self.world, self.maker, self.rng, self.obligation, self.theme = world, maker, rng, obligation, theme
        self.kind = obligation.rule.subject_types[0]
        self.special = {"S0-F06-I": TWO_FIELDS, "S0-F07-I": TWO_FIELDS, "S0-F01-I": NAMESAKE}.get(obligation.rule.code)

    def nominee(self, day):
        families = RAGLAI if self.theme in ("rural", "farm", "health") and self.rng.random() < 0.12 else None
        regions = REGIONS[5:7] if families else REGIONS if day < COMMUNES_SINCE else COMMUNES
        return self.maker.make(self.rng, self.theme, self.kind, regions=regions, as_model=self.rng.random() < 0.18,
                               **({"families": families} if families else {}))

    def exemplar(self, organization, day):
        return Exemplar(self.world, self.rng, self.nominee(day), field=self.obligation.field,
                        organization=organization, obligation=self.obligation)

    def round(self, day, number):
        """`number` exemplars recognised on `day`: on paper, or sent through the system some weeks before."""
        if not number:
            return []
        sent = working_day(day - timedelta(days=self.rng.randint(16, 42)))
        agency, sent = self._agency(sent, day)
        exemplars = [self.exemplar(agency, sent) for _ in range(number)]
        if self.special and day.year >= 2024:
            exemplars[0].nominee, self.special = self.special, None
        registered = self._registered_on(sent, agency)
        acts = [act for e in exemplars for act in self._youth(e, registered, sent)]
        write = self._online if day >= ONLINE_FROM and self.rng.random() < 0.25 else self._on_paper
        acts += write(exemplars, sent, day)
        return acts + [act for e in exemplars for act in self._later_years(e, day)]

    def _agency(self, sent, day):
        """Who puts them forward: mostly who bears the quota then; not before the agency was there."""
        agency = self.obligation.bearer_on(sent)
        if agency.valid_to and agency.valid_to < day:
            agency = self.obligation.bearer_on(day)
        other = NOMINATES_TOO.get(self.obligation.field.code)
        if other and self.rng.random() < 0.25:
            found = self.world.organization(other)
            agency = found if found.exists_on(day) else agency
        if agency.valid_from:
            sent = max(sent, agency.valid_from + timedelta(days=7))
        return agency, min(sent, day - timedelta(days=2))

    def _registered_on(self, sent, agency):
        first = date(2022, 1, 24) if sent.year == 2022 else date(sent.year, 1, 20)
        if self.rng.random() < 0.5 and sent.year > 2022:
            first = date(sent.year - 1, 2, 8)
        day = working_day(first + timedelta(days=self.rng.randint(0, 40)))
        if agency.valid_from:
            day = max(day, agency.valid_from + timedelta(days=2))
        return min(day, sent - timedelta(days=1))

    def _youth(self, exemplar, registered, sent):
        acts = [exemplar.found(registered)]
        gap = (sent - registered).days
        if gap > 60 and self.rng.random() < 0.6:
            day = working_day(registered + timedelta(days=self.rng.randint(30, gap - 10)))
            acts.append(exemplar.step(day, "nurture", self.rng.choice(phrases.NURTURING)))
        return acts

    def _on_paper(self, exemplars, sent, day):
        number = decision(day, self.rng)
        return [e.reached(day, Stage.RECOGNISED, number=number, decided_by=CHAIRMAN) for e in exemplars]

    def _online(self, exemplars, sent, day):
        """Sent, perhaps one returned and sent again, decided; some dossiers carry one more that does not pass."""
        rng, extra = self.rng, []
        if rng.random() < 0.45:
            extra = [self.exemplar(exemplars[0].organization, sent)]
        dossier = Dossier(self.world, rng, exemplars + extra,
                          key=f"{self.obligation.rule.code} {self.obligation.bearer.code} {day}")
        acts = [dossier.drafted(sent - timedelta(days=rng.randint(0, 6))), dossier.sent(sent)]
        if (day - sent).days > 14 and rng.random() < 0.4:
            back = working_day(sent + timedelta(days=rng.randint(4, 7)))
            acts += [dossier.returned(back, exemplars[-1], rng.choice(phrases.RETURNED), back + timedelta(days=10)),
                     dossier.sent(back + timedelta(days=rng.randint(1, 5)))]
        number = decision(day, rng)
        acts += [dossier.decided(day, e, number) for e in exemplars]
        for e in extra:
            if rng.random() < 0.3:
                acts.append(dossier.withdrawn(day - timedelta(days=1), e, rng.choice(phrases.WITHDRAWN)))
            else:
                acts.append(dossier.rejected(day, e, rng.choice(phrases.REJECTED)))
        return acts

    def _later_years(self, exemplar, day):
        """After recognition: some are taken over by others."""
        if self.rng.random() > 0.55:
            return []
        begun = working_day(day + timedelta(days=self.rng.randint(60, 240)))
        acts = [exemplar.step(begun, "start_replicating", self.rng.choice(phrases.REPLICATING))]
        if self.rng.random() < 0.7:
            done = working_day(begun + timedelta(days=self.rng.randint(120, 330)))
            acts.append(exemplar.step(done, "replicate", self.rng.choice(phrases.REPLICATED)))
        return acts

    def before_the_plan(self, day):
        """Recognised in the movement before the plan was issued; the window of the field counts them."""
        exemplar = self.exemplar(self.obligation.bearer, day)
        entered = date(2021, 12, 15)
        return [exemplar.act(entered, exemplar._enter, Stage.REGISTERED),
                exemplar.reached(entered, Stage.RECOGNISED, number=decision(day, self.rng), decided_by=CHAIRMAN,
                                 on_date=day)]

    def rest(self, number):
        """Exemplars that did not get as far: registered, being nurtured, put aside."""
        acts = []
        for n in range(number):
            day = working_day(date(2022, 2, 1) + timedelta(days=self.rng.randint(0, 1090)))
            agency = self.obligation.bearer_on(day)
            fate = FATES[(n + len(self.obligation.bearer.name)) % len(FATES)]
            acts += self._fate(self.exemplar(agency, day), fate, day)
        return acts

    def _fate(self, exemplar, fate, day):
        acts = [exemplar.found(day, Stage.DISCOVERED if fate == "discovered" else Stage.REGISTERED)]
        later = working_day(day + timedelta(days=self.rng.randint(60, 200)))
        if fate in ("nurturing", "dropped"):
            acts.append(exemplar.step(later, "nurture", self.rng.choice(phrases.NURTURING)))
        if fate == "dropped":
            after = working_day(later + timedelta(days=self.rng.randint(60, 200)))
            acts.append(exemplar.step(after, "drop", self.rng.choice(phrases.DROPPED)))
        if fate == "on_hold":
            acts.append(exemplar.step(later, "hold", self.rng.choice(phrases.HELD)))
        return acts

    def revoked(self):
        """In two fields a recognition was taken back."""
        reasons = {"S0-F02-C": "Bị kết luận nợ bảo hiểm xã hội kéo dài, không còn xứng đáng là điển hình.",
                   "S0-F07-I": "Bị thi hành kỷ luật, thu hồi công nhận theo đề nghị của cơ quan."}
        if self.obligation.rule.code not in reasons:
            return []
        made, taken, reason = date(2023, 12, 18), date(2024, 9, 16), reasons[self.obligation.rule.code]
        exemplar = self.exemplar(self.obligation.bearer, made)
        found, number = exemplar.found(date(2023, 2, 14)), decision(made, self.rng)
        if self.obligation.rule.code == "S0-F07-I":
            dossier = Dossier(self.world, self.rng, [exemplar], key="taken back")
            return [found, dossier.drafted(date(2023, 11, 6)), dossier.sent(date(2023, 11, 8)),
                    dossier.decided(made, exemplar, number),
                    dossier.revoked(taken, exemplar, decision(taken, self.rng), reason)]
        return [found, exemplar.reached(made, Stage.RECOGNISED, number=number, decided_by=CHAIRMAN),
                exemplar.step(taken, "revoke", reason, number=decision(taken, self.rng), decided_by=CHAIRMAN,
                              by_office=True)]


def _poor_households(world, maker):
    """Households that worked their way out of poverty: the criteria name them, the quota does not count them."""
    rng, acts = Random("S0-F09 households"), []
    agency, field = world.organization("Sở Lao động - Thương binh và Xã hội"), world.fields["S0-F09"]
    for year in (2022, 2022, 2023, 2024):
        nominee = maker.make(rng, "charity", SubjectType.HOUSEHOLD, regions=REGIONS)
        exemplar = Exemplar(world, rng, nominee, field=field, organization=agency)
        day = date(year, 10, 17)
        acts += [exemplar.found(date(year, 3, 10 + len(acts))),
                 exemplar.reached(working_day(day), Stage.RECOGNISED, number=decision(day, rng), decided_by=CHAIRMAN)]
    return acts
