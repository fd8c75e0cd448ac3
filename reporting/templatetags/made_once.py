"""Pieces of a board that are printed again only when what they show is another."""
from functools import lru_cache

from django import template
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join

register = template.Library()


@register.simple_tag(takes_context=True)
def made_once(context, thing, piece, **given):
    """The template `piece` with `thing` and `given`, printed once for the thing: `{% made_once row "…/_line.html" %}`.

    The piece knows nothing else of the page, so that what is kept with the thing holds on every page.
    """
    key = piece, *given.values()
    if key not in thing.made:
        thing.made[key] = context.template.engine.get_template(piece).render(context.new({"thing": thing, **given}))
    return thing.made[key]


@register.simple_tag
@lru_cache(maxsize=8192)
def table_row(values):
    """A row of a table of texts, whole numbers and days, nothing where there is None;
    kept, because most rows come again."""
    cells = format_html_join("", "<td>{}</td>", (("" if value is None else localize(value),) for value in values))
    return format_html("<tr>{}</tr>\n", cells)
