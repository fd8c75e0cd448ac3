"""Quantities that belong together: enumerations, totals with their parts, shares of what was asked for."""

import re
from dataclasses import replace

from plans.intake.bearers import EACH
from plans.intake.quantities import quantities_in
from plans.intake.text import plain


def without_shares(text, quotas):
    """«05 mô hình, trong đó có 02 mô hình cấp tỉnh»: a part of what was asked for is no quota of its own."""
    return [
        quota
        for n, quota in enumerate(quotas)
        if not (
            n
            and not quota.bound
            and quota.subject_type == quotas[n - 1].subject_type
            and (quota.min or quota.max) < (quotas[n - 1].min or quotas[n - 1].max)
            and quota.unit == quotas[n - 1].unit
            and re.search(r"trong do,?(?: co)?\s*$", plain(text[quotas[n - 1].end : quota.start]))
        )
    ]


def without_totals(text, quotas):
    """«15 điển hình, gồm 05 tập thể, 10 cá nhân»: a total whose parts follow and sum up to it is given by the parts."""
    kept = list(quotas)
    for n, total in enumerate(quotas):
        parts = _parts_of(text, total, quotas[n + 1 :])
        if parts:
            kept = [quota for quota in kept if quota is not total]
            kept = [_bounded(quota, total) if quota in parts else quota for quota in kept]
    return kept


def _parts_of(text, total, others):
    if (
        total.subject_type not in ("exemplar", "model_or_exemplar", "individual", "collective")
        or total.unit == "percent"
    ):
        return ()
    value, sum_so_far = total.min or total.max, 0
    for n, part in enumerate(others[:5]):
        sum_so_far += part.min or part.max or 0
        divided = re.search(r"[(:,]|\bgom\b|trong do|chia", plain(text[total.end : others[0].start]))
        if (
            part.unit == total.unit
            and n
            and sum_so_far == value
            and divided
            and "." not in text[total.end : part.start]
        ):
            return others[: n + 1]
    return ()


def _bounded(part, total):
    if part.bound or part.min != part.max:
        return part
    if total.min and not total.max:
        return replace(part, max=None, bound="min")
    return replace(part, min=None, bound="max") if total.max and not total.min else part


def groups_in(text, start, end):
    """Enumerations: quantities that follow one another («ít nhất 20 tập thể và 30 cá nhân»)."""
    groups = []
    for quota in quantities_in(text, start, end):
        between = plain(text[groups[-1][-1].end : quota.start]) if groups else ""
        if (
            groups
            and len(between) < 70
            and re.search(r"(?:,|\bva|\bhoac|;|\+|\(|dong thoi|\bcung)\s*(?:va )?(?:co )?(?:lua )?(?:chon )?$", between)
            and not (EACH.search(text, groups[-1][-1].end, quota.start) or "trong do" in between)
        ):
            groups[-1].append(_inherit(quota, groups[-1][-1]))
        else:
            groups.append([quota])
    groups = [group for group in groups if not _is_either(text, group)]
    return [_parts_only(text, _all_upwards(text, group)) for group in groups]


def _is_either(text, group):
    """«01 tập thể hoặc 01 cá nhân»: neither number is asked for by itself."""
    return any(
        re.fullmatch(r"\W*hoặc\W*", text[a.end : b.start], re.IGNORECASE)
        for a, b in zip(group, group[1:], strict=False)
    )


def _all_upwards(text, group):
    """«từ 3 mô hình, 5 điển hình trở lên»: both are least numbers."""
    if len(group) < 2 or not re.match(r"(?:co )?tu\s", plain(text[group[0].start : group[0].end])):
        return group
    if "tro len" not in plain(text[group[-1].start : group[-1].end + 12]):
        return group
    return [replace(quota, max=None, bound="min") if quota.min == quota.max else quota for quota in group]


def _inherit(quota, before):
    if quota.bound or quota.unit == "percent" or (quota.min != quota.max):
        return quota
    if before.bound == "min":
        return replace(quota, max=None, bound="min")
    return replace(quota, min=None, bound="max") if before.bound == "max" else quota


def _parts_only(text, group):
    """A total that is at once divided in brackets is given by its parts."""
    if len(group) > 1 and re.search(
        r"\(\s*[*_]?\s*(?:trong do:?\s*|gom:?\s*)?$", plain(text[group[0].end : group[1].start])
    ):
        total, parts = group[0], group[1:]
        return [
            replace(part, max=None)
            if total.bound == "min"
            else replace(part, min=None)
            if total.bound == "max"
            else part
            for part in parts
        ]
    return group
