"""Two people at once: one wins, the other is told; a ceiling is never passed unseen."""
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from core.errors import DomainError
from models_registry.queries import standings
from nominations import services
from nominations.models import Submission
from tests.factories import NominationFactory, SubmissionFactory, obligation_of, officer

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 21)


def sent(count=1, **rule):
    submission = SubmissionFactory()
    obligation = obligation_of(submission.organization, field=submission.field, **rule)
    nominees = NominationFactory.create_batch(count, submission=submission, obligation=obligation)
    services.submit_submission(submission, by=submission.created_by, today=TODAY)
    return obligation, nominees


def at_once(*acts):
    """Run the acts in threads that start together; their results or refusals, in order."""
    together, results = Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        together.wait()
        try:
            results[number] = act()
        except DomainError as error:
            results[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def recognise(nomination, by):
    return lambda: services.recognise_nomination(
        nomination, decision_number="1/QĐ", decided_on=TODAY, by=by, today=TODAY)


def test_of_two_reviewers_one_decides_and_the_other_learns_who_and_when():
    _, (nomination,) = sent()
    one, two = officer(full_name="Người Một"), officer(full_name="Người Hai")

    results = at_once(recognise(nomination, one), recognise(nomination, two))

    nomination.refresh_from_db()
    refusals = [str(r) for r in results if isinstance(r, DomainError)]
    assert len(refusals) == 1
    assert refusals[0].startswith(f"{nomination.decided_by} đã thực hiện «Chấp nhận» lúc ")
    assert nomination.record.stage_events.filter(stage="recognised").count() == 1


def test_two_selections_at_once_do_not_pass_the_ceiling():
    obligation, (one, two) = sent(2, min_count=1, max_count=1, counting_stage="forwarded")
    person = officer()

    results = at_once(recognise(one, person), recognise(two, person))

    assert sum(isinstance(r, DomainError) for r in results) == 1
    assert standings([obligation], as_of=TODAY)[obligation.pk].actual == 1


def test_two_clicks_at_once_send_one_submission_once():
    submission = SubmissionFactory()
    obligation = obligation_of(submission.organization, field=submission.field)
    nomination = NominationFactory(submission=submission, obligation=obligation)

    def send():
        return services.submit_submission(submission, by=submission.created_by, today=TODAY)

    results = at_once(send, send)

    assert {type(r) for r in results} == {Submission}
    assert {r.receipt_code for r in results} == {Submission.objects.get().receipt_code}
    nomination.refresh_from_db()
    assert nomination.record.stage_events.count() == 1
