"""One record made of one row: its cells by role, the kind, the name, position and unit, birth and award."""
import re
from dataclasses import dataclass, field

from core.tables import is_without_result
from core.text import clean_text
from nominations.intake import people
from nominations.intake.chars import clean_line, small
from nominations.intake.groups import group_in, group_of_name
from nominations.intake.unread import unread_words
from nominations.intake.words import NAMES, is_position, is_unit, kind_in, kind_of_cell, split_position

_NUMBERED = re.compile(r"\s*(\d{1,3})\s*[.)/]\s*(?=[^\W\d])")  # «1. Nguyễn Văn An» in a list without numbers


def is_number(text):
    """Whether the cell of numbers holds one, or a formula that would give one."""
    return bool(text) and (text.isdigit() or is_without_result(text))


@dataclass
class Record:
    """One nominee as the list shows it; None is what the list does not show."""

    seq: str | None = None
    section: str | None = None
    kind: str = "other"
    name: str = ""
    honorific: str | None = None
    position: str | None = None
    unit: str | None = None
    birth: str | None = None
    achievement: str | None = None
    award: str | None = None
    sex: str | None = None
    address: str | None = None
    owner: str | None = None  # of a model
    group: str = ""  # code of «thuộc nhóm»
    line: int = 0  # the line of its table, from 1
    sheet: str = ""
    own_unit: bool = field(default=False, repr=False)  # the row itself shows the unit
    unread: dict = field(default_factory=dict, repr=False)  # {role: words typed there that could not be understood}


@dataclass
class ListFacts:
    """What the words above a table say of every record in it."""

    kind: str | None = None
    award: str | None = None
    unit: str | None = None


