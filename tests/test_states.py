from pathlib import Path

from django.conf import settings

from nominations.transitions import WORKFLOW as NOMINATIONS
from portal.states import FILE, states_page, workflows


def test_the_page_of_states_is_what_the_tables_say():
    written = (Path(settings.BASE_DIR) / FILE).read_text(encoding="utf-8")

    assert written == states_page(), "chạy lại: manage.py write_states"


def test_every_table_of_every_app_is_on_the_page():
    apps = {module.__name__.split(".")[0] for module, _, _ in workflows()}

    assert NOMINATIONS in [workflow for _, _, workflow in workflows()]
    assert {file.parent.name for file in Path(settings.BASE_DIR).glob("*/transitions.py")} == apps
