"""Model and form fields that keep Vietnamese text composed, clean and printable whichever door it comes in by."""
from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from core.text import clean_line, clean_text, tidy_line, tidy_text, unprintable


def validate_printable(text):
    """Refuse text with characters that cannot be printed (control, private use, unassigned)."""
    bad = unprintable(str(text))
    if bad:
        codes = ", ".join(f"U+{ord(character):04X}" for character in bad)
        raise ValidationError(
            f"Nội dung có ký tự không in được ({codes}). Xin gõ lại đoạn này hoặc dán dạng văn bản thuần.",
            code="unprintable",
        )


class LineFormField(forms.CharField):
    """One line of text, tidied before it is checked."""

    default_validators = [validate_printable]

    def to_python(self, value):
        value = super().to_python(value)
        return tidy_line(value) if isinstance(value, str) and value else value


class ProseFormField(forms.CharField):
    """Paragraphs of text, tidied before they are checked."""

    widget = forms.Textarea
    default_validators = [validate_printable]

    def to_python(self, value):
        value = super().to_python(value)
        return tidy_text(value) if isinstance(value, str) and value else value


class _CleanTextMixin:
    """What both model fields share: a form refuses unprintable characters, every other door drops them."""

    default_validators = [validate_printable]

    def to_python(self, value):
        value = super().to_python(value)
        return type(self).tidied(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return type(self).cleaned(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = type(self).cleaned(value)
            setattr(model_instance, self.attname, value)
        return value


class LineField(_CleanTextMixin, models.CharField):
    """A CharField that stores one clean line in NFC, from forms, imports, `create`, `update` and bulk writes alike."""

    tidied = staticmethod(tidy_line)
    cleaned = staticmethod(clean_line)

    def formfield(self, **kwargs):
        if self.choices is None:
            kwargs.setdefault("form_class", LineFormField)
        return super().formfield(**kwargs)


class ProseField(_CleanTextMixin, models.TextField):
    """A TextField that stores clean paragraphs in NFC, whichever door they come in by, as `LineField`."""

    tidied = staticmethod(tidy_text)
    cleaned = staticmethod(clean_text)

    def formfield(self, **kwargs):
        if self.choices is None:
            kwargs.setdefault("form_class", ProseFormField)
        return super().formfield(**kwargs)
