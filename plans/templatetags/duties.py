"""Words of duties in templates."""
from django import template

from plans import reminder_texts

register = template.Library()
register.filter(name="period_words", filter_func=reminder_texts.period_words)
