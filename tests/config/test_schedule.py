import pytest

from config.celery import app
from config.schedule import SCHEDULE


@pytest.mark.parametrize("name", SCHEDULE)
def test_every_periodic_entry_names_a_task_that_exists(name):
    app.loader.import_default_modules()

    assert SCHEDULE[name]["task"] in app.tasks


def test_a_late_entry_is_dropped_rather_than_run_in_a_heap():
    assert {entry["options"]["expires"] for entry in SCHEDULE.values()} == {300}
