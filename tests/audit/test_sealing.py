from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit import protection, sealing
from audit.models import AuditEvent, AuditSeal
from audit.services import record
from audit.tasks import seal_events_task
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def write(number):
    """That many events, in order; their ids."""
    organization = OrganizationFactory()
    return [record("organizations.update", organization, by=None, after={"phone": str(n), "ngày": "Ngã"}).pk
            for n in range(number)]


def test_sealed_log_is_whole_and_new_events_wait_for_the_next_seal():
    write(3)
    assert sealing.seal_events() == 3
    write(2)

    verdict = sealing.check_log()

    assert (verdict.seals, verdict.events, verdict.unsealed, verdict.broken) == (1, 3, 2, None)


def test_many_events_make_a_chain_of_batches(monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 2)
    write(5)

    sealing.seal_events()

    assert [s.rows.count("\n") for s in AuditSeal.objects.order_by("first_event")] == [2, 2, 1]
    assert sealing.check_log().events == 5


def test_sealing_twice_seals_nothing_twice():
    write(1)
    seal_events_task()

    assert sealing.seal_events() == 0
    assert AuditSeal.objects.count() == 1


@pytest.mark.parametrize(("fault", "why"), [
    (lambda pk: AuditEvent.objects.filter(pk=pk).update(reason="sửa"), "đã bị sửa"),
    (lambda pk: AuditEvent.objects.filter(pk=pk).update(after={}), "đã bị sửa"),
    (lambda pk: AuditEvent.objects.filter(pk=pk).delete(), "bị xóa"),
])
def test_first_broken_row_is_named(fault, why):
    ids = write(4)
    sealing.seal_events()
    fault(ids[2])
    fault(ids[3])

    verdict = sealing.check_log()

    assert (verdict.broken, why in verdict.why) == (ids[2], True)


def test_event_slipped_in_after_sealing_is_named():
    ids = write(3)
    AuditEvent.objects.filter(pk=ids[1]).delete()
    sealing.seal_events()
    slipped = AuditEvent.objects.get(pk=ids[0])
    slipped.pk = ids[1]
    slipped.save(force_insert=True)

    assert sealing.check_log().broken == ids[1]


def test_rewritten_row_digest_does_not_hide_the_change():
    ids = write(2)
    sealing.seal_events()
    AuditEvent.objects.filter(pk=ids[1]).update(reason="sửa")
    AuditSeal.objects.update(rows=sealing._row_lines(ids[0], ids[1]))

    verdict = sealing.check_log()

    assert (verdict.broken, "dấu niêm không khớp" in verdict.why) == (ids[0], True)


def test_seal_taken_out_of_the_middle_is_noticed():
    write(1)
    sealing.seal_events()
    ids = write(1)
    sealing.seal_events()
    write(1)
    sealing.seal_events()
    AuditSeal.objects.filter(first_event=ids[0]).delete()

    assert sealing.check_log().broken == ids[0]


def test_other_key_does_not_fit(settings):
    write(1)
    sealing.seal_events()

    settings.AUDIT_KEY = "một khóa khác"

    assert sealing.check_log().broken is not None


def test_cut_end_is_noticed_with_a_seal_noted_elsewhere():
    write(1)
    sealing.seal_events()
    write(1)
    sealing.seal_events()
    noted = AuditSeal.objects.order_by("-last_event").first()
    AuditEvent.objects.filter(pk__gte=noted.first_event).delete()
    noted.delete()

    assert sealing.check_log().broken is None
    assert "không còn trong sổ" in sealing.check_log(noted.digest).why


def test_command_tells_the_last_seal_or_the_first_broken_row():
    ids = write(2)
    sealing.seal_events()
    protection.install(connection)
    out = StringIO()
    call_command("audit_verify", stdout=out)
    protection.remove(connection)
    AuditEvent.objects.filter(pk=ids[0]).update(reason="sửa")

    with pytest.raises(CommandError, match=f"Nhật ký sai từ sự kiện số {ids[0]}"):
        call_command("audit_verify", stdout=StringIO())

    assert "2 sự kiện trong 1 lần niêm, 0 sự kiện chưa niêm" in out.getvalue()
    assert AuditSeal.objects.get().digest in out.getvalue()


def test_command_notices_that_the_lock_is_gone():
    with pytest.raises(CommandError, match="không còn khóa chống sửa, xóa"):
        call_command("audit_verify", stdout=StringIO())