class RecordMaker:
    """Makes records under one head, below the headings that stand there, with what the whole list says."""

    def __init__(self, head, standing, facts):
        self.head, self.standing, self.facts = head, standing, facts

    def records(self, grid, row, filled, numbered, above):
        """The records of a row: none, one, or two where a body and a person stand side by side."""
        values, more = self._values(grid, row, above)
        if not any(values.get(role) for role in NAMES):
            return self._nameless(grid, row, values, more)
        number = values.get("seq")
        others = sum(bool(values.get(role)) for role in ("birth", "position", "unit", "position_unit", "achievement",
                                                         "award", "owner", "address", "kind"))
        own_others = [column for column, _ in filled if grid.starts_here(row, column)]
        if not number and (numbered or self.has("seq")) and (not others or len(own_others) < 2):
            return []
        if not number and not others and len(self.head.columns) > 2:
            return []
        found = [Record(seq=number, line=row + 1, sheet=grid.name or "") for _ in self._sides(values)]
        for record, side in zip(found, self._sides(values), strict=True):
            self.fill(record, side, more if len(found) == 1 or "name" in side else {**more, "ticked_sex": ""})
        return [record for record in found if record.name or record.owner]

    def _nameless(self, grid, row, values, more):
        """A row somebody filled and left without a name, or with a name that cannot be read: kept to be put right."""
        typed = [role for role, text in values.items() if role != "seq" and text]
        lost = any(role in NAMES for role in more.get("lost", ()))
        place = next(iter(self.head.places("seq")), None)
        numbered = place is not None and grid.starts_here(row, place) and is_number(values.get("seq"))
        if not (numbered and (typed or lost) or kind_of_cell(values.get("kind") or "") and len(typed) > 1
                or lost and typed):
            return []
        record = Record(seq=values.get("seq"), line=row + 1, sheet=grid.name or "")
        self.fill(record, values, more)
        return [record]

    @staticmethod
    def _sides(values):
        """The values, or those of the body and of the person when one row proposes both."""
        if not (values.get("body") and values.get("name") and values.get("unit")):
            return [values]
        of_person = ("name", "birth", "sex", "position")
        return [{role: text for role, text in values.items() if role not in others}
                for others in (of_person, ("body",))]

    def _values(self, grid, row, above):
        """({role: text}, what ticked and headed columns say); ditto marks take the text of the row above."""
        values, more, taken = {}, {}, set()
        for place, column in sorted(self.head.columns.items()):
            text, origin = grid.cell(row, place), (column.role, grid.place(row, place))
            if column.role in ("", "ignored") or people.is_empty(text) or origin in taken:
                continue
            taken.add(origin)
            if is_without_result(text) and column.role != "seq":
                more.setdefault("lost", {})[column.role] = text
                continue
            if people.is_ditto(text):
                text = above.get(place, "")
            above[place] = text
            self._take(values, more, column, text)
        parts = [more.get(part) for part in ("day", "month", "year")]
        if any(parts):
            values["birth"] = "/".join(part for part in parts if part)
        return values, more

    def _take(self, values, more, column, text):
        role = column.role
        if column.part:
            more[column.part] = clean_line(text)
        elif role in ("award", "kind", "sex") and people.is_mark(text) and column.label:
            more[f"ticked_{role}"] = column.label
        elif role == "sex" and people.birth_of(text):
            values.setdefault("birth", text)
        elif role in ("kind", "sex") and people.is_mark(text):
            return
        elif role == "name" and people.is_mark(text):
            more["ticked_kind"] = column.head
        elif role == "body" and people.is_mark(text):
            more["ticked_kind"] = "tập thể"
        elif role in ("name", "family", "given", "achievement", "award", "birth") and role in values:
            if role == "achievement" or clean_line(text) != clean_line(values[role]) and role != "birth":
                values[role] += ("\n" if role == "achievement" else " ") + text
        else:
            values.setdefault(role, clean_line(text).strip(" .)") if role == "seq" else text)
        if column.honorific:
            more["honorific"] = column.honorific

    def fill(self, record, values, more):
        """Put the words of the cells into the record; what they do not show comes from the headings above."""
        standing = self.standing
        record.section = standing.of("text")
        values, more = dict(values), dict(more)
        self._names(record, values, more)
        self._place(record, values)
        record.birth = record.birth or (people.birth_of(values["birth"]) if values.get("birth") else None)
        record.achievement = (clean_text(values["achievement"]) or None) if values.get("achievement") \
            else record.achievement
        record.award = self._award(values, more)
        record.sex = self._sex(values, more)
        record.group = self._group(record, values)
        record.own_unit = bool(record.unit)
        record.unread = unread_words(record, values) | more.get("lost", {})
        if record.kind == "collective":
            record.position, record.birth = None, None
        elif not record.unit:
            record.unit = standing.of("unit") or self.facts.unit

    def _group(self, record, values):
        """By the row's own column, and only where it is empty by its kind, the headings above, its name."""
        if values.get("group") and not people.is_empty(values["group"]):
            return group_in(values["group"], record.kind)
        said = [values.get("kind"), *(held.text for held in reversed(self.standing.sections))]
        groups = (group_in(words, record.kind) for words in said if words)
        return next(filter(None, groups), "") or (group_of_name(record.name) if record.kind == "collective" else "")

    def _award(self, values, more):
        own = clean_line(values["award"]) if values.get("award") else more.get("ticked_award")
        return own or self.standing.of("award") or self.facts.award

    def _sex(self, values, more):
        words = small(values.get("sex") or more.get("ticked_sex") or "")
        return {"nam": "male", "nữ": "female"}.get(words)

    def _names(self, record, values, more):
        """Name, kind and what else stands in the name's cell."""
        if values.get("model_name"):
            record.kind = "model"
            record.name = people.model_title(values["model_name"]) or people.unquoted(values["model_name"])
            record.owner = clean_line(values.get("owner") or values.get("body") or values.get("name") or "") or None
            return
        if values.get("family") or values.get("given"):
            values["name"] = f"{values.get('family', '')} {values.get('given', '')}"
        body, person = values.get("body"), values.get("name") or values.get("household")
        if body and person and not values.get("unit"):
            values["unit"] = body
        text = person or body or ""
        if not values.get("seq") and (numbered := _NUMBERED.match(text)):
            record.seq, text = numbered[1], text[numbered.end():]
        text, found = people.labelled(text)
        if more_text := found.pop("more", None):
            found.setdefault("position_unit", more_text)
        text = found.pop("name", None) or text
        for role, words in found.items():
            values.setdefault(role, words)
        record.kind = self._kind(text, values, more, body=bool(body and not person))
        self._name_by_kind(record, text, values, more)

    def _kind(self, text, values, more, body):
        """The kind: marked in the name, ticked or written, of the section, of the column, of the list, by the looks."""
        if people.household_head(text) and not (body and self.standing.of("kind") == "collective"):
            return "household"
        if people.model_title(text):
            return "model"
        if values.get("household") and not values.get("name"):
            return "household"
        written = kind_of_cell(values.get("kind") or "") or kind_in(more.get("ticked_kind") or "")
        section = self.standing.of("kind")
        if (written or section) == "collective" and self._is_clearly_a_person(text, values):
            return "individual"
        if not written and section == "individual" and self._is_clearly_a_body(text, values):
            return "collective"
        if written or section:
            return written or section
        if body:
            return "collective"
        if self.facts.kind and not (self.facts.kind == "individual" and is_unit(text)):
            return self.facts.kind
        return self._kind_by_looks(text, values)

    @staticmethod
    def _is_clearly_a_person(text, values):
        """A name under a heading of bodies that has a birth or a position beside it, or a form of address."""
        first = re.split(r"[,;(\n]|\s[-–]\s", text.strip())[0]
        return people.looks_like_person(first) and bool(
            people.honorific_of(first)[1] or values.get("birth") or values.get("position"))

    @staticmethod
    def _is_clearly_a_body(text, values):
        """The name of a body under a heading of persons, with nothing beside it that only a person has."""
        return is_unit(text) and not people.looks_like_person(text) and not any(
            values.get(role) for role in ("birth", "position", "position_unit", "honorific"))

    def _kind_by_looks(self, text, values):
        first = clean_line(text.split("\n")[0])
        if people.honorific_of(first)[1] or values.get("birth") or people.take_birth(first)[1]:
            return "individual"
        if people.looks_like_person(re.split(r"[,;(]|\s[-–]\s", first)[0]):
            return "individual"
        if is_unit(first):
            return "collective"
        if values.get("position") and is_position(values["position"]):
            return "individual"
        return "individual" if values.get("position") else "other"

    def _name_by_kind(self, record, text, values, more):
        if record.kind == "model":
            record.name = people.model_title(text) or people.unquoted(text)
            record.owner = clean_line(values.get("owner") or "") or None
            if self.has("model_name") and not record.owner:  # the name of the model has a place of its own, left empty
                record.name, record.owner = "", record.name
            return
        if record.kind in ("collective", "other"):
            record.name = re.sub(r"^(?:tập thể|đơn vị)\s*[:\-–]\s*", "", clean_line(text), flags=re.IGNORECASE)
            record.name = re.sub(r"^tập thể\s+(?=\S+\s+\S+)", "", record.name, flags=re.IGNORECASE)
            record.name = record.name.lstrip("-–+•* ").rstrip(" ,;:*./-–")
            return
        if record.kind == "household":
            text = people.household_head(text) or text
        lines = text.strip().split("\n")
        text, rest = self._person_and_rest(lines)
        record.name, record.honorific = people.person_name(text)
        record.honorific = record.honorific or more.get("honorific") or people.HONORIFICS.get(
            small(values.get("honorific") or "").strip(" .:"))
        self._rest_of_name(record, rest, values)

    def _person_and_rest(self, lines):
        """The person's words and what stands behind them: «, sinh năm 1980, Trưởng phòng», a second line."""
        if len(lines) > 1 and len(lines[0].split()) == 1 or len(lines) > 1 and not re.search(
                r"[,;:(\d-]|\b(?:chức|đơn|sinh)\b", lines[1]) and people.looks_like_person(" ".join(lines[:2])) \
                and not is_position(lines[1]) and not is_unit(lines[1]):
            lines = [" ".join(lines[:2]), *lines[2:]]
        first = clean_line(lines[0])
        cut = None
        for found in re.finditer(r"\s*[,;]\s*|\s+[-–—]\s+|\s*[(]\s*(?=(?:sinh|sn|năm)|\d)|\s+(?=sinh\s+(?:năm|ngày)|"
                                 r"SN\s)", first):
            if len(people.honorific_of(first[:found.start()])[0].split()) >= 2:
                cut = found
                break
        if (aside := re.search(r"\s*\((?=[^()]{3,}\)$)", first)) and is_position(first[aside.end():]):
            cut = aside if cut is None or aside.start() < cut.start() else cut
        if cut is None:
            return first, "\n".join(lines[1:])
        return first[:cut.start()], "\n".join([first[cut.start():], *lines[1:]])

    def _rest_of_name(self, record, rest, values):
        rest = clean_text(rest)
        if not rest:
            return
        rest, birth = people.take_birth(rest.replace("\n", ", "))
        if birth is None and (found := people.birth_of(rest)) and re.search(r"\d{4}", rest):
            birth, rest = found, re.sub(r"[^,;]*\d{4}[^,;]*", "", rest, count=1)
        record.birth = birth
        rest = re.sub(r"(?:\s*[,;]\s*)+", ", ", rest).strip(" ,;-–()*.:")
        rest = re.sub(r"^(?:chức vụ|nghề nghiệp|hiện là|hiện đang là|là)\s*:?\s*", "", rest, flags=re.IGNORECASE)
        if rest and re.search(r"\w{2}", rest) and not values.get("position_unit"):
            if values.get("unit"):
                values.setdefault("position", rest)
            else:
                values["position_unit"] = rest if not values.get("position") else rest

    def _place(self, record, values):
        """Position and unit, from columns of their own or from one cell that holds both."""
        unit = clean_line(values.get("unit") or "") or None
        position = clean_line(values.get("position") or "") or None
        both = values.get("position_unit")
        if values.get("unit") and ":" in values["unit"] or values.get("position") and ":" in values["position"]:
            both = both or "\n".join(filter(None, (values.get("position"), values.get("unit"))))
            unit = position = None
        if both:
            rest, found = people.labelled(both)
            if found.get("birth"):
                record.birth = record.birth or people.birth_of(found["birth"])
            position, unit = found.get("position") or position, found.get("unit") or unit
            if clean_line(rest):
                self._both(record, rest, position, unit)
                position, unit = record.position, record.unit
        elif position and not unit and not self.has("unit"):
            first, second = split_position(position)
            if second and is_unit(second) and record.kind != "collective" and re.search(r"[,;]|\s[-–]\s", position):
                position, unit = first, second
        elif unit and not position and not self.has("position") and is_position(unit):
            position, unit = split_position(unit)
        if record.kind == "collective" and both and not unit:
            unit = position
        record.position, record.unit = position, unit
        record.address = clean_line(values.get("address") or "") or None
        if record.kind == "model":
            record.position, record.unit = None, unit or record.owner

    def _both(self, record, text, position, unit):
        if unit:
            record.position, record.unit = position or clean_line(text).strip(" -–,;"), unit
        elif position:
            record.position, record.unit = position, clean_line(text).strip(" -–,;") or None
        else:
            record.position, record.unit = split_position(text)

    def has(self, *roles):
        return self.head is not None and self.head.has(*roles)
