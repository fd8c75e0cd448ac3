"""Text fields that clean at every door."""
import unicodedata

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import isolate_apps

from core.fields import LineField, LineFormField, ProseField

DECOMPOSED = unicodedata.normalize("NFD", "  Sở  Nội vụ ")


@pytest.fixture
def note_model():
    with isolate_apps("core"):
        class Note(models.Model):
            title = LineField("tên", max_length=20)
            body = ProseField("nội dung", blank=True)

            class Meta:
                app_label = "core"

            def __str__(self):
                return self.title

        yield Note


@pytest.fixture
def stored_notes(note_model, transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(note_model)
    yield note_model.objects
    with connection.schema_editor() as editor:
        editor.delete_model(note_model)


def form_for(model, **data):
    return forms.modelform_factory(model, fields=["title", "body"])(data)


def test_create_update_bulk_and_lookup_all_store_and_find_clean_text(stored_notes):
    note = stored_notes.create(title=DECOMPOSED, body=" một \r\n\n\n\nhai\x07")
    stored_notes.bulk_create([stored_notes.model(title=DECOMPOSED)])
    stored_notes.filter(pk=note.pk).update(title=DECOMPOSED + "2")

    assert (note.title, note.body) == ("Sở Nội vụ", "một\n\nhai")
    assert list(stored_notes.order_by("pk").values_list("title", "body")) == [
        ("Sở Nội vụ 2", "một\n\nhai"), ("Sở Nội vụ", "")]
    assert stored_notes.filter(title=DECOMPOSED).count() == 1


def test_a_form_gives_clean_text_and_counts_composed_letters(note_model):
    form = form_for(note_model, title=unicodedata.normalize("NFD", "ế" * 20), body="một\u200b  hai\r\n\r\n\r\nba")

    assert form.is_valid()
    assert form.cleaned_data == {"title": "ế" * 20, "body": "một hai\n\nba"}


@pytest.mark.parametrize(("field", "text", "code"), [("title", "a\x07b", "U+0007"), ("body", "x\uf0b7 ý", "U+F0B7")])
def test_a_form_refuses_what_cannot_be_printed_by_name(note_model, field, text, code):
    form = form_for(note_model, **{"title": "tên", field: text})

    assert form.errors[field] == [
        f"Nội dung có ký tự không in được ({code}). Xin gõ lại đoạn này hoặc dán dạng văn bản thuần."]


def test_full_clean_refuses_and_tidies_too(note_model):
    note = note_model(title=DECOMPOSED, body="\ue000")

    with pytest.raises(ValidationError) as caught:
        note.clean_fields()

    assert list(caught.value.message_dict) == ["body"]
    assert note.title == "Sở Nội vụ"


def test_the_form_field_alone_keeps_an_empty_value_empty():
    assert LineFormField(required=False).clean("   ") == ""
    assert LineFormField(required=False, empty_value=None).clean("") is None


def test_migrations_see_the_same_field_again():
    field = LineField("tên", max_length=80, blank=True)

    _, path, args, options = field.deconstruct()

    assert (path, args, options) == (
        "core.fields.LineField", [], {"verbose_name": "tên", "max_length": 80, "blank": True})
    assert LineField(*args, **options).deconstruct()[1:] == field.deconstruct()[1:]
