"""No log and no error page holds the secret of a private calendar."""
import datetime
import json
import logging
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from config.access import AccessLogger
from config.logs import JsonFormatter
from plans.views import calendars
from tests.factories import UserFactory

SECRET = "0c3f6a52-8a6c-4b57-9f7e-2d1c0a9be111"
ADDRESS = f"/lich/hoa-dep.ics?ma={SECRET}"


def test_the_access_log_masks_the_address_the_query_and_the_referer():
    environ = {"REQUEST_METHOD": "GET", "RAW_URI": ADDRESS, "SERVER_PROTOCOL": "HTTP/1.1",
               "PATH_INFO": "/lich/hoa-dep.ics",
               "QUERY_STRING": f"ma={SECRET}&x=1", "REMOTE_ADDR": "10.0.0.1", "HTTP_REFERER": f"https://h{ADDRESS}"}
    answer = SimpleNamespace(status="200 OK", headers=[], sent=10, response_length=10)
    config = Config()

    atoms = AccessLogger(config).atoms(answer, SimpleNamespace(headers=[]), environ, datetime.timedelta(seconds=1))

    assert SECRET not in config.access_log_format % {name: atoms.get(name, "-") for name in "hlutrsbfaLp"}
    assert (atoms["r"], atoms["q"]) == ("GET /lich/hoa-dep.ics?ma=… HTTP/1.1", "ma=…&x=1")
    assert (atoms["h"], atoms["s"]) == ("10.0.0.1", "200")


def test_the_log_of_the_application_masks_messages_and_traces():
    try:
        raise ValueError(f"https://h{ADDRESS} failed")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "at %s", (ADDRESS,),
                                   (ValueError, error, error.__traceback__))

    line = JsonFormatter().format(record)

    assert SECRET not in line and json.loads(line)["message"] == "at /lich/hoa-dep.ics?ma=…"


@pytest.mark.django_db
def test_neither_a_missing_feed_nor_one_that_breaks_tells_its_secret(client, caplog, monkeypatch):
    feed = UserFactory().calendar_feeds.create()

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(calendars, "feed_of", broken)
    client.raise_request_exception = False

    answers = [client.get(ADDRESS), client.get(feed.get_absolute_url())]

    assert [answer.status_code for answer in answers] == [404, 500]
    pages = "".join(answer.content.decode() for answer in answers) + "".join(
        JsonFormatter().format(record) for record in caplog.records)
    assert len(caplog.records) >= 2 and SECRET not in pages and str(feed.public_id) not in pages
