"""A sheet: forms and row sets saved together, which knows what it showed, so that no edit overwrites another's."""
import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django import forms

from core.dates import short_day
from core.text import clean_text
from organizations.models import Organization
from plans.forms.inputs import TypedAgency


@dataclass(frozen=True)
class Part:
    """A form or formset of a sheet, and what the reader calls it."""

    name: str
    form: object
    label: str = ""


class Sheet:
    """`sheet.parts["form"]`; `version` is the mark of what was shown, sent back with the form."""

    def __init__(self, *parts, data=None):
        self.parts = {part.name: part.form for part in parts}
        self.labels = {part.name: part.label for part in parts}
        self.version = data.get("version", "") if data is not None else ""

    def __getitem__(self, name):
        return self.parts[name]

    @property
    def form(self):
        return self.parts["form"]

    def is_valid(self):
        return all([part.is_valid() for part in self.parts.values()])

    def shown(self):
        """{(part, field): (label, words)} of what the sheet holds now."""
        lines = {}
        for name, part in self.parts.items():
            if isinstance(part, forms.BaseFormSet):
                lines[name, ""] = (self.labels[name], "\n".join(filter(None, map(_row_words, part.forms))))
            else:
                lines |= {(name, field.name): (str(field.label), words_of(field)) for field in part
                          if not field.is_hidden}
        return lines

    def mark(self):
        """A digest of everything shown."""
        text = json.dumps([value for _, value in self.shown().values()], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def differences(self, stored):
        """(label, mine, stored) for every line in which this sheet and the stored one differ."""
        theirs = stored.shown()
        return [(label, mine, theirs[key][1]) for key, (label, mine) in self.shown().items()
                if key in theirs and mine != theirs[key][1]]


def _row_words(form):
    if form.is_bound and form.data.get(f"{form.prefix}-DELETE") or not any(
            words_of(form[name]) for name in form.telling):
        return ""
    return " · ".join(filter(None, (words_of(field) for field in form if field.name not in ("DELETE", "id"))))


def words_of(bound):
    """The value of a bound field as a person reads it, the same before and after it went through a browser."""
    value, field = bound.value(), bound.field
    if isinstance(field, forms.BooleanField):
        return "có" if value in (True, "on", "1", "True", "true") else ""
    if value is None or value == "":
        return ""
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        labels = _labels(field)
        return ", ".join(sorted(labels.get(str(item), str(item)) for item in value))
    if isinstance(field, forms.ChoiceField):
        return "" if value is None else _labels(field).get(str(value), str(value))
    return _plain(field.prepare_value(value))


def _labels(field):
    return {str(key): str(label) for key, label in field.choices if key not in ("", None)}


def _plain(value):
    if isinstance(value, Organization | TypedAgency):
        return value.name if isinstance(value, Organization) else value.text
    if isinstance(value, date) and not isinstance(value, datetime):
        return short_day(value)
    if isinstance(value, UUID):
        return str(value)
    return _one_day_form(clean_text(str(value)))


def _one_day_form(text):
    """«05/3/2022» for «05/03/2022»: a day reads the same typed and stored."""
    try:
        return short_day(datetime.strptime(text, "%d/%m/%Y").date())
    except ValueError:
        return text


def rows(form_class, prefix, *, data=None, initial=(), extra=1, form_kwargs=None, minimum=0):
    """A set of rows that can be added and removed.

    What has been sent stands for itself: compared with stored rows, a row typed alike would count as left empty.
    """
    made = forms.formset_factory(form_class, extra=extra if initial else max(extra, minimum or 1), can_delete=True,
                                 max_num=300, absolute_max=300)
    return made(data, prefix=prefix, initial=list(initial) if data is None else None, form_kwargs=form_kwargs or {})


def kept_rows(formset):
    """The cleaned values of rows that say something and were not removed."""
    return [form.cleaned_data for form in formset.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
            and any(value not in (None, "", False)
                    for name, value in form.cleaned_data.items() if name in form.telling)]
