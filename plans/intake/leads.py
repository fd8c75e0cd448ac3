"""Who chairs a field, with which verb, and with whom: clauses of running text and of brackets."""

import re
from dataclasses import dataclass
from functools import lru_cache

from plans.intake.bodies import HEAD, bodies_after, body_list
from plans.intake.text import plain

_VERB = r"(?P<verb>giao(?: cho)?|de nghi|phan cong|yeu cau)"
_ROLE = r"(?:chu tri|lam dau moi|la dau moi|phu trach|theo doi|la co quan chu tri|(?<!phan )dau moi)"
_CHARGED = re.compile(
    rf"\b{_VERB}\s+(?={HEAD}\b)(?P<bodies>[^.;()]{{0,240}}?(?:[.;]\s*(?=moi |don )[^.;()]{{0,160}}?)?)[:,;]?\s*"
    rf"(?P<each>(?:moi|tung) (?:co quan|don vi|so|nganh|ben|noi|dang uy)\s*)?{_ROLE}\b"
)
_PLAIN = re.compile(
    rf"(?:^|[:;.(\-]\s*|\bdo\s+)(?={HEAD}\b)(?P<bodies>[^:;()“”]{{3,160}}?)[:,;]?\s*"
    rf"(?P<each>(?:moi|tung) (?:co quan|don vi|so|nganh|ben|noi|dang uy)\s*)?\b(?:chu tri|lam dau moi)\b"
)
_CHARGED_SO = re.compile(
    rf"(?:^|[:;.]\s*)(?={HEAD}\b)(?P<bodies>[^,:;()“”]{{3,90}}?)\s+duoc giao\s+(?:chu tri|lam dau moi)\b"
)
_MARKED = re.compile(
    rf"(?:^|[:;.]\s*)(?={HEAD}\b)(?P<bodies>[^:;()“”]{{3,90}}?)\s*\(\s*(?:co quan )?(?:chu tri|dau moi)\s*\)"
    rf"(?:\s*,\s*(?={HEAD}\b)(?P<partners>[^:;()“”]{{3,160}}?)\s*\(\s*(?:co quan )?phoi hop\s*\))?"
)
_BRACKET = re.compile(
    rf"\(\s*(?:giao |do )?(?={HEAD}\b)(?P<bodies>[^()]{{3,120}}?)\s*(?:theo doi|phu trach|chu tri|lam dau moi)[^()]*\)"
)
_LABEL = re.compile(
    rf"\b(?:(?:co quan|don vi) )?(?:chu tri|dau moi)\s*:\s*(?={HEAD}\b)(?P<bodies>(?:[^.;()]"
    rf"|;\s*(?={HEAD}\b)){{3,200}})"
)
_WITH = re.compile(
    rf"\bphoi hop (?:chat che )?(?:(?:cung )?voi\s+|cung (?=(?:{HEAD})\b)|(?=(?:{HEAD})\b))"
    rf"|\bco quan phoi hop(?: chung)?\s*:\s*|\bphoi hop\s*:\s*"
)
_NOT_A_CHARGE = re.compile(r"duoc giao|neu tai muc|cac co quan chu tri|chiu trach nhiem")
VERBS = {"giao": "giao", "giao cho": "giao", "de nghi": "đề nghị", "phan cong": "phân công", "yeu cau": "yêu cầu"}


@dataclass(frozen=True)
class Charge:
    """One clause that puts bodies in charge; spans lie in the text that was given."""

    start: int
    end: int
    leads: tuple
    verb: str | None
    coordinators: tuple
    each: bool
    rule: str


@lru_cache(maxsize=512)
def charges(text):
    """The charges of one paragraph, in order."""
    folded = plain(text)
    found = []
    for rule, pattern in (
        ("giao-de-nghi", _CHARGED),
        ("trong-ngoac", _BRACKET),
        ("nhan-chu-tri", _LABEL),
        ("duoc-giao", _CHARGED_SO),
        ("ghi-vai-tro", _MARKED),
        ("chu-tri", _PLAIN),
    ):
        for match in pattern.finditer(folded):
            if any(match.start() < c.end and c.start < match.end() for c in found):
                continue
            if charge := _charge(text, folded, match, rule):
                found.append(charge)
    return sorted(found, key=lambda charge: charge.start)


def _charge(text, folded, match, rule):
    start, end = match.span("bodies")
    if verb_inside := re.match(r"\s*(giao(?: cho)?|de nghi|phan cong|yeu cau)\s+", folded[start:end]):
        start += verb_inside.end()
    if role := re.search(r",?\s+la (?:co quan|don vi)\s*$", folded[start:end]):
        end = start + role.start()
    leads = body_list(text, start, end)
    refused = rule != "duoc-giao" and _NOT_A_CHARGE.search(folded[start : match.end()])
    if not leads or refused or any(b - a > 90 for a, b in leads):
        return None
    groups = match.groupdict()
    after = _WITH.search(folded, match.end(), min(len(folded), match.end() + 60))
    stop = match.end()
    between = folded[match.end() : after.start()] if after else ""
    partners = []
    if after and len(between) < 12 or after and rule == "nhan-chu-tri":
        partners = bodies_after(text, after.end(), len(text))
        stop = partners[-1][1] if partners else stop
    if groups.get("partners"):
        partners = body_list(text, *match.span("partners"))
    return Charge(
        match.start(),
        stop,
        tuple(leads),
        VERBS.get(groups.get("verb")),
        tuple(partners),
        bool(groups.get("each")),
        rule,
    )
