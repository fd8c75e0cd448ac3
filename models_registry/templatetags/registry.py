"""How a stage of a record is shown."""
from django import template

from core.templatetags.ui import status

register = template.Library()

LOOKS = {"discovered": "open", "registered": "submitted", "nurturing": "running", "recognised": "recognised",
         "replicating": "on_track", "replicated": "met", "on_hold": "soon", "dropped": "withdrawn",
         "revoked": "rejected"}


@register.simple_tag
def stage_status(record):
    """The stage as colour, shape and word."""
    return status(LOOKS.get(record.stage, record.stage), record.get_stage_display())
