"""A long document is read behind the request: the page says so, and the reading opens, or says why not."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from plans.importing import readings
from plans.models import ReadingDraft
from tests.factories import officer
from tests.plans.intake import samples

pytestmark = pytest.mark.django_db(transaction=True)
START = "/ke-hoach/doc-van-ban/"
LONG = samples.PARTY_COMMUNE + "\nNâng cao nhận thức của cán bộ, đảng viên." * 4000


@pytest.fixture
def client():
    client = Client()
    client.force_login(officer())
    return client


@pytest.fixture
def told(monkeypatch):
    told = []
    monkeypatch.setattr("plans.tasks.read_document_task.delay", told.append)
    return told


def sent(client, content, name="ke-hoach.txt"):
    response = client.post(START, {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302
    return response["Location"]


def test_a_long_file_is_read_by_the_worker_while_the_page_waits(client, told):
    address = sent(client, LONG.encode())

    waiting = client.get(address)
    fragment = client.get(address, headers={"HX-Request": "true"})
    readings.run_reading(*told)
    ready = client.get(address, headers={"HX-Request": "true"})

    assert "Văn bản dài nên được đọc ở nền" in waiting.content.decode()
    assert 'hx-trigger="every 1s"' in fragment.content.decode()
    assert ready.headers["HX-Refresh"] == "true"
    reading = ReadingDraft.objects.get()
    assert (reading.state, reading.source, reading.proposals["header"]["number"]) == ("open", None, "12")
    assert client.get(address).status_code == 200


def test_long_pasted_text_takes_the_same_way(client, told):
    response = client.post(START, {"text": LONG})

    assert ReadingDraft.objects.get().is_waiting
    assert told == [ReadingDraft.objects.get().pk]
    assert response["Location"] == ReadingDraft.objects.get().get_absolute_url()


def test_a_long_file_that_cannot_be_read_says_why(client, told):
    address = sent(client, b"%PDF-1.4 broken" + b" " * 400_000, "quet.pdf")

    readings.run_reading(*told)

    reading = ReadingDraft.objects.get()
    page = client.get(address).content.decode()
    assert (reading.state, reading.source) == ("failed", None)
    assert reading.problem in page
    assert "hỏng" in page


def test_the_queue_away_leaves_the_reading_to_the_sweep(client, monkeypatch):
    def away(pk):
        raise OSError("no queue")

    monkeypatch.setattr("plans.tasks.read_document_task.delay", away)
    sent(client, LONG.encode())
    ReadingDraft.objects.update(created_at=timezone.now() - timedelta(minutes=2))

    due = readings.sweep_readings()

    assert due == 1
    assert ReadingDraft.objects.get().state == "open"


def test_reading_twice_interrupted_ends_and_dropping_keeps_nothing(client, told):
    address = sent(client, LONG.encode())
    ReadingDraft.objects.update(created_at=timezone.now() - timedelta(minutes=11), tries=2)

    due = readings.sweep_readings()
    failed = ReadingDraft.objects.get()
    client.post(f"{address}bo/")
    readings.run_reading(failed.pk)

    assert (due, failed.state, failed.problem) == (0, "failed", readings.UNREADABLE)
    dropped = ReadingDraft.objects.get()
    assert (dropped.state, dropped.source, dropped.text) == ("dropped", None, "")


def test_short_files_do_not_wait(client, told):
    sent(client, samples.PARTY_COMMUNE.encode())

    assert ReadingDraft.objects.get().is_open
    assert told == []
