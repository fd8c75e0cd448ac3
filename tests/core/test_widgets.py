import re

import pytest
from django import forms

from core.widgets import QuickSelect

CHOICES = [("", "Tất cả"), ("7", "Sở Y tế & <Nội vụ>"), (8, "Hội «Nông dân»")]


@pytest.mark.parametrize("value", [None, "", "7", 8, "9"])
def test_a_quick_drop_down_is_written_as_djangos_own(value):
    attributes = {"id": "id_agency", "aria-describedby": "loi", "required": True}

    quick, usual = (kind(attrs={"class": "form-select"}, choices=CHOICES).render("agency", value, attributes)
                    for kind in (QuickSelect, forms.Select))

    assert _told(quick) == _told(usual)


def _told(html):
    """The tags and words, each tag's attributes in one order."""
    parts = re.findall(r"<[^>]*>|[^<]+", html)
    return [sorted(re.findall(r'[\w-]+(?:="[^"]*")?', part)) if part[0] == "<" else part.strip()
            for part in parts if part.strip()]
