"""Every stored text of the demonstration is composed (NFC): else the same word would not be found by searching."""
import json
from datetime import date
from unicodedata import is_normalized

import pytest
from django.apps import apps
from django.db import models

from portal.demo.builder import build_ground

TEXTS = (models.CharField, models.TextField, models.JSONField)


@pytest.mark.django_db
def test_every_stored_text_of_the_five_plans_is_composed():
    build_ground(date(2026, 11, 21))
    seen, loose = 0, []

    for model in apps.get_models():
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, TEXTS)]
        for row in model._default_manager.values_list("pk", *names) if names else ():
            texts = [value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
                     for value in row[1:] if value]
            seen += len(texts)
            loose += [(model._meta.label, row[0], text) for text in texts if not is_normalized("NFC", text)]

    assert loose == []
    assert seen > 5_000
