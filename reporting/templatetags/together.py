"""Keep words on one line without changing a sign of the text, so that what is copied or searched is what
was written."""
from django.template import Library
from django.utils.html import conditional_escape, format_html, format_html_join

from reporting.documents.together import head_words, stretches

register = Library()


@register.filter
def together(text):
    """The escaped text, each stretch that must not break in an element of its own."""
    return format_html_join("", "{}", (
        (format_html('<span class="together">{}</span>', words) if is_kept else conditional_escape(words),)
        for words, is_kept in stretches(text)))


@register.filter
def head(text):
    """The escaped words of a table's head, the last two on one line."""
    first, last = head_words(text)
    return format_html('{} <span class="together">{}</span>', first, last) if last else conditional_escape(text)
