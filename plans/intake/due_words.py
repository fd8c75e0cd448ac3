"""A time in Vietnamese words, and words back to a time: what a person reads and types on the reader's page."""

import re

from plans.intake.deadlines import times_in

_ROMANS = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_RECURRING = {
    "annual": "định kỳ hằng năm",
    "semiannual": "định kỳ 6 tháng",
    "quarterly": "định kỳ hằng quý",
    "monthly": "định kỳ hằng tháng",
}
_UNITS = {"D": "ngày", "WD": "ngày làm việc", "W": "tuần", "M": "tháng", "H": "giờ"}
_FRAMES = (
    "{}",
    "Gửi báo cáo trước {}",
    "Hoàn thành trong {}",
    "{}: tổ chức thực hiện",
    "Gửi báo cáo {}",
    "Trong {} kể từ ngày ban hành",
    "{} kể từ ngày ban hành",
    "{} tổ chức thực hiện",
)


def due_words(due):
    """«ngày 30/11 hằng năm», «Quý II/2026», «từ … đến …»; "" for no time."""
    kind, value = due.get("kind"), due.get("value")
    if kind == "recurring":
        return _RECURRING.get(due.get("recurrence"), "")
    if kind == "relative":
        number, unit = re.fullmatch(r"PT?(\d+)(WD|D|W|M|H)", value or "").groups()
        return f"trong {number} {_UNITS[unit]}"
    if kind == "monthday":
        return f"ngày {int(value[3:])} " + ("hằng tháng" if due.get("recurrence") == "monthly" else "tháng cuối quý")
    every = " hằng năm" if due.get("recurrence") == "annual" else ""
    if kind == "range":
        return f"từ {_point(value)} đến {_point(due.get('to') or '')}{every}"
    return f"{_point(value or '')}{every}"


def _point(value):
    if found := re.fullmatch(r"(\d{4}|-)-Q([1-4])", value):
        return f"Quý {_ROMANS[found[2]]}" + (f"/{found[1]}" if found[1] != "-" else "")
    if found := re.fullmatch(r"(\d{4})-H([12])", value):
        return f"6 tháng {'đầu' if found[2] == '1' else 'cuối'} năm {found[1]}"
    if found := re.fullmatch(r"(\d{4}|-)-(\d\d)(?:-(\d\d))?", value):
        year, month, day = found.groups()
        tail = f"/{year}" if year != "-" else ""
        return f"ngày {int(day)}/{int(month)}{tail}" if day else f"tháng {int(month)}{tail}"
    return f"năm {value}" if re.fullmatch(r"\d{4}", value) else value


def due_of_words(words):
    """The one time that `words` say; None when they say none or several."""
    words = " ".join(words.split()).strip(" .;")
    for frame in _FRAMES:
        sentence = frame.format(words)
        sentence = sentence[:1].upper() + sentence[1:]
        times = times_in(sentence)
        if len(times) == 1:
            return times[0].due
    return None
