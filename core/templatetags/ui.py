"""Small pieces of the interface that every template may use."""
from functools import lru_cache

from django import template
from django.core.paginator import Paginator
from django.templatetags.static import static
from django.utils.html import format_html

from core.looks import look_of

register = template.Library()

CONTROL_CLASSES = {"select": "form-select", "checkbox": "form-check-input", "radio": "form-check-input"}


@register.filter
def words(text):
    """A list from words set apart by blanks, for short loops in a template."""
    return text.split()


@register.simple_tag
def static_script(name):
    """The address of one of our small scripts."""
    return static(f"js/{name}.js")


@register.simple_tag
@lru_cache(maxsize=1024, typed=True)  # typed: what is marked safe is another text than the same typed by someone
def status(code, word=""):
    """A status as colour, shape and word: `{% status line.status line.get_status_display %}`."""
    look = look_of(code)
    return format_html(
        '<span class="st st-{} tone-{}"><span class="st-sign" aria-hidden="true">{}</span>{}</span>',
        code or "none", look.tone.name, look.sign, word or look.word,
    )


@register.filter
def as_control(field):
    """A bound field with the class of our inputs; Django ties it to its help and errors."""
    widget = field.field.widget
    classes = [widget.attrs.get("class", ""), CONTROL_CLASSES.get(getattr(widget, "input_type", ""), "form-control")]
    if field.errors:
        classes.append("is-invalid")
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})


@register.filter
def page_numbers(page):
    """Page numbers to offer, with «…» for those left out; works for any number of pages."""
    return [number if number != Paginator.ELLIPSIS else "…"
            for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)]


@register.simple_tag(takes_context=True)
def page_link(context, number):
    """The address of another page of the same list, filters kept."""
    query = context["request"].GET.copy()
    query[context.get("parameter") or "page"] = number
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def filter_pills(context, filterset):
    """The conditions in force: label, value in words, and the address without that one."""
    request, form = context.get("request"), filterset.form
    if request is None or not form.is_bound or not form.is_valid():
        return []
    named = getattr(filterset, "named_always", ())
    return [
        {"label": form[name].label, "value": _words_of(form, name, value),
         "remove_url": _without(request, name, name in named)}
        for name, value in form.cleaned_data.items()
        if _is_set(value) and not form[name].is_hidden
    ]


def _is_set(value):
    """Whether a cleaned value filters anything; an empty list of objects does not, and 0 does."""
    if hasattr(value, "exists"):
        return value.exists()
    return value is not None and value != "" and value != [] and value is not False


def _words_of(form, name, value):
    """The value as the person chose it: the label of a choice, a day as day/month/year."""
    choices = {str(key): text for key, text in _flat(getattr(form.fields[name], "choices", ()))}
    if hasattr(value, "exists"):
        return ", ".join(str(item) for item in value)
    if isinstance(value, list | tuple):
        return ", ".join(choices.get(str(item), str(item)) for item in value)
    if hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, slice):
        return " – ".join(f"{end:%d/%m/%Y}" if hasattr(end, "strftime") else str(end)
                          for end in (value.start, value.stop) if end is not None)
    return "có" if value is True else choices.get(str(value), str(value))


def _flat(choices):
    """Choices without their groups."""
    for key, text in choices:
        if isinstance(text, list | tuple):
            yield from text
        else:
            yield key, text


def _without(request, name, is_named=False):
    """The address of this page without one condition, left empty when it must be named; the page number begins anew."""
    query = request.GET.copy()
    for key in [key for key in query if key == name or key.startswith((f"{name}_min", f"{name}_max",
                                                                       f"{name}_after", f"{name}_before"))]:
        del query[key]
    query.pop("page", None)
    if is_named:
        query[name] = ""
    return f"{request.path}?{query.urlencode()}" if query else request.path
