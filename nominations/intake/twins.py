"""Which records of a list are likely the same person or body, written differently or entered twice."""
import re
from difflib import SequenceMatcher

from core.text import fold, normalised_name
from nominations.intake.words import small

_SHORT = (("ủy ban nhân dân", "ubnd"), ("trung học cơ sở", "thcs"), ("trung học phổ thông", "thpt"),
          ("hợp tác xã", "htx"),
          ("tiểu học", "th"), ("mầm non", "mn"), ("mặt trận tổ quốc", "mttq"), ("trách nhiệm hữu hạn", "tnhh"),
          ("cổ phần", "cp"), ("hội đồng nhân dân", "hđnd"), ("liên hiệp phụ nữ", "lhpn"), ("thành phố", "tp"),
          ("câu lạc bộ", "clb"), ("phó giám đốc", "pgđ"))
NEAR, ALIKE = 0.9, 0.8


def possible_duplicates(records):
    """Pairs of places of records: the same or nearly the same name, and a unit, birth or achievement that agrees."""
    by_key, pairs = {}, set()
    for place, record in enumerate(records):
        for key in _keys(record):
            by_key.setdefault(key, []).append(place)
    for places in by_key.values():
        for n, one in enumerate(places[:60]):
            pairs |= {(one, two) for two in places[n + 1:60] if _are_twins(records[one], records[two])}
    return sorted(list(pair) for pair in pairs)


def _keys(record):
    """Names that are nearly the same share a key: without accents; without the first, a middle or the last word."""
    words = fold(short(normalised_name(record.name))).split()
    yield (" ".join(words),)
    if len(words) >= 3:
        yield ("first", *words[1:])
        yield ("last", *words[:-1])
        yield ("middle", words[0], *words[2:])


def short(text):
    for long, abbreviation in _SHORT:
        text = text.replace(long, abbreviation)
    return text


def _name(record):
    return re.sub(r"[^\w]+", " ", short(normalised_name(record.name))).strip()


def _are_twins(one, two):
    if one.kind != two.kind and "other" not in (one.kind, two.kind):
        return False
    names = _name(one), _name(two)
    births = _births(one.birth, two.birth)
    achievements = _alike(one.achievement, two.achievement)
    units = _units(one, two)
    if names[0] == names[1]:
        if births is False:
            return bool(achievements) and units is not False
        if births or units or achievements:
            return True
        return one.kind == "collective" and units is None
    return _nearly(*names) and births is not False and (
        _full(one.birth) and births or [bool(births), bool(units), bool(achievements)].count(True) >= 2)


def _nearly(one, two):
    """One typing slip apart: the same letters with other accents, or almost the same letters."""
    if fold(one) == fold(two):
        return True
    words = one.split(), two.split()
    fits = len(words[0]) == len(words[1]) or set(words[0]) < set(words[1]) or set(words[1]) < set(words[0])
    return fits and min(len(one), len(two)) >= 8 and SequenceMatcher(None, one, two).ratio() >= NEAR


def _full(birth):
    return bool(birth) and len(birth) == 10


def _births(one, two):
    """True when they agree as far as both go, False when they differ, None when one is unknown."""
    if not one or not two:
        return None
    length = min(len(one), len(two))
    return one[:length] == two[:length]


def _units(one, two):
    if not one.unit or not two.unit:
        return None
    first, second = (re.sub(r"[^\w]+", " ", short(small(record.unit))).strip() for record in (one, two))
    if first == second or fold(first) == fold(second):
        return True
    shorter, longer = sorted((first, second), key=len)
    return (len(shorter.split()) >= 2 and f" {shorter} " in f" {longer} ") or SequenceMatcher(
        None, first, second).ratio() >= 0.88


def _alike(one, two):
    """Whether both have an achievement and its words agree."""
    if not one or not two:
        return None
    first, second = (" ".join(re.sub(r"[^\w]+", " ", small(text)).split())[:400] for text in (one, two))
    return first == second or (len(first) > 12 and SequenceMatcher(None, first, second).ratio() >= ALIKE)
