"""Files of lists: the rows, order and labels of the screen, real days, no formulas, nothing of others."""
import csv
import io
from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from nominations import services
from nominations.models import Nomination
from tests.factories import NominationFactory, RecordFactory, SubmissionFactory, obligation_of, officer, submitter

pytestmark = pytest.mark.django_db


def sent(*names):
    submission = SubmissionFactory()
    obligation = obligation_of(submission.organization, field=submission.field)
    for name in names:
        NominationFactory(submission=submission, obligation=obligation, name=name)
    services.submit_submission(submission, by=submission.created_by, today=timezone.localdate())
    submission.refresh_from_db()
    return submission


def sheet(response):
    return [list(row) for row in load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)]


def table(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_file_holds_what_the_filtered_queue_shows_in_its_order(client):
    sent("Lê Bình", "Trần An")
    sent("Người Khác")
    client.force_login(officer())
    plan = Nomination.objects.first().submission.plan.public_id
    query = f"?plan={plan}&order=name"

    shown = [str(row) for row in client.get(reverse("nominations:queue") + query).context["page"]]
    rows = sheet(client.get(reverse("nominations:export_queue") + query))

    assert [row[0] for row in rows[1:]] == shown
    assert (rows[0][0], rows[0][-3]) == ("Tên", "Trạng thái")
    assert isinstance(rows[1][8], datetime)


@pytest.mark.parametrize("name", ["=1+1", "+84 258", "-x", "@SUM(A1)"])
def test_what_somebody_typed_never_becomes_a_formula(client, name):
    submission = sent(name)
    client.force_login(submission.created_by)
    url = reverse("nominations:export_nominees", args=[submission.public_id])

    book = load_workbook(io.BytesIO(client.get(url).content))
    cell = book.active["A2"]

    assert (cell.data_type, cell.value) == ("s", name)
    assert table(client.get(f"{url}?dinh-dang=csv"))[1][0] == f"'{name}"


def test_an_agency_takes_its_own_lists_and_nothing_of_others(client):
    own, foreign = sent("Của Mình"), sent("Của Người")
    client.force_login(own.created_by)

    listed = table(client.get(reverse("nominations:export") + "?dinh-dang=csv"))
    hidden = client.get(reverse("nominations:export_nominees", args=[foreign.public_id]))

    assert [row[3] for row in listed[1:]] == [own.receipt_code]
    assert hidden.status_code == 404
    assert client.get(reverse("nominations:export_queue")).status_code == 403


def test_the_file_tells_an_agency_no_inner_state(client):
    submission = sent("Lê Bình")
    services.hold_nomination(Nomination.objects.get(), reason="đơn tố cáo", by=officer())
    client.force_login(submission.created_by)

    rows = table(client.get(reverse("nominations:export_nominees", args=[submission.public_id]) + "?dinh-dang=csv"))

    assert rows[1][-1] == "Đang thẩm định"


def test_the_registry_is_taken_as_it_is_filtered_and_seen(client):
    user = submitter()
    RecordFactory(subject__organization=user.acting.organization, subject__name="Lê Của Mình")
    RecordFactory(subject__name="Lê Của Người")
    client.force_login(user)

    rows = table(client.get(reverse("models_registry:export") + "?dinh-dang=csv&q=le"))

    assert [row[0] for row in rows] == ["Tên", "Lê Của Mình"]
