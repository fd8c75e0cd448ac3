"""Geometry of the charts: pure functions from figures to frozen drawings that templates print as SVG.

Lengths are SVG user units. Every text is ready to print; nothing here reads a database or the clock.
The same SVG serves the page and the PDF, so colours are concrete and no style sheet is needed.
"""
from dataclasses import dataclass
from datetime import date, timedelta

from core.looks import look_of
from core.numbers import viet_number

BULLET_WIDTH = 240
BULLET_HEIGHT = 22
LABEL_WIDTH = 62
PIPELINE_SHADES = ("#8f9bca", "#b6bfde", "#d3d9ec")
MILESTONE_TONES = {"done": "done", "late": "late", "now": "soon", "open": "open"}
LANE_HEIGHT = 26
CHARACTER_WIDTH = 7.8  # of the widest face a reader may have, so that words never touch
LANES_AT_MOST = 9


@dataclass(frozen=True)
class Part:
    """One stacked piece of a bar."""

    x: float
    width: float
    shade: int
    fill: str
    title: str


@dataclass(frozen=True)
class BulletBar:
    """A target as a pale bar, the counted as a dark one on it, the pipeline as light parts behind."""

    width: int
    height: int
    title: str
    label: str
    label_x: float
    has_bar: bool
    target_width: float
    ceiling_x: float | None
    counted_width: float
    parts: tuple[Part, ...]
    expected_x: float | None


@dataclass(frozen=True)
class Tick:
    """A place on an axis with its text."""

    at: float
    label: str


@dataclass(frozen=True)
class BurnUp:
    """Counted so far against the ideal steps and the target, over time."""

    width: int
    height: int
    title: str
    left: float
    right: float
    top: float
    bottom: float
    counted: str
    ideal: str
    target_y: float
    target_label: str
    end_x: float | None
    end_y: float | None
    end_label: str
    today_x: float | None
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    today_label: str = "hôm nay"


@dataclass(frozen=True)
class Milestone:
    """A duty on the strip: a day (`start` is None) or a span; state is done, late, now or open.

    `label` stands beside the mark, the whole `name` in its title.
    """

    label: str
    end: date
    start: date | None = None
    state: str = "open"
    name: str = ""


@dataclass(frozen=True)
class MilestoneMark:
    """One drawn duty."""

    x: float
    y: float
    width: float
    is_span: bool
    state: str
    word: str
    sign_x: float
    label: str
    label_x: float
    anchor: str
    title: str
    ink: str
    fill: str


@dataclass(frozen=True)
class MilestoneStrip:
    """Duties on a line of quarters, with today."""

    width: int
    height: int
    axis_y: float
    title: str
    quarters: tuple[Tick, ...]
    years: tuple[Tick, ...]
    today_x: float | None
    today_anchor: str
    marks: tuple[MilestoneMark, ...]
    today_label: str = "hôm nay"


def bound_text(target, maximum):
    """«30», «5–7», «≤ 7», or an empty text when nothing is asked."""
    if target is None:
        return "" if maximum is None else f"≤ {viet_number(maximum)}"
    if maximum is None or maximum == target:
        return viet_number(target)
    return f"{viet_number(target)}–{viet_number(maximum)}"


def bullet_bar(*, counted, target=None, maximum=None, expected=None, pipeline=(), name="", scale=None,
               width=BULLET_WIDTH, label_width=LABEL_WIDTH):
    """A bullet bar; without target and maximum there is no bar, only the counted number.

    `pipeline` is a row of (word, count) in the order nearest to recognition first; `scale` is the
    greatest figure of the whole board when bars are to be compared with each other.
    """
    room = width - label_width
    bound = bound_text(target, maximum)
    most = scale or max(counted + sum(count for _, count in pipeline), target or 0, maximum or 0, expected or 0, 1)

    def at(figure):
        return round(1 + min(figure, most) / most * (room - 2), 1)

    return BulletBar(
        width=width,
        height=BULLET_HEIGHT,
        title=_bullet_title(name, counted, bound, expected, pipeline),
        label=f"{viet_number(counted)}/{bound}" if bound else viet_number(counted),
        label_x=room + 8 if bound else 0,
        has_bar=bool(bound),
        target_width=round(at(target or 0) - 1, 1),
        ceiling_x=None if maximum is None else at(maximum),
        counted_width=round(at(counted) - 1, 1),
        parts=_stack(pipeline, counted, at),
        expected_x=None if expected is None else at(expected),
    )


