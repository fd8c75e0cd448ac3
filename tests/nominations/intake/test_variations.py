"""Lists in many shapes, made in the test, and the records they hold (variations.json)."""
import json
from datetime import date
from pathlib import Path

import pytest

from nominations.intake import read_list
from tests.nominations.intake.files import docx, xlsx

VARIATIONS = json.loads(Path(__file__).with_name("variations.json").read_text(encoding="utf-8"))
SHOWN = ("kind", "honorific", "name", "position", "unit", "birth", "achievement", "award")


def file_of(variation):
    """(bytes, file name) of the list a variation describes; {"day": …} is a cell with a day, a list a merged one."""
    if "docx" in variation:
        return docx(*map(word_part, variation["docx"])), "danh sach.docx"
    described = variation["xlsx"]
    sheets = [(name, [[date.fromisoformat(c["day"]) if isinstance(c, dict) else c for c in row] for row in rows])
              for name, rows in described["sheets"]]
    return xlsx(*sheets, merges=described.get("merges", ()), hidden=described.get("hidden", ()),
                formats=described.get("formats")), "danh sach.xlsx"


def word_part(part):
    if isinstance(part, str):
        return part
    return [[tuple(cell) if isinstance(cell, list) else cell for cell in row] for row in part]


@pytest.mark.parametrize("variation", VARIATIONS, ids=lambda variation: variation["name"])
def test_a_list_gives_its_records_and_nothing_else(variation):
    data, name = file_of(variation)

    found = read_list(data, name)

    assert [[record[key] for key in SHOWN] for record in found["records"]] == variation["records"]
    assert found["possible_duplicates"] == variation["duplicates"]
