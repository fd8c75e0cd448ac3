"""What each condition of a plan says about a nominee: pure, from facts; nothing here reads the database.

Years that are examined run from the first of the window to the last finished one. A missing year makes a result
«chưa đủ dữ liệu», never «không đạt».
"""
from dataclasses import dataclass
from datetime import date

from core.text import fold
from models_registry.enums import LADDER, CommendationKind, RatingScheme, Result
from plans.enums import SubjectKind, SubjectType

R = Result
NO_BASIS = (CommendationKind.THEMATIC, CommendationKind.EXCEPTIONAL)
IDLE_WORDS = {"dat", "chuan", "tieu", "ve", "danh", "hieu", "dam", "bao"}


@dataclass(frozen=True)
class Title:
    name: str
    year: int
    is_achieved: bool = True
    kind: str = CommendationKind.MERIT
    revoked_on: date | None = None


@dataclass(frozen=True)
class Span:
    """A discipline or hold: from a day to a day (None: still), in words."""

    words: str
    from_date: date
    to_date: date | None = None


@dataclass(frozen=True)
class Headed:
    """A collective that the person heads on the day: `standing` is recognised, selected (not decided yet) or none."""

    name: str
    standing: str


@dataclass(frozen=True)
class Merit:
    """What is known of a nominee. None means: not known to the one who asks, which is not the same as nothing."""

    subject_type: str
    kinds: frozenset = frozenset()
    position: str = ""
    ratings: dict | None = None  # (scheme, year) → value
    titles: tuple = ()
    disciplines: tuple | None = None
    holds: tuple | None = None
    heads: tuple | None = None
    dissolved_on: date | None = None
    has_party_organisation: bool | None = None
    party_since: int | None = None
    is_party_member: bool | None = None
    registered_on: date | None = None
    nominated_on: date | None = None

    def rating(self, scheme, year):
        return (self.ratings or {}).get((scheme, year))


@dataclass(frozen=True)
class Condition:
    """One condition as data: its sentence, the source's sentence, to whom it applies and how hard it is."""

    code: str
    kind: str
    text: str
    quote: str = ""
    params: dict | None = None
    applies_to: tuple = ("all",)
    severity: str = "warn"
    na_allowed: bool = False
    rule_id: int | None = None

    def param(self, name, default=None):
        return (self.params or {}).get(name, default)

    @property
    def values(self):
        return tuple(self.param("values", ()))


GENERAL = (
    Condition("khong-tam-dung", "not_on_hold", "Không trong thời gian tạm dừng xét (đang xem xét kỷ luật, thanh tra, "
              "khiếu nại, tố cáo chưa kết luận)", severity="block"),
    Condition("khong-giai-the", "not_dissolved", "Tập thể chưa giải thể, chưa kết thúc hoạt động",
              applies_to=("collective",), severity="block"),
)


@dataclass(frozen=True)
class Outcome:
    """A condition with its result and the evidence in words; `by` names who found or waived it."""

    condition: Condition
    result: Result
    evidence: str = ""
    by: str = ""

    @property
    def blocks(self):
        """Whether forwarding is refused: a hard condition that fails; what is not known never blocks."""
        return self.condition.severity == "block" and self.result == R.FAIL


def years_examined(window, as_of):
    """From the first year of the window to the last one finished before `as_of`."""
    first, last = window[0].year, window[1].year if window[1] else as_of.year
    return tuple(range(first, min(last, as_of.year - 1) + 1))


def evaluate(condition, merit, *, window, as_of):
    """The outcome of one condition for one nominee on a day; `window` is (first day, last day or None)."""
    whether, why = applies(condition, merit)
    if whether is not True:
        return Outcome(condition, R.UNKNOWN if whether is None else R.NOT_APPLICABLE, why)
    check = CHECKS.get(condition.kind, _by_hand)
    return Outcome(condition, *check(condition, merit, years_examined(window, as_of), as_of, window))


# --- to whom a condition applies --------------------------------------------------------------------------------------


def applies(condition, merit):
    """(True, False or None when the kind is not stated; why)."""
    if set(condition.param("except_kinds", ())) & merit.kinds:
        return False, "Văn bản không áp dụng cho nhóm này."
    found = [_applies_part(part.strip(), merit) for part in condition.applies_to if part.strip()] or [True]
    if True in found:
        return True, ""
    if None in found:
        return None, "Chưa nêu đối tượng thuộc nhóm nào."
    return False, "Điều kiện dành cho đối tượng khác."


