"""Charts as SVG without scripts; the geometry comes from core.charts."""
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core import charts
from core.looks import look_of
from core.numbers import viet_number

register = template.Library()


@register.inclusion_tag("core/charts/bullet_bar.svg.html")
def bullet_bar(counted=0, target=None, maximum=None, expected=None, pipeline=(), name="", scale=None,
               width=charts.BULLET_WIDTH, label_width=charts.LABEL_WIDTH, ink="#1d2330"):
    """Draw a quota line: `{% bullet_bar counted=8 target=30 expected=12 pipeline=line.pipeline %}`.

    `ink` is the colour of its words: official papers print black only.
    """
    return {"ink": ink, "bar": charts.bullet_bar(
        counted=counted, target=target, maximum=maximum, expected=expected, pipeline=tuple(pipeline or ()), name=name,
        scale=scale, width=width, label_width=label_width)}


@register.inclusion_tag("core/charts/page_bar.svg.html")
def page_bar(counted=0, target=None, maximum=None, expected=None, pipeline=(), name=""):
    """The same bar for a page with many of them, in half the bytes: colours and strokes are the style sheet's, and the
    mark of what is expected stands once on the page (`#muc-can-co`)."""
    return {"bar": charts.bullet_bar(
        counted=counted, target=target, maximum=maximum, expected=expected, pipeline=tuple(pipeline or ()), name=name)}


@register.inclusion_tag("core/charts/burn_up.svg.html")
def burn_up(chart):
    """Print a `core.charts.BurnUp`."""
    return {"chart": chart}


@register.inclusion_tag("core/charts/milestone_strip.svg.html")
def milestone_strip(strip):
    """Print a `core.charts.MilestoneStrip`."""
    return {"strip": strip}


@register.simple_tag
def heat_cell(counted, target=None, maximum=None, status="", name=""):
    """One cell of a matrix: tint, shape and «7/10»; kept, because a matrix repeats few of them."""
    return _heat_cell(counted, target, maximum, str(status), str(name))


@lru_cache(maxsize=4096)
def _heat_cell(counted, target, maximum, status, name):
    look = look_of(status)
    bound = charts.bound_text(target, maximum)
    figure = f"{viet_number(counted)}/{bound}" if bound else viet_number(counted)
    said = ", ".join(part for part in (name, figure, look.word.lower()) if part)
    return format_html(
        '<svg class="ch ch-heat ch-{tone}" xmlns="http://www.w3.org/2000/svg" role="img" width="84" height="26" '
        'viewBox="0 0 84 26"><title>{said}</title><rect class="ch-tint" x=".5" y=".5" width="83" height="25" rx="3" '
        'fill="{tint}" stroke="{ink}" stroke-width=".6"/>{shape}<text class="ch-text" x="24" y="17.5" font-size="12.5" '
        'fill="#1d2330">{figure}</text></svg>',
        tone=look.tone.name, tint=look.tone.tint, ink=look.tone.ink, said=said, figure=figure,
        shape=shape(look.shape, look.tone.ink, 5, 7),
    )


# Paths stand in a square of 12 units, so that every shape weighs about the same.
FILLED = {
    "disc": "M6 1a5 5 0 1 0 .01 0z",
    "triangle": "M6 .8 11.6 11H.4z",
    "square": "M1.2 1.2h9.6v9.6H1.2z",
}
STROKED = {
    "ring": "M6 1.4a4.6 4.6 0 1 0 .01 0z",
    "tick": "M1.2 6.4 4.6 9.8 10.8 2.2",
    "cross": "M1.8 1.8l8.4 8.4M10.2 1.8l-8.4 8.4",
    "dash": "M2 6h8",
}


@register.simple_tag
def shape(name, ink, x, y) -> SafeString:
    """The drawing of a status as an SVG path placed at x, y."""
    if name in FILLED:
        return format_html('<path class="ch-ink" d="{}" transform="translate({} {})" fill="{}"/>',
                           FILLED[name], x, y, ink)
    return format_html(
        '<path class="ch-line" d="{}" transform="translate({} {})" fill="none" stroke="{}" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round"/>', STROKED[name], x, y, ink)