def _stack(pipeline, base, at):
    """Light parts one after another, beginning where the counted ends; empty ones are left out."""
    parts = []
    for index, (word, count) in enumerate(pipeline):
        if count > 0:
            shade = min(index + 1, len(PIPELINE_SHADES))
            start, end = at(base), at(base + count)
            parts.append(Part(start, round(end - start, 1), shade, PIPELINE_SHADES[shade - 1],
                              f"{word}: {viet_number(count)}"))
            base += count
    return tuple(parts)


def _bullet_title(name, counted, bound, expected, pipeline):
    """The bar in words, for screen readers and as the tip of the pointer."""
    said = f"đã tính {viet_number(counted)}" + (f", chỉ tiêu {bound}" if bound else ", không giao số")
    if expected is not None:
        said += f", mức cần có {viet_number(expected)}"
    said += "".join(f", {word.lower()} {viet_number(count)}" for word, count in pipeline if count)
    return f"{name}: {said}" if name else said[0].upper() + said[1:]


def burn_up(*, points, target, from_day, to_day, ideal=(), today=None, today_label="hôm nay", name="", width=720,
            height=260):
    """Counted so far as steps, with the ideal as dashed steps and the target as a line.

    `points` and `ideal` are (day, figure) in the order of days; figures hold until the next point.
    """
    left, right, top, bottom = 44.0, width - 16.0, 22.0, height - 30.0
    highest = max([target, 1, *(figure for _, figure in points), *(figure for _, figure in ideal)])
    step = _nice_step(highest)
    ceiling = -(-highest // step) * step

    def x(day):
        return _place(day, from_day, to_day, left, right)

    def y(figure):
        return round(bottom - figure / ceiling * (bottom - top), 1)

    shown_until = min(today or to_day, to_day)
    last = points[-1][1] if points else 0
    return BurnUp(
        width=width, height=height, left=left, right=right, top=top, bottom=bottom,
        title=f"{name + ': ' if name else ''}đã tính {viet_number(last)}, chỉ tiêu {viet_number(target)}",
        counted=_steps([(from_day, 0), *points], x, y, shown_until),
        ideal=_steps(ideal, x, y, to_day),
        target_y=y(target), target_label=f"Chỉ tiêu {viet_number(target)}",
        end_x=x(shown_until), end_y=y(last), end_label=viet_number(last),
        today_x=x(today) if today and from_day <= today <= to_day else None,
        x_ticks=tuple(Tick(x(day), label) for day, label in _time_ticks(from_day, to_day)),
        y_ticks=tuple(Tick(y(figure), viet_number(figure)) for figure in range(0, ceiling + 1, step)),
        today_label=today_label,
    )


def _place(day, from_day, to_day, left, right):
    """The x of a day between two days, kept inside the picture."""
    share = (day - from_day).days / max((to_day - from_day).days, 1)
    return round(left + min(max(share, 0), 1) * (right - left), 1)


def _nice_step(highest):
    """A step of 1, 2 or 5 times a power of ten that divides the axis into at most five."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if highest <= 5 * step:
                return step
        power *= 10


def _steps(points, x, y, until):
    """The points of an SVG polyline going right, then up, and right again until the last day."""
    corners = []
    for day, figure in points:
        if day > until:
            break
        if corners:
            corners.append((x(day), corners[-1][1]))
        corners.append((x(day), y(figure)))
    if corners:
        corners.append((x(until), corners[-1][1]))
    return " ".join(f"{across},{up}" for across, up in corners)


def _quarter_starts(from_day, to_day):
    """First days of quarters strictly inside a span."""
    days = [date(year, month, 1) for year in range(from_day.year, to_day.year + 1) for month in (1, 4, 7, 10)]
    return [day for day in days if from_day < day <= to_day]


def _time_ticks(from_day, to_day):
    """Years on a long axis, quarters on one of at most two years."""
    starts = _quarter_starts(from_day, to_day)
    if to_day - from_day > timedelta(days=731):
        return [(day, str(day.year)) for day in starts if day.month == 1]
    return [(day, f"{_quarter(day)}/{day.year}") for day in starts]


def _quarter(day):
    return ("I", "II", "III", "IV")[(day.month - 1) // 3]


def milestone_strip(milestones, *, from_day, to_day, today=None, today_label="hôm nay", width=960):
    """Duties in lanes so that no two words overlap; a span keeps its length, a day is a diamond.

    When every lane is taken, a duty is drawn without its words; its title still says them.
    """
    left, right = 8.0, width - 8.0
    lanes, marks = [], []
    for milestone in sorted(milestones, key=lambda item: (item.start or item.end, item.end)):
        marks.append(_placed(milestone, lanes, from_day, to_day, left, right))
    axis_y = 22.0 + max(len(lanes), 1) * LANE_HEIGHT
    today_x = _place(today, from_day, to_day, left, right) if today and from_day <= today <= to_day else None
    return MilestoneStrip(
        width=width, height=int(axis_y + 34), axis_y=axis_y,
        title=f"{len(marks)} mốc từ {from_day:%d/%m/%Y} đến {to_day:%d/%m/%Y}",
        quarters=_quarter_labels(from_day, to_day, left, right), years=_year_labels(from_day, to_day, left, right),
        today_x=today_x, today_anchor="end" if today_x and today_x > width * 0.9 else "start",
        marks=tuple(marks),
        today_label=today_label,
    )


def _placed(milestone, lanes, from_day, to_day, left, right):
    """The mark in the first lane with room for it and its words, else without them; `lanes` say where each is taken."""
    begin, finish, mark = _mark(milestone, from_day, to_day, left, right)
    free = _free_lane(lanes, begin)
    if free is None:
        mark["label"] = ""
        begin, finish = mark["x"], mark["x"] + mark["width"] + 4
        free = next((lane for lane, taken in enumerate(lanes) if taken < begin), lanes.index(min(lanes)))
    lanes[free:free + 1] = [finish]
    return _in_lane(mark, free)


def _free_lane(lanes, begin):
    """The first lane that is free from `begin` on, a new one while there may be more; None when all are taken."""
    new = len(lanes) if len(lanes) < LANES_AT_MOST else None
    return next((lane for lane, taken in enumerate(lanes) if taken < begin), new)


def short_label(text, length):
    """The text in at most `length` signs, cut after a whole word and then with «…»."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(" ,.;:-–") + "…"


def _in_lane(mark, lane):
    return MilestoneMark(**{**mark, "y": 30.0 + lane * LANE_HEIGHT})


def _mark(milestone, from_day, to_day, left, right):
    """Where a duty begins and ends with its words, and its drawing without a lane."""
    is_span = milestone.start is not None and milestone.start != milestone.end
    x = _place(milestone.start if is_span else milestone.end, from_day, to_day, left, right)
    length = max(_place(milestone.end, from_day, to_day, left, right) - x, 16.0) if is_span else 16.0
    x = min(x if is_span else x - 8.0, right - length)
    words = len(milestone.label) * CHARACTER_WIDTH
    fits_right = x + length + 6 + words <= right
    label_x = x + length + 6 if fits_right else x - 6
    look = look_of(MILESTONE_TONES.get(milestone.state, "open"))
    drawing = {
        "x": round(x, 1), "width": round(length, 1), "is_span": is_span, "state": milestone.state,
        "word": look.word, "sign_x": round(x + length / 2 if not is_span else x + 8, 1),
        "label": milestone.label, "label_x": round(label_x, 1), "anchor": "start" if fits_right else "end",
        "title": _milestone_title(milestone, look.word, is_span), "ink": look.tone.ink,
        "fill": "#ffffff" if milestone.state in ("open", "now") else look.tone.ink,
    }
    if fits_right:
        return x, label_x + words + 10, drawing
    return label_x - words, x + length + 10, drawing


def _milestone_title(milestone, word, is_span):
    days = f"{milestone.start:%d/%m/%Y} – {milestone.end:%d/%m/%Y}" if is_span else f"{milestone.end:%d/%m/%Y}"
    return f"{milestone.name or milestone.label}: {days}, {word.lower()}"


def _quarter_labels(from_day, to_day, left, right):
    """Quarter ticks; their names only when there is room for them."""
    starts = _quarter_starts(from_day, to_day)
    roomy = starts and (right - left) / len(starts) >= 24
    return tuple(Tick(_place(day, from_day, to_day, left, right), _quarter(day) if roomy else "") for day in starts)


def _year_labels(from_day, to_day, left, right):
    """A tick at the beginning and at each New Year that leaves room for four digits."""
    ticks = [Tick(left, str(from_day.year))]
    for year in range(from_day.year + 1, to_day.year + 1):
        at = _place(date(year, 1, 1), from_day, to_day, left, right)
        if at - ticks[-1].at < 34:
            ticks.pop()
        if right - at >= 30:
            ticks.append(Tick(at, str(year)))
    return tuple(ticks)