def _applies_part(part, merit):
    type_, _, kind = part.partition(".")
    if part == "all":
        return True
    if type_ != merit.subject_type:
        return False
    if not kind or kind in merit.kinds:
        return True
    if kind == SubjectKind.HEAD and merit.heads:
        return True
    if kind == SubjectKind.HEAD and fold(merit.position).split()[:1] == ["pho"]:
        return None
    return None if not merit.kinds else False


# --- values -----------------------------------------------------------------------------------------------------------


def rank(value):
    """The place of a rating on the ladder; None for another word."""
    words = fold(value)
    return next((n for n, step in enumerate(LADDER) if fold(step) == words), None)


def meets(wanted, given):
    """Whether the given rating or title is what the document asks, or a higher step of the same ladder."""
    if rank(wanted) is not None and rank(given) is not None:
        return rank(given) >= rank(wanted)
    one, other = _bare(wanted), _bare(given)
    return one == other or f" {one} " in f" {other} "


def _bare(text):
    letters = "".join(c if c.isalnum() else " " for c in fold(text))
    return " ".join(word for word in letters.split() if word not in IDLE_WORDS)


def _years_words(years):
    return ", ".join(str(year) for year in years)


def _sum_up(found, every_year):
    """The result over years from {year: True, False or None} with the evidence in words."""
    good, bad, missing = ([y for y, v in found.items() if v is wanted] for wanted in (True, False, None))
    if not found:
        return R.UNKNOWN, "Chưa có năm trọn vẹn nào trong kỳ để xét."
    if every_year and bad:
        return R.FAIL, f"Năm {_years_words(bad)} không đạt."
    if good and (not every_year or not missing):
        return R.PASS, f"Đạt năm {_years_words(good)}."
    if missing:
        return R.UNKNOWN, f"Chưa có dữ liệu năm {_years_words(missing)}."
    return R.FAIL, f"Không năm nào đạt ({_years_words(bad)})."


# --- the checks, one for each kind of condition -----------------------------------------------------------------------


def _by_hand(condition, merit, years, as_of, window):
    return R.UNKNOWN, "Cán bộ xem xét theo minh chứng."


def _rating(condition, merit, years, as_of, window):
    about_collective = any(fold(value).startswith("tap the") for value in condition.values)
    if merit.subject_type == SubjectType.INDIVIDUAL and about_collective:
        return _by_hand(condition, merit, years, as_of, window)
    collective = merit.subject_type == SubjectType.COLLECTIVE
    scheme = RatingScheme.COLLECTIVE if collective else RatingScheme.OFFICIAL
    return _sum_up(_rated(condition, merit, scheme, years), bool(condition.param("every_year")))


def _rated(condition, merit, scheme, years):
    given = {year: merit.rating(scheme, year) for year in years}
    return {year: None if value is None else any(meets(wanted, value) for wanted in condition.values)
            for year, value in given.items()}


def _party_org(condition, merit, years, as_of, window):
    if condition.na_allowed and merit.has_party_organisation is False:
        return R.NOT_APPLICABLE, "Đơn vị không có tổ chức đảng."
    return _sum_up(_rated(condition, merit, RatingScheme.PARTY_ORG, years), bool(condition.param("every_year")))


def _party_member(condition, merit, years, as_of, window):
    """Any year below the floor fails; else so many years at the top as the review needs, missing ones in doubt."""
    if merit.is_party_member is False:
        return R.NOT_APPLICABLE, "Không phải đảng viên."
    floor, top, needed = condition.param("floor", ""), condition.param("top", ""), _needed(condition, as_of, window)
    years = [year for year in years if not merit.party_since or year >= merit.party_since]
    given = {year: merit.rating(RatingScheme.PARTY_MEMBER, year) for year in years}
    low = [year for year, value in given.items() if value and not meets(floor, value)]
    best = [year for year, value in given.items() if value and meets(top, value)]
    missing = [year for year, value in given.items() if not value]
    if low:
        return R.FAIL, f"Năm {_years_words(low)} dưới mức «{floor}»."
    if len(best) >= needed and not missing:
        return R.PASS, f"Mức «{top}» {len(best)} năm ({_years_words(best)}), cần {needed}."
    if len(best) + len(missing) < needed:
        return R.FAIL, f"Mức «{top}» {len(best)} năm, cần {needed}."
    return R.UNKNOWN, f"Mức «{top}» {len(best)} năm, cần {needed}; chưa có dữ liệu năm {_years_words(missing)}."


def _needed(condition, as_of, window):
    """How many top years the review held in the year of `as_of` asks: the shortest review that spans them."""
    span = as_of.year - window[0].year + 1
    asked = {int(part): count for key, count in (condition.param("needed") or {}).items()
             for part in key.split("_") if part.isdigit()}
    if not asked:
        return 1
    return asked[min((years for years in asked if years >= span), default=max(asked))]


