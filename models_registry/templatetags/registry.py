"""How a stage of a record is shown."""
from django import template

from core.templatetags.ui import status
from models_registry.rows import STAGE_LOOKS

register = template.Library()


@register.simple_tag
def stage_status(record):
    """The stage as colour, shape and word."""
    return status(STAGE_LOOKS.get(record.stage, record.stage), record.get_stage_display())
