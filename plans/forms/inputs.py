"""Inputs that plan forms share: agencies by name, «năm hoặc ngày», months, lists of lines."""
import re
from dataclasses import dataclass
from datetime import date

from django import forms
from django.template.loader import render_to_string

from core.dates import short_day
from core.fields import LineFormField, ProseFormField
from core.text import clean_line
from organizations.models import Organization
from plans.directory import NewAgency, agencies_called, agencies_like

LONGEST_NAME = 255


@dataclass(frozen=True)
class TypedAgency:
    """What a person typed, the id of what they picked, and whether they want it added."""

    text: str = ""
    public_id: str = ""
    is_new: bool = False

    def __bool__(self):
        return bool(self.text or self.public_id)


class AgencyInput(forms.Widget):
    """A text box with suggestions; without scripts the server answers an unclear name with a list to choose from."""

    needs_multipart_form = False
    candidates = ()
    offers_new = False

    def value_from_datadict(self, data, files, name):
        chosen = data.get(f"{name}_chon") or ""
        picked = chosen if chosen != "moi" else ""
        return TypedAgency(
            clean_line(data.get(name) or ""), picked or data.get(f"{name}_id") or "",
            is_new=chosen == "moi" or (not picked and bool(data.get(f"{name}_moi"))))

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def format_value(self, value):
        if isinstance(value, Organization):
            return TypedAgency(value.name, str(value.public_id))
        return value or TypedAgency()

    def id_for_label(self, id_):
        return id_

    def render(self, name, value, attrs=None, renderer=None):
        attrs = {**self.attrs, **(attrs or {})}
        return render_to_string("plans/forms/_agency.html", {
            "name": name, "typed": self.format_value(value), "attrs": attrs, "candidates": self.candidates,
            "offers_new": self.offers_new, "described_by": attrs.get("aria-describedby", "")})


class AgencyField(forms.Field):
    """An Organization, or a NewAgency to be added; never a guess: an unclear name is asked for."""

    widget = AgencyInput

    def __init__(self, *args, province="", **kwargs):
        super().__init__(*args, **kwargs)
        self.province = province

    def has_changed(self, initial, data):
        before = initial.name if isinstance(initial, Organization) else ""
        return before != (data.text if data else "")

    def clean(self, value):
        if not value:
            if self.required:
                raise forms.ValidationError("Hãy nhập tên cơ quan.")
            return None
        found = self._picked(value)
        if found:
            return found
        if len(value.text) > LONGEST_NAME:
            raise forms.ValidationError(f"Tên dài {len(value.text)} ký tự, tối đa {LONGEST_NAME}.")
        if value.is_new and value.text:
            return NewAgency(value.text)
        return self._by_name(value.text)

    def _picked(self, value):
        """The agency of the id, unless the name was typed over afterwards."""
        if not re.fullmatch(r"[0-9a-f-]{32,36}", value.public_id):
            return None
        found = Organization.objects.filter(public_id=value.public_id).first()
        if found is None or value.text in ("", found.name):
            return found
        return found if found in agencies_like(value.text, 200) else None

    def _by_name(self, text):
        exact = agencies_called(text, self.province)
        if len(exact) == 1:
            return exact[0]
        self.widget.candidates = exact or agencies_like(text)
        self.widget.offers_new = True
        if exact:
            raise forms.ValidationError(f"Có {len(exact)} cơ quan tên «{text}». Hãy chọn một cơ quan trong danh sách.")
        if self.widget.candidates:
            raise forms.ValidationError(
                f"Chưa có cơ quan tên đúng như «{text}». Hãy chọn một tên gần giống hoặc thêm mới.")
        raise forms.ValidationError(f"Chưa có cơ quan nào tên «{text}». Hãy sửa lại tên hoặc chọn thêm mới.")


EARLIEST, LATEST = date(1945, 1, 1), date(2100, 12, 31)


def check_year(day):
    """Refuse a day of another age: a slip of the hand that would make plans of centuries."""
    if not EARLIEST <= day <= LATEST:
        raise forms.ValidationError(f"Năm {day.year} không hợp lý. Hãy nhập năm từ {EARLIEST.year} đến {LATEST.year}.")


class DayField(forms.DateField):
    """A day of our age."""

    default_validators = [check_year]


class YearOrDayField(forms.Field):
    """A day typed as a year («2021»: its first or last day) or as a day («26/11/2021»)."""

    default_validators = [check_year]

    def __init__(self, *args, last=False, **kwargs):
        kwargs.setdefault("widget",
                          forms.TextInput(attrs={"autocomplete": "off", "placeholder": "2021 hoặc 26/11/2021"}))
        super().__init__(*args, **kwargs)
        self.last = last

    def prepare_value(self, value):
        if not isinstance(value, date):
            return value
        edge = (12, 31) if self.last else (1, 1)
        return str(value.year) if (value.month, value.day) == edge else short_day(value)

    def to_python(self, value):
        text = clean_line(value or "")
        if not text:
            return None
        if re.fullmatch(r"[1-9]\d\d\d", text, re.ASCII):
            return date(int(text), 12, 31) if self.last else date(int(text), 1, 1)
        try:
            return forms.DateField().to_python(text)
        except forms.ValidationError:
            raise forms.ValidationError("Hãy nhập năm (ví dụ 2021) hoặc ngày (ví dụ 26/11/2021).") from None


class MonthField(forms.Field):
    """The first day of a month typed as «11/2021»."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "placeholder": "11/2021"}))
        super().__init__(*args, **kwargs)

    def prepare_value(self, value):
        return f"{value.month:02}/{value.year}" if isinstance(value, date) else value

    def to_python(self, value):
        text = clean_line(value or "")
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,2})/((?:19|20)\d\d)", text, re.ASCII)
        if not found or not 1 <= int(found[1]) <= 12:
            raise forms.ValidationError("Hãy nhập tháng và năm, ví dụ 11/2021.")
        return date(int(found[2]), int(found[1]), 1)


class LinesField(ProseFormField):
    """One thing a line; bullets and closing punctuation of the document fall away. A line has at most 255 letters."""

    longest = 255

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(*args, **kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value):
        lines = [re.sub(r"^[-–+*•]\s*|[;.]\s*$", "", clean_line(line)).strip()
                 for line in (super().to_python(value) or "").splitlines()]
        return [line for line in lines if line]

    def validate(self, value):
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"])

    def run_validators(self, value):
        for number, line in enumerate(value, 1):
            super().run_validators(line)
            if len(line) > self.longest:
                raise forms.ValidationError(
                    f"Dòng {number} dài {len(line)} ký tự, tối đa {self.longest}. Hãy tách thành "
                    "nhiều dòng hoặc viết gọn.")


def line(label, *, required=False, max_length=255, **kwargs):
    return LineFormField(label=label, required=required, max_length=max_length, **kwargs)


def prose(label, *, required=False, rows=3, **kwargs):
    return ProseFormField(label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def number(label, *, required=False, least=0, most=100_000, **kwargs):
    return forms.IntegerField(label=label, required=required, min_value=least, max_value=most,
                              widget=forms.NumberInput(attrs={"inputmode": "numeric"}), **kwargs)


def year_number(label, **kwargs):
    return number(label, least=1945, most=2100, **kwargs)
