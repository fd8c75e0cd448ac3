"""Files of a nomination: several at once, refused one by one, served only to those who see the nomination."""
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfWriter

from core.errors import InvalidInput, NotAllowed, WrongState
from core.uploads import stored_path
from nominations import services
from nominations.models import NominationFile
from nominations.services import files
from tests.factories import NominationFactory, leader, officer, submitter

pytestmark = pytest.mark.django_db


def pdf(name="Báo cáo thành tích.pdf"):
    target, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(target)
    return SimpleUploadedFile(name, target.getvalue())


def picture(name="Ảnh.png"):
    target = io.BytesIO()
    Image.new("RGB", (3, 3), "green").save(target, "PNG")
    return SimpleUploadedFile(name, target.getvalue())


def draft():
    nomination = NominationFactory()
    return nomination, nomination.submission.created_by


def upload_url(nomination):
    return reverse("nominations:upload", args=[nomination.public_id])


def test_a_file_keeps_its_name_and_lies_under_another(client):
    nomination, user = draft()
    client.force_login(user)

    client.post(upload_url(nomination), {"kind": "report", "file": [pdf("Báo cáo thành tích.pdf")]})

    file = NominationFile.objects.get()
    assert (file.original_name, file.kind) == ("Báo cáo thành tích.pdf", "report")
    assert "bao" not in file.stored_name.lower()
    assert stored_path(file.stored_name).stat().st_size == file.size


def test_of_several_files_the_refused_keep_none_of_the_others_back(client):
    nomination, user = draft()
    client.force_login(user)
    wrong = SimpleUploadedFile("chay.exe", b"MZ")

    answer = client.post(upload_url(nomination), {"file": [pdf("a.pdf"), wrong, picture("b.png")]},
                         headers={"Accept": "application/json"})

    assert answer.status_code == 422
    assert [(row["name"], row["ok"]) for row in json.loads(answer.content)["files"]] == [
        ("a.pdf", True), ("chay.exe", False), ("b.png", True)]
    assert list(NominationFile.objects.values_list("original_name", flat=True)) == ["a.pdf", "b.png"]


def test_without_a_script_the_page_says_what_was_taken_and_what_was_not(client):
    nomination, user = draft()
    client.force_login(user)

    page = client.post(upload_url(nomination), {"file": [pdf("a.pdf"), SimpleUploadedFile("x.pdf", b"no")]},
                       follow=True).content.decode()

    assert "Đã nhận 1 tệp: a.pdf." in page
    assert "x.pdf: Nội dung tệp không phải là .pdf." in page


def test_a_nomination_has_room_for_so_many_files_and_bytes(monkeypatch):
    nomination, user = draft()
    services.add_file(nomination, pdf(), kind="report", by=user)

    monkeypatch.setattr(files, "MOST_FILES", 1)
    with pytest.raises(InvalidInput) as too_many:
        services.add_file(nomination, pdf(), kind="report", by=user)
    monkeypatch.setattr(files, "MOST_FILES", 20)
    monkeypatch.setattr(files, "MOST_BYTES", NominationFile.objects.get().size + 1)
    with pytest.raises(InvalidInput) as too_much:
        services.add_file(nomination, pdf(), kind="report", by=user)

    assert "nhiều nhất 1 tệp" in str(too_many.value)
    assert "hãy bỏ bớt" in str(too_much.value)
    assert NominationFile.objects.count() == 1


def test_those_who_see_the_nomination_read_its_files_and_nobody_else(client):
    nomination, user = draft()
    file = services.add_file(nomination, pdf(), kind="report", by=user)

    def answers():
        found = []
        for person in (user, officer(), leader(), submitter()):
            client.force_login(person)
            found.append(client.get(file.get_absolute_url()).status_code)
        return found

    before = answers()
    services.submit_submission(nomination.submission, by=user, today=timezone.localdate())

    assert before == [200, 404, 404, 404]
    assert answers() == [200, 200, 200, 404]


@pytest.mark.parametrize(("query", "way", "type_"), [
    ("", "attachment", "application/octet-stream"), ("?xem=1", "inline", "application/pdf")])
def test_a_file_is_a_download_unless_one_asks_to_look(client, query, way, type_):
    nomination, user = draft()
    file = services.add_file(nomination, pdf(), kind="report", by=user)
    client.force_login(user)

    answer = client.get(file.get_absolute_url() + query)

    assert answer["Content-Disposition"].startswith(way)
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (type_, "nosniff")
    assert b"".join(answer.streaming_content) == stored_path(file.stored_name).read_bytes()


def test_a_removed_file_is_gone_from_page_and_disk_and_stays_in_the_log(client, django_capture_on_commit_callbacks):
    nomination, user = draft()
    file = services.add_file(nomination, pdf(), kind="report", by=user)
    client.force_login(user)
    url = reverse("nominations:file_remove", args=[file.public_id])

    asked = client.post(url)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, {"confirmed": "1"})

    assert asked.status_code == 200
    assert client.get(file.get_absolute_url()).status_code == 404
    assert not stored_path(file.stored_name).exists()
    history = client.get(nomination.get_absolute_url()).context["history"]
    assert [line.what for line in history] == ["Bỏ tệp", "Gửi tệp"]


def test_a_sent_nomination_takes_and_loses_no_files():
    nomination, user = draft()
    file = services.add_file(nomination, pdf(), kind="report", by=user)
    services.submit_submission(nomination.submission, by=user, today=timezone.localdate())
    nomination.refresh_from_db()

    for act in (lambda: services.add_file(nomination, pdf(), kind="report", by=user),
                lambda: services.remove_file(file, by=user)):
        with pytest.raises((NotAllowed, WrongState)):
            act()


def test_a_removed_nominee_takes_its_files_along(django_capture_on_commit_callbacks):
    nomination, user = draft()
    file = services.add_file(nomination, pdf(), kind="report", by=user)

    with django_capture_on_commit_callbacks(execute=True):
        services.remove_nominee(nomination, by=user)

    assert not stored_path(file.stored_name).exists()


def test_a_foreign_nomination_takes_no_files(client):
    nomination, _ = draft()
    client.force_login(submitter())

    assert client.post(upload_url(nomination), {"file": [pdf()]}).status_code == 404
