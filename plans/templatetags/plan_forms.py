"""What the templates of plan forms ask."""
from django import template

register = template.Library()


@register.filter
def filled(form, names):
    """Whether one of the named inputs of the form holds something or is at fault: then its fold stands open."""
    return any(form[name].errors or form[name].value() not in (None, "", [], False) for name in names.split()
               if name in form.fields)


@register.filter
def place_words(text):
    """«Khanh Hoa» for the code «khanh-hoa»; names of places stay."""
    return text.replace("-", " ").title() if text.islower() else text
