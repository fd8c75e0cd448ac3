"""The fields of a plan, who leads and coordinates them. A part of `reading.Reading`."""

import re

from plans.intake.bodies import body_list
from plans.intake.fields import field_spots
from plans.intake.layout import NONE, ROMAN
from plans.intake.leads import charges
from plans.intake.periods import years_of
from plans.intake.text import plain, squeeze

_SHARED = re.compile(r"co quan phoi hop chung\s*:\s*")
_PARTNERS = re.compile(r"\W*(?:(?:co quan|don vi)\s+)?phoi hop(?: thuc hien)?\s*:\s*")


class Field:
    """A field while its facts are collected."""

    def __init__(self, name, span, rule, spot):
        self.name, self.span, self.rule, self.spot = name, span, rule, spot
        self.leads, self.partners, self.quotas, self.period, self.charged_in = [], [], [], None, None


class FieldReading:
    """The fields of a plan, who leads and coordinates them."""

    def read_fields(self):
        for spot in field_spots(self.blocks):
            start = spot.block.start
            self.own_field[start] = Field(spot.name, (start + spot.start, start + spot.end), spot.rule, spot)
        self.fields = list(self.own_field.values())

    def field_of(self, block):
        """The field a paragraph speaks of: its own, else the nearest one above it."""
        own = self.own_field
        if block.start in own:
            return own[block.start]
        for item in reversed(block.path):
            field = own.get(item.start)
            if field and not (block.level == NONE and self._is_closed(field, block)):
                return field
        return None

    def _is_closed(self, field, block):
        """A paragraph behind items that are whole sentences belongs to the list, not to its last item."""
        spot = field.spot
        if not spot.complete:
            return False
        return not any(item.level > spot.block.level for item in block.path[block.path.index(spot.block) :])

    def _read_charges(self, block, field):
        if found := _SHARED.search(plain(block.body)):
            from_words = charges(f"Cơ quan chủ trì: Sở A. {block.body}")
            self.shared += [
                word for charge in from_words for word in _words(charge, f"Cơ quan chủ trì: Sở A. {block.body}")
            ]
            if not self.shared:
                self.shared = _split(block.body[found.end() :])
            return
        if field is None:
            return
        offset, text = self._words_of(block, field)
        if (found := _PARTNERS.match(plain(text))) and field.leads:
            field.partners += [
                (squeeze(text[a:b]), offset + a, offset + b)
                for a, b in body_list(text, found.end(), len(text.rstrip(" .;")))
            ]
            return
        for charge in charges(text):
            if field.leads and field.charged_in != block.start:
                break
            field.charged_in = block.start
            at = offset
            verb = charge.verb or self._verb_of_list(block)
            for start, end in charge.leads:
                field.leads.append(
                    ({"agency": squeeze(text[start:end]), "verb": verb}, at + start, at + end, charge.rule)
                )
            for start, end in charge.coordinators:
                field.partners.append((squeeze(text[start:end]), at + start, at + end))
            if years := years_of(text):
                field.period = years if self.period and years != self.period and _near_charge(text) else None

    def _verb_of_list(self, block):
        """«UBND huyện giao chỉ tiêu … cho từng lĩnh vực:» above a list charges each of its items."""
        at = self.place_of[block.start]
        for item in reversed(self.blocks[max(0, at - 30) : at]):
            if item.level == ROMAN:
                return None
            if item.level == NONE and item.body.rstrip().endswith(":"):
                found = re.search(r"\b(giao|de nghi|phan cong|yeu cau)\b", plain(item.body))
                return (
                    {"giao": "giao", "de nghi": "đề nghị", "phan cong": "phân công", "yeu cau": "yêu cầu"}.get(found[1])
                    if found
                    else None
                )
        return None

    def _words_of(self, block, field):
        """(place in the text, words) of a paragraph, without the name when it is the field's own block."""
        cut = field.spot.rest if field and field.spot and field.spot.block.start == block.start else len(block.marker)
        rest = (
            re.match(r"[\s:.,;–-]*(?:\((?=\s*(?:giao |do |so |ban |phong )))?", plain(block.text[cut:]))[0]
            if cut > len(block.marker)
            else ""
        )
        if "(" in rest:
            rest = rest[: rest.index("(")]
        return block.start + cut + len(rest), block.text[cut + len(rest) :]

    def finish_fields(self):
        kept = []
        for field in self.fields:
            if self.shared and field.spot is None and not field.partners:
                field.partners = [(name, *field.span) for name in self.shared]
            kept.append(field)
        self.fields = sorted(kept, key=lambda field: field.span)


def _near_charge(text):
    return bool(re.search(r"giai doan \d{4}\s*-\s*\d{4}\W*$", plain(text)))


def _words(charge, text):
    return [squeeze(text[a:b]) for a, b in charge.coordinators]


def _split(words):
    return [squeeze(words[a:b]) for a, b in body_list(words, 0, len(words))]
