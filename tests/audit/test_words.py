import re
from pathlib import Path

from audit import words

BASE = Path(__file__).resolve().parents[2]
APPS = ("accounts", "organizations", "notifications", "plans", "models_registry", "nominations", "reporting")


def test_every_recorded_act_has_words():
    recorded = set()
    for app in APPS:
        for file in (file for file in (BASE / app).rglob("*.py") if "migrations" not in file.parts):
            recorded |= set(re.findall(rf'"({app}\.[a-z_]+)"(?=, \w+, by=|, \w+\.\w+, by=|\))', file.read_text()))

    nameless = sorted(code for code in recorded if "." in code and code not in words.acts())

    assert nameless == []
    assert "plans.issue" in recorded


def test_values_read_as_people_write_them():
    def said(name, value):
        return words.value_words("organizations.Organization", name, value)

    assert [said("system", "party"), said("is_office", True), said("valid_to", "2025-02-28"), said("phone", None)] == [
        "Đảng", "có", "28/02/2025", ""]
    assert said("members", ["Sở A", "Sở B"]) == "Sở A, Sở B"
    assert said("at", "2026-11-21T02:03:00+00:00") == "09:03 21/11/2026"
    assert said("name", "2026-13-45") == "2026-13-45"


def test_unknown_types_and_fields_keep_their_code():
    assert words.type_words("khac.Gi") == "khac.Gi"
    assert words.field_words("organizations.Organization", "lạ") == "Lạ"
