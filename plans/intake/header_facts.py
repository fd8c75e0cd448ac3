"""The facts of a document's head while they are collected, each with its span, level and rule."""

from dataclasses import dataclass, field

from plans.intake.text import find_words

SURE, LOOK, NONE_SEEN = "chắc chắn", "cần xem", "không thấy"
FACTS = (
    "doc_type",
    "number",
    "symbol",
    "issuer",
    "parent_organ",
    "place",
    "date",
    "title",
    "system",
    "period",
    "signer",
    "signer_position",
)


@dataclass
class Header:
    """The facts, and for each its span in the text, its level and the rule that found it."""

    facts: dict = field(default_factory=lambda: dict.fromkeys(FACTS))
    notes: dict = field(default_factory=dict)
    bases: list = field(default_factory=list)

    def put(self, key, value, rule, span=None, level=SURE):
        """Keep the first value found for a fact."""
        if value and self.facts[key] is None:
            self.facts[key] = value
            self.notes[key] = (span, rule, level if span or key in ("system", "period") else LOOK)


def span_of(page, words):
    return find_words(page.text, words) if words else None
