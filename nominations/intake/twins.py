"""Which records of a list are likely the same person or body, written differently or entered twice."""
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from core.text import fold, normalised_name
from nominations.intake.chars import small

_SHORT = (("ủy ban nhân dân", "ubnd"), ("trung học cơ sở", "thcs"), ("trung học phổ thông", "thpt"),
          ("hợp tác xã", "htx"),
          ("tiểu học", "th"), ("mầm non", "mn"), ("mặt trận tổ quốc", "mttq"), ("trách nhiệm hữu hạn", "tnhh"),
          ("cổ phần", "cp"), ("hội đồng nhân dân", "hđnd"), ("liên hiệp phụ nữ", "lhpn"), ("thành phố", "tp"),
          ("câu lạc bộ", "clb"), ("phó giám đốc", "pgđ"))
_I_FOR_Y = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
NEAR, ALIKE, LARGEST_GROUP = 0.9, 0.8, 40


@dataclass(frozen=True)
class Facts:
    """What is compared of one record, made ready once."""

    kind: str
    name: str
    folded: str
    birth: str | None
    unit: str
    achievement: str


def possible_duplicates(records):
    """Pairs of places of records: the same or nearly the same name, and a unit, birth or achievement that agrees."""
    facts, by_key, seen, pairs = [facts_of(record) for record in records], {}, set(), []
    for place, fact in enumerate(facts):
        for key in _keys(fact):
            by_key.setdefault(key, []).append(place)
    for places in by_key.values():
        for pair in combinations(places[:LARGEST_GROUP], 2):
            if pair not in seen:
                seen.add(pair)
                if _are_twins(facts[pair[0]], facts[pair[1]]):
                    pairs.append(list(pair))
    return sorted(pairs)


def facts_of(record):
    name = _words(short(normalised_name(record.name)))
    return Facts(record.kind, name, fold(name), record.birth, _words(short(small(record.unit or ""))),
                 _words(small(record.achievement or ""))[:400])


def _words(text):
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


def _keys(fact):
    """Names that are nearly the same share a key: without accents; without the first, a middle or the last word."""
    folded = fact.folded.replace("y", "i")
    words = folded.split()
    yield (folded,)
    if len(words) >= 3:
        yield ("first", *words[1:])
        yield ("last", *words[:-1])
        yield ("middle", words[0], *words[2:])


def short(text):
    for long, abbreviation in _SHORT:
        text = text.replace(long, abbreviation)
    return text


def _are_twins(one, two):
    if one.kind != two.kind and "other" not in (one.kind, two.kind):
        return False
    births = _births(one.birth, two.birth)
    if not _same_name(one, two):
        return births is not False and _nearly(one, two) and _agree_for_near_names(one, two, births)
    units = _units(one.unit, two.unit)
    if births is False:
        return units is not False and bool(_alike(one.achievement, two.achievement))
    if births or units or _alike(one.achievement, two.achievement):
        return True
    return one.kind == "collective" and units is None


def _same_name(one, two):
    """The same words, also when one of them was typed without accents, or with i for y."""
    if one.name == two.name:
        return True
    if one.folded == two.folded and (one.name.isascii() or two.name.isascii()):
        return True
    return one.name.translate(_I_FOR_Y) == two.name.translate(_I_FOR_Y)


def _agree_for_near_names(one, two, births):
    """A slip in the name needs more: the whole day of birth, or two facts."""
    if births and len(one.birth) == len(two.birth) == 10:
        return True
    agreeing = bool(births) + bool(_units(one.unit, two.unit))
    return agreeing == 2 or (agreeing == 1 and bool(_alike(one.achievement, two.achievement)))


def _nearly(one, two):
    """One typing slip apart: the same letters with other accents, or almost the same letters."""
    if one.folded == two.folded:
        return True
    words = one.name.split(), two.name.split()
    fits = len(words[0]) == len(words[1]) or set(words[0]) < set(words[1]) or set(words[1]) < set(words[0])
    return fits and min(len(one.name), len(two.name)) >= 8 and _likeness(one.name, two.name, NEAR)


def _births(one, two):
    """True when they agree as far as both go, False when they differ, None when one is unknown."""
    if not one or not two:
        return None
    length = min(len(one), len(two))
    return one[:length] == two[:length]


def _units(one, two):
    """Whether two units agree; None when one is unknown."""
    if not one or not two:
        return None
    if one == two or fold(one) == fold(two):
        return True
    shorter, longer = sorted((one, two), key=len)
    return (len(shorter.split()) >= 2 and f" {shorter} " in f" {longer} ") or _likeness(one, two, 0.88)


def _alike(one, two):
    """Whether both have an achievement and its words agree."""
    if not one or not two:
        return None
    return one == two or (min(len(one), len(two)) > 12 and _likeness(one, two, ALIKE))


def _likeness(one, two, least):
    """Whether the texts share at least `least` of their letters in order; the cheap bounds are asked first."""
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least
