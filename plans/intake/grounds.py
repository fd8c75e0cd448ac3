"""The documents that a plan rests on: cited between its title and its first section."""

import re

from plans.intake.citations import citations


def grounds_of(page, zones, own):
    """Documents cited between the title and the first section, each once."""
    found, seen = [], set()
    for i in zones.grounds:
        block = page.blocks[i]
        for citation in citations(block.text):
            if own and citation.number and _docnum(citation.number) == own:
                continue
            found.append((citation, block.start + citation.start, block.start + citation.end))
    kept = []
    for citation, start, end in found:
        key = (
            re.sub(r"[\s/-]+", "-", citation.number.upper()).lstrip("0")
            if citation.number
            else (citation.name, citation.date)
        )
        again = [
            n for n, (other, *_) in enumerate(kept) if other.number and citation.number and key == _docnum(other.number)
        ]
        if key in seen:
            if again and kept[again[0]][0].date is None and citation.date:
                kept[again[0]] = (citation, start, end)
            continue
        seen.add(key)
        kept.append((citation, start, end))
    return [(citation.as_json(), start, end) for citation, start, end in kept]


def own_number(facts):
    """The document's own number in the form in which citations are compared; None when it has none."""
    return _docnum(f"{facts['number']}-{facts['symbol']}") if facts["number"] and facts["symbol"] else None


def _docnum(number):
    return re.sub(r"[\s/-]+", "-", number.upper()).lstrip("0")
