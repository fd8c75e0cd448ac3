"""Texts whose lines were broken by a mail program, a converter or a scanner read as the unbroken ones do."""

import textwrap

import pytest

from plans.intake import read_document, read_text
from tests.plans.intake import samples
from tests.plans.intake.files import docx_of

WHOLE = {
    name: getattr(samples, name)
    for name in ("ROMAN_FIELDS", "WARD_BULLETS", "LABELLED_GROUPS", "PARTY_COMMUNE", "DISTRICT", "LETTER")
}


def facts(read):
    quotas = [(q["subject_type"], q["min"], q["max"], q["basis"]) for q in read["general_quotas"]]
    fields = [
        (
            f["name"],
            [lead["agency"] for lead in f["leads"]],
            [(q["subject_type"], q["min"], q["max"], q["basis"]) for q in f["quotas"]],
        )
        for f in read["fields"]
    ]
    return read["header"]["number"], read["header"]["period"], fields, quotas, [m["due"] for m in read["milestones"]]


def wrapped(text, width):
    for line in text.split("\n"):
        yield from textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]


def as_mail(text):
    return read_text("\n".join(wrapped(text, 76)))


def as_narrow_mail(text):
    return read_text("\n".join(wrapped(text, 66)))


def with_double_spaces(text):
    return read_text("\n".join(line.replace(", ", ",  ") for line in wrapped(text, 80)))


def as_word_file_with_hard_breaks(text):
    paragraphs = ["\n".join(wrapped(line, 80)) for line in text.split("\n") if line.strip()]
    return read_document(docx_of(*paragraphs), "a.docx")


def as_word_file_of_lines(text):
    return read_document(docx_of(*filter(str.strip, wrapped(text, 84))), "a.docx")


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize(
    "broken", [as_mail, as_narrow_mail, with_double_spaces, as_word_file_with_hard_breaks, as_word_file_of_lines]
)
def test_broken_lines_change_nothing(name, broken):
    expected = facts(read_text(WHOLE[name]))

    assert facts(broken(WHOLE[name])) == expected
