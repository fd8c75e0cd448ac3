"""Numbers that count nominees, exemplars and models in a sentence; every other number is passed over.

A quantity (`quantities`) is a quota only in a clause that asks for the subjects to be chosen, built, registered or
presented (`asking`), of somebody (`bearers`); past results, awards, shares of votes and criteria are none.
"""

import re
from dataclasses import replace
from functools import lru_cache

from plans.intake.asking import clause_of, context_of, leaves_a_doubt
from plans.intake.bearers import EACH, verb_after
from plans.intake.bodies import is_body
from plans.intake.clauses import clauses
from plans.intake.quota_groups import groups_in, without_shares, without_totals
from plans.intake.text import plain

_CHOOSES = re.compile(r"(?:giới thiệu|lựa chọn|chọn|đăng ký|xây dựng|đề cử|bầu chọn|bình chọn)\s+$", re.IGNORECASE)
_ONE = re.compile(r"một\s", re.IGNORECASE)


@lru_cache(maxsize=512)
def quotas_in(text, asked=False):
    """The quotas of one paragraph, in order, with the basis and scope that its own words give ("" when none).

    `asked` says that the heading or lead-in above asks for numbers: «Công an tỉnh: 10 tập thể» then needs no verb.
    """
    found, context = [], None
    for start, end in clauses(text):
        behind = start
        for group in groups_in(text, start, end):
            at = (behind > start and _own_start(text, behind, group[0].start)) or start
            behind = group[-1].end
            context = context_of(text, at, group, context, asked)
            if context is None or _is_article(text, start, group, context):
                continue
            doubt = leaves_a_doubt(clause_of(text, at, group), context)
            found += [
                replace(
                    quota,
                    basis=context["basis"],
                    unit_category=context["unit"],
                    scope=context["scope"],
                    scope_label=context["label"],
                    each_field=context["each_field"],
                    level="cần xem" if doubt else quota.level,
                )
                for quota in group
            ]
    return without_shares(text, without_totals(text, found))


def _is_article(text, start, group, context):
    """«chọn một mô hình để …»: «một» alone is a number only of each unit, or behind the verb of a named body."""
    if len(group) > 1 or not _ONE.match(text, group[0].start) or EACH.search(text, start, group[0].start):
        return False
    return not (context["basis"] == "per_unit" and context["unit"] and _CHOOSES.search(text, start, group[0].start))


def _own_start(text, behind, stop):
    """«…, Cụm thi đua số 2 chọn»: where a body of its own begins behind the last group; None when there is none."""
    between = text[behind:stop]
    comma = max(between.rfind(", "), between.rfind("; "), between.rfind(" và ") + 2 if " và " in between else -1)
    if comma < 0:
        return None
    at = behind + comma + 2
    at += len(re.match(r"\s*(?:còn |riêng )?", text[at:stop])[0])
    named = is_body(text[at:stop]) and text[at : at + 1].isupper()
    return at if named and verb_after(text, plain(text)[:stop], at) is not None else None
