"""How a nomination's state is shown: the quota says what a positive decision is called."""
from django import template

from core.templatetags.ui import status
from nominations.enums import NominationState
from nominations.words import words_of

register = template.Library()

LOOKS = {NominationState.DECIDED: "recognised"}


@register.simple_tag
def nomination_status(nomination):
    """The state as colour, shape and word; «Đã chọn gửi Tỉnh ủy» where the quota counts what is forwarded."""
    word = words_of(nomination).done if nomination.state == NominationState.DECIDED \
        else nomination.get_state_display()
    return status(LOOKS.get(nomination.state, nomination.state), word)


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