def _titles(every_value):
    def check(condition, merit, years, as_of, window):
        """Each asked title year by year; `every_value` tells whether all of them are asked or any."""
        every_year = bool(condition.param("every_year"))
        of_the_unit = every_value and merit.subject_type == SubjectType.INDIVIDUAL
        if not condition.values or of_the_unit:
            return _by_hand(condition, merit, years, as_of, window)
        if not every_value:
            found = {year: _held(merit, condition.values, year, as_of) for year in years}
            return _sum_up(found, every_year)
        each = [(value, *_sum_up({year: _held(merit, (value,), year, as_of) for year in years}, every_year))
                for value in condition.values]
        worst = next((r for r in (R.FAIL, R.UNKNOWN) if any(result == r for _, result, _ in each)), R.PASS)
        return worst, " ".join(f"«{value}»: {words}" for value, result, words in each if result == worst)
    return check


def _held(merit, values, year, as_of):
    """True when a title of the year is one of `values`, False when it was expressly not reached, None when unsaid."""
    rows = [t for t in merit.titles if t.year == year and t.kind not in NO_BASIS
            and not (t.revoked_on and t.revoked_on <= as_of) and any(meets(value, t.name) for value in values)]
    if any(row.is_achieved for row in rows):
        return True
    return False if rows else None


def _subject_kind(condition, merit, years, as_of, window):
    if not merit.kinds:
        return R.UNKNOWN, "Chưa nêu đối tượng thuộc nhóm nào."
    words = ", ".join(SubjectKind(kind).label.lower() for kind in sorted(merit.kinds))
    return (R.PASS if merit.kinds & set(condition.values) else R.FAIL), f"Thuộc nhóm: {words}."


def _leader(condition, merit, years, as_of, window):
    if not merit.heads:
        return R.UNKNOWN, "Chưa ghi tập thể do người này đứng đầu."
    names = ", ".join(headed.name for headed in merit.heads)
    standings = {headed.standing for headed in merit.heads}
    if "recognised" in standings:
        return R.PASS, f"Tập thể đã được công nhận: {names}."
    if "selected" in standings:
        return R.UNKNOWN, f"Tập thể đang được xét cùng kế hoạch: {names}."
    return R.FAIL, f"Tập thể chưa là điển hình của kế hoạch: {names}."


def _no_discipline(condition, merit, years, as_of, window):
    if merit.disciplines is None or condition.param("about") == "members":
        return _by_hand(condition, merit, years, as_of, window)
    within = [d for d in merit.disciplines if d.from_date <= as_of and (d.to_date or as_of) >= window[0]]
    if within:
        return R.FAIL, "Có kỷ luật trong thời gian xét; xem ở trang đối tượng."  # which one: each reading is logged
    return R.UNKNOWN, "Chưa ghi nhận kỷ luật nào; cán bộ xác nhận."


def _not_on_hold(condition, merit, years, as_of, window):
    if merit.holds is None:
        return R.UNKNOWN, "Sở Nội vụ kiểm tra khi thẩm định."
    now = [h for h in merit.holds if h.from_date <= as_of and (h.to_date is None or h.to_date >= as_of)]
    return (R.FAIL, "; ".join(h.words for h in now)) if now else (R.PASS, "Không có.")


def _not_dissolved(condition, merit, years, as_of, window):
    if merit.dissolved_on and merit.dissolved_on <= as_of:
        return R.FAIL, f"Đã giải thể từ ngày {merit.dissolved_on:%d/%m/%Y}."
    return R.PASS, "Đang hoạt động."


def _registered_first(condition, merit, years, as_of, window):
    if merit.registered_on is None:
        return R.UNKNOWN, "Chưa đăng ký điển hình."
    said = f"Đăng ký ngày {merit.registered_on:%d/%m/%Y}."
    if merit.nominated_on and merit.registered_on >= merit.nominated_on:
        return R.FAIL, f"{said} Đề cử ngày {merit.nominated_on:%d/%m/%Y}."
    return R.PASS, said


CHECKS = {
    "annual_rating": _rating, "rating": _rating, "party_org_rating": _party_org, "party_member_rating": _party_member,
    "annual_title": _titles(every_value=False), "annual_household_title": _titles(every_value=False),
    "collective_standard": _titles(every_value=True), "commune_standard": _titles(every_value=False),
    "subject_kind": _subject_kind, "leader_requires_collective_exemplar": _leader, "no_discipline": _no_discipline,
    "not_on_hold": _not_on_hold, "not_dissolved": _not_dissolved, "registered_first": _registered_first,
}
