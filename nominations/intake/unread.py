"""Words of a cell that could not be understood: kept as typed, so that nothing wrong turns into a silent default."""
from nominations.intake import people
from nominations.intake.chars import clean_line, plain, small
from nominations.intake.groups import group_in
from nominations.intake.words import KINDS, is_position, is_unit, kind_of_cell

WITH_GROUPS = ("collective", "individual", "household")
SHOWN = 80  # letters of the typed words that are kept
_SEXES = ("nam", "nu", "ong", "ba")


def unread_words(record, values):
    """{role: words} of the cells whose words say nothing that is known, or that such a record cannot have."""
    tests = {"kind": _is_known_kind, "sex": lambda words: plain(words) in _SEXES or bool(people.birth_of(words)),
             "birth": lambda words: record.kind != "collective" and bool(record.birth),
             "position": lambda words: record.kind != "collective" or record.position in (None, record.unit)}
    if record.kind in WITH_GROUPS:
        tests["group"] = lambda words: bool(group_in(words, record.kind))
    said = {role: clean_line(values.get(role) or "")[:SHOWN] for role in tests}
    return {role: words for role, words in said.items()
            if words and not _is_tick(words) and not tests[role](words)}


def _is_tick(words):
    return people.is_mark(words) and not words.isdigit()


def _is_known_group(words):
    return any(group_in(words, kind) for kind in KINDS)


def _is_known_kind(words):
    return bool(kind_of_cell(words)) or _is_known_group(words) or is_unit(words) or is_position(words) \
        or small(words) == "khác"
