"""The rows of long lists say what the objects behind them say."""
from datetime import date

import pytest
from django.utils import timezone

from nominations.models import Nomination
from nominations.queries import dossier_rows, queue_rows
from tests.factories import NominationFactory, SubmissionFactory, officer, submitter

pytestmark = pytest.mark.django_db


def test_a_row_of_the_queue_prints_what_the_nomination_is():
    person, submission = officer(), SubmissionFactory(receipt_code=None)
    other = NominationFactory(submission=submission, name="Lê Thị Ánh")
    model = NominationFactory(submission=submission, name="Lê Thị Ánh", record_kind="model", model_name="Vườn rau sạch")
    Nomination.objects.update(state="on_hold", submitted_at=timezone.make_aware(timezone.datetime(2026, 3, 5, 8, 9)),
                              assigned_to=person, handle_by=date(2026, 4, 1), planned="reject")

    first, second = queue_rows([model.pk, other.pk], user=person)

    assert (str(first), str(second), second.kind) == ("Vườn rau sạch", "Lê Thị Ánh", "Cá nhân")
    assert (first.pk, first.address) == (model.pk, f"/tham-dinh/{model.public_id}/")
    assert (first.kind, first.field, first.agency) == ("Mô hình", submission.field.name, submission.organization.name)
    assert (first.receipt_code, first.sent, first.handle_by) == ("", "05/03/2026 08:09", date(2026, 4, 1))
    assert (first.fails, first.unknowns, first.notes) == (None, None, [])
    assert (first.officer, first.look, first.word) == (str(person), "soon", "Tạm dừng xét")
    assert first.planned == "Dự kiến không đạt"


def test_a_row_of_the_dossiers_counts_what_the_person_sees():
    submission = SubmissionFactory()
    own, office = submitter(organization=submission.organization), officer()
    for state in ("draft", "draft", "returned", "appraising", "submitted", "rejected", "withdrawn", "withdrawn"):
        NominationFactory(submission=submission, state=state, return_reason="Thiếu minh chứng",
                          submitted_at=None if state == "draft" else timezone.now())

    rows = [dossier_rows([submission.pk], user=user)[0] for user in (own, office)]

    assert [(row.total, row.drafts, row.returned, row.waiting, row.decided) for row in rows] == [
        (8, 2, 1, 2, 0), (6, 0, 1, 2, 0)]
    assert [(row.rejected, row.revoked, row.withdrawn) for row in rows] == [(1, 0, 2)] * 2
    assert (rows[0].address, rows[0].sent) == (submission.get_absolute_url(), "")
