"""«Unsubscribe» with one click: rarer duty mails, no optional ones, and nothing for who has no signed address."""
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from notifications.models import DeliveryPreference
from notifications.one_click import SALT, VALID
from notifications.sending import send_due
from notifications.services import enqueue
from tests.factories import UserFactory
from tests.notifications import servers
from tests.notifications.servers import Server

pytestmark = pytest.mark.django_db
CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def server(settings):
    settings.EMAIL_BACKEND = servers.NAME
    Server.reset()


def headers_of(*kinds, recipient=None):
    """The headers of the one mail that carries rows of these kinds."""
    person = recipient or UserFactory()
    for number, kind in enumerate(kinds):
        enqueue(key=f"{person.pk}-{number}-{kind}".ljust(64, "0"), recipient=person, subject="S", body="B", kind=kind)
    send_due()
    return Server.taken[-1].extra_headers


def address_in(headers):
    return headers["List-Unsubscribe"].strip("<>").partition("//")[2].partition("/")[2]


def click(client, headers, values=CLICK):
    return client.post(f"/{address_in(headers)}", values).status_code


def chosen(person):
    return DeliveryPreference.objects.filter(user=person).values_list("frequency", "gets_optional").first()


def test_a_click_makes_duty_mails_rarer_step_by_step_and_never_stops_them(client):
    person = UserFactory()
    headers = headers_of("duty", recipient=person)

    found = [(click(client, headers), chosen(person)) for _ in range(3)]

    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found == [(200, ("daily", True)), (200, ("weekly", True)), (200, ("weekly", True))]
    assert AuditEvent.objects.filter(action="notifications.set_frequency").count() == 3


def test_a_click_in_an_optional_mail_stops_those_alone(client):
    person = UserFactory()

    status = click(client, headers_of("inner", recipient=person))

    assert (status, chosen(person)) == (200, ("instant", False))


def test_a_mail_with_both_is_about_duties(client):
    person = UserFactory()

    click(client, headers_of("inner", "duty", recipient=person))

    assert chosen(person) == ("daily", True)


@pytest.mark.parametrize("kinds", [("nomination",), ("duty_act",), ("duty", "quota")])
def test_other_mails_lead_to_the_preferences_and_offer_no_click(kinds):
    headers = headers_of(*kinds)

    assert address_in(headers) == "thong-bao/nhan-thu/"
    assert "List-Unsubscribe-Post" not in headers


def test_the_link_alone_changes_nothing_and_leads_to_the_preferences(client):
    person = UserFactory()

    answer = client.get(f"/{address_in(headers_of('duty', recipient=person))}")

    assert (answer.status_code, answer.url, chosen(person)) == (302, reverse("notifications:preferences"), None)


def test_a_post_that_is_no_click_a_wrong_an_old_or_a_closed_account_changes_nothing(client):
    person, gone = UserFactory(), UserFactory(is_active=False)
    headers = headers_of("duty", recipient=person)
    wrong = [{"List-Unsubscribe": f"<http://x/thong-bao/bot-thu/?ma={ma}>"} for ma in (
        "", "x", signing.dumps([person.public_id.hex, "duty"], salt="other"), signing.dumps(7, salt=SALT),
        signing.dumps([gone.public_id.hex, "duty"], salt=SALT))]

    statuses = [click(client, headers, {}), *[click(client, one) for one in wrong]]
    with time_machine.travel(timezone.now() + timedelta(seconds=VALID + 1)):
        statuses.append(click(client, headers))

    assert (statuses, DeliveryPreference.objects.count()) == ([403] * 7, 0)


def test_no_csrf_token_is_asked_for(client):
    headers = headers_of("duty")

    assert click(Client(enforce_csrf_checks=True), headers) == 200
