"""A mistyped number or signer of a decision put right: what follows, what stays, who may."""
from datetime import date

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed
from models_registry.models import StageEvent
from models_registry.queries import standings
from nominations import services
from nominations.models import Decision, Nomination
from notifications.models import Notice
from tests.factories import NominationFactory, SubmissionFactory, leader, obligation_of, officer

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
FACTS = {"number": "112/QĐ-UBND", "signer": "Trần Văn A", "reason": "Gõ nhầm số"}


def decided(number="12/QĐ-UBND"):
    submission = SubmissionFactory()
    nomination = NominationFactory(submission=submission,
                                   obligation=obligation_of(submission.organization, field=submission.field))
    services.submit_submission(submission, by=submission.created_by, today=TODAY)
    nomination.refresh_from_db()
    return services.recognise_nomination(nomination, decision_number=number, decided_on=TODAY, by=officer(),
                                         today=TODAY)


def test_the_corrected_number_is_shown_everywhere_and_no_figure_moves(client):
    nomination, user = decided(), officer()
    before = standings([nomination.obligation], as_of=TODAY)[nomination.obligation_id].actual
    told = Notice.objects.count()

    services.correct_decision(nomination.decision, by=user, **FACTS)

    client.force_login(user)
    pages = [client.get(reverse(name, args=[thing.public_id])).content.decode() for name, thing in (
        ("nominations:decision", nomination.decision), ("nominations:review", nomination),
        ("models_registry:record", nomination.record))]
    nomination.refresh_from_db()
    assert (nomination.decision_number, nomination.decision.signer) == ("112/QĐ-UBND", "Trần Văn A")
    assert ["112/QĐ-UBND" in page for page in pages] == [True, True, True]
    assert "Văn bản số 12/QĐ-UBND" not in pages[2]
    assert StageEvent.objects.get(stage="recognised").decision_number == "12/QĐ-UBND"
    assert standings([nomination.obligation], as_of=TODAY)[nomination.obligation_id].actual == before == 1
    assert Notice.objects.count() == told + 1


def test_before_and_after_are_on_the_log_of_the_decision_and_of_whom_it_names():
    nomination = decided()

    services.correct_decision(nomination.decision, by=officer(), **FACTS)

    lines = [(e.object_type, e.before, e.after, e.reason) for e in AuditEvent.objects.filter(
        action="nominations.correct_decision").order_by("pk")]
    assert lines == [
        ("nominations.Decision", {"number": "12/QĐ-UBND", "signer": ""},
         {"number": "112/QĐ-UBND", "signer": "Trần Văn A"}, "Gõ nhầm số"),
        ("nominations.Nomination", {"decision_number": "12/QĐ-UBND"}, {"decision_number": "112/QĐ-UBND"},
         "Gõ nhầm số")]


@pytest.mark.parametrize(("facts", "field"), [
    ({"number": " "}, "number"), ({"number": "13/QĐ-UBND"}, "number"), ({"number": "1" * 61}, "number"),
    ({"reason": " "}, "reason"), ({"number": "12/QĐ-UBND", "signer": ""}, "")])
def test_what_cannot_stand_is_refused_beside_its_field(facts, field):
    Decision.objects.create(number="13/QĐ-UBND", signed_on=TODAY, made_by=officer())
    decision = Decision.objects.create(number="12/QĐ-UBND", signed_on=TODAY, made_by=officer())

    with pytest.raises(InvalidInput) as refusal:
        services.correct_decision(decision, by=officer(), **{**FACTS, **facts})

    decision.refresh_from_db()
    assert (list(refusal.value.errors), decision.number) == ([field], "12/QĐ-UBND")


def test_leaders_correct_no_decision():
    decision = Decision.objects.create(number="12/QĐ-UBND", signed_on=TODAY, made_by=officer())

    with pytest.raises(NotAllowed):
        services.correct_decision(decision, by=leader(), **FACTS)


def test_a_refused_correction_keeps_what_was_typed_and_a_good_one_leads_back(client):
    nomination = decided()
    url = reverse("nominations:decision_correct", args=[nomination.decision.public_id])
    client.force_login(officer())

    refused = client.post(url, {**FACTS, "reason": ""})
    done = client.post(url, FACTS)

    assert refused.status_code == 422
    assert (refused.context["form"]["number"].value(), list(refused.context["form"].errors)) == (
        "112/QĐ-UBND", ["reason"])
    assert done.url == nomination.decision.get_absolute_url()
    assert Nomination.objects.get().decision_number == "112/QĐ-UBND"
