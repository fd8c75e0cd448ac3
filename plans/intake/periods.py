"""The years a document plans for."""

import re

from plans.intake.header_facts import LOOK
from plans.intake.text import plain

_YEARS = (
    re.compile(
        r"(?:giai doan|nhiem ky|trong (?:hai|\d+|cac|ba|nam) nam)\s*(?:tu\s+)?(?:nam\s+)?(?P<a>(?:19|20)\d\d)\s*(?:-"
        r"|den(?: nam)?|va)\s*(?P<b>(?:19|20)\d\d)"
    ),
    re.compile(r"tu\s+(?:nam\s+)?(?P<a>(?:19|20)\d\d)\s*(?:-|den)\s*(?:het\s+)?(?:nam\s+)?(?P<b>(?:19|20)\d\d)"),
    re.compile(r"(?<![\d/])(?P<a>(?:19|20)\d\d)\s*-\s*(?P<b>(?:19|20)\d\d)(?![\d/])"),
)
_ONE_YEAR = re.compile(r"(?<!den )(?<!tu nay den )\bnam\s+(?P<a>(?:19|20)\d\d)\b(?!\s*[-/])")


def read_period(header, page, zones):
    if not header.facts["title"]:
        return
    years = years_of(header.facts["title"], single=True)
    if years:
        header.put("period", years, "trích yếu", header.notes["title"][0])
        return
    for i in zones.grounds:
        block = page.blocks[i]
        found = re.search(r"\b(?:ban hanh|xay dung)\s+ke hoach\b", plain(block.text))
        if found and (years := years_of(block.text[found.start() :])):
            header.put("period", years, "câu ban hành", (block.start, block.end), LOOK)


def years_of(text, single=False):
    """{"from", "to"} of the first range of years written in `text` (with `single`, one year too); None when none."""
    folded = plain(text)
    for pattern in _YEARS:
        if (found := pattern.search(folded)) and int(found["a"]) <= int(found["b"]):
            return {"from": int(found["a"]), "to": int(found["b"])}
    years = set(_ONE_YEAR.findall(folded)) if single else set()
    if len(years) == 1 and not re.search(r"den (?:het )?nam|\d/\d", folded):
        year = int(years.pop())
        return {"from": year, "to": year}
    return None
