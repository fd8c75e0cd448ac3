"""Days and numbers as Vietnamese offices write them."""
from datetime import datetime

from django import template
from django.utils import timezone

from core import dates, numbers

register = template.Library()


def _as_day(value):
    """The local day of an instant; a day stays as it is."""
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value


@register.filter
def day(value):
    """«05/12/2024»; empty for nothing."""
    return dates.short_day(_as_day(value)) if value else ""


@register.filter
def day_words(value):
    """«ngày 05 tháng 12 năm 2024»; empty for nothing."""
    return dates.viet_day(_as_day(value)) if value else ""


@register.filter
def count(value):
    """A whole number with a dot at the thousands; empty for nothing."""
    return "" if value is None or value == "" else numbers.viet_number(value)


@register.filter
def percent(numerator, denominator):
    """«87,5 %» of a whole; a dash when there is no whole."""
    if not denominator or numerator is None:
        return "–"
    return f"{numbers.viet_percent(numerator, denominator)} %"


@register.filter
def as_sentence(text):
    """The words with one full stop at their end, or the «!», «?», «…» they have; empty for nothing."""
    words = str(text or "").rstrip()
    return words if not words or words[-1] in ".!?…" else f"{words}."


@register.simple_tag
def days_left(due_on, today):
    """«còn 3 ngày», «hôm nay», «quá hạn 2 ngày»; empty without a day."""
    if not due_on:
        return ""
    left = (_as_day(due_on) - _as_day(today)).days
    if left == 0:
        return "hôm nay"
    return f"còn {numbers.viet_number(left)} ngày" if left > 0 else f"quá hạn {numbers.viet_number(-left)} ngày"
