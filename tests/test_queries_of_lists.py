"""The lists ask the database equally often for three rows and for sixty."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nominations.models import Nomination
from notifications.services import enqueue, notify
from tests import factories as make

pytestmark = pytest.mark.django_db
PLANS = make.IssuedPlanFactory
AGENCIES = make.OrganizationFactory


def plans(count, person):
    PLANS.create_batch(count)


def agencies(count, person):
    AGENCIES.create_batch(count)


def accounts(count, person):
    for _ in range(count):
        make.submitter()


def nominations(count, person):
    submission = make.SubmissionFactory()
    obligation = make.obligation_of(submission.organization, field=submission.field)
    for number in range(count):
        make.NominationFactory(submission=submission, obligation=obligation, name=f"Người {number}")
    Nomination.objects.update(state="submitted")


def records(count, person):
    field = make.PlanFieldFactory()
    for _ in range(count):
        make.RecordFactory(field=field)


def notices(count, person):
    for number in range(count):
        notify(key=f"n{number}", user=person, title="Nhắc việc")


def mails(count, person):
    person.email = "a@example.gov.vn"
    for number in range(count):
        enqueue(key=f"m{number}", recipient=person, subject="Nhắc việc", body="Xin gửi.", kind="duty")


LISTS = (
    ("/ke-hoach/", make.officer, plans),
    ("/bang-chi-tieu/", make.officer, plans),
    ("/co-quan/", make.officer, agencies),
    ("/quan-tri/tai-khoan/", make.administrator, accounts),
    ("/tham-dinh/?state=submitted", make.officer, nominations),
    ("/dien-hinh/", make.officer, records),
    ("/thong-bao/", make.officer, notices),
    ("/thu-gui/", make.officer, mails),
)


@pytest.mark.parametrize(("address", "role", "fill"), LISTS, ids=[address for address, _, _ in LISTS])
def test_a_list_takes_as_many_queries_for_sixty_rows_as_for_three(client, address, role, fill):
    person = role()
    client.force_login(person)
    fill(3, person)
    client.get(address)

    few, short = asked(client, address)
    fill(60, person)
    many, long = asked(client, address)

    assert many == few
    assert long > short


def asked(client, address):
    """(how many queries the page takes, how many bytes it has)."""
    with CaptureQueriesContext(connection) as seen:
        response = client.get(address)
    assert response.status_code == 200
    return len(seen), len(response.content)
