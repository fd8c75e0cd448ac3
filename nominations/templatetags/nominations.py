"""How a nomination's state is shown: the quota says what a positive decision is called."""
from django import template

from core.templatetags.ui import status
from nominations.enums import SessionState
from nominations.words import status_of, words_of

register = template.Library()

SESSION_LOOKS = {SessionState.DRAFT: "draft", SessionState.RUNNING: "running", SessionState.ENDED: "done",
                 SessionState.CANCELLED: "withdrawn"}


@register.simple_tag(takes_context=True)
def nomination_status(context, nomination):
    """The state as colour, shape and word, as this person reads it."""
    inside = context["request"].user.sees_whole_province
    return status(*status_of(nomination.state, words_of(nomination), inside=inside))


@register.simple_tag
def session_status(session):
    """The state of a council's session as colour, shape and word."""
    return status(SESSION_LOOKS[session.state], session.get_state_display())


@register.simple_tag
def decision_words(nomination):
    return words_of(nomination)


@register.filter
def item(mapping, key):
    """The value of a key that the page computed (duplicates of a row, for instance)."""
    return mapping.get(key)


OUTCOME_LOOKS = {"pass": "met", "fail": "missed", "unknown": "open", "not_applicable": "no_figure", "waived": "waived"}


@register.simple_tag
def outcome_status(outcome):
    """The result of a condition as colour, shape and word."""
    return status(OUTCOME_LOOKS[outcome.result], outcome.result.label)
