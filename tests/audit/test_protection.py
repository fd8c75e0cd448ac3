import pytest
from django.db import DatabaseError, connection, transaction

from audit import protection
from audit.models import AuditEvent
from audit.services import record
from tests.factories import OrganizationFactory


@pytest.fixture
def event(db):
    """One event in a log that is locked for the length of the test's transaction."""
    record("organizations.create", OrganizationFactory(), by=None)
    connection.check_constraints()  # PostgreSQL refuses TRUNCATE by itself while foreign keys wait to be checked
    protection.install(connection)
    return AuditEvent.objects.get()


@pytest.mark.parametrize("change", [
    lambda events: events.update(reason="khác"),
    lambda events: events.delete(),
    lambda events: events.get().save(),
])
def test_stored_event_is_neither_changed_nor_deleted(event, change):
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        change(AuditEvent.objects.all())

    assert AuditEvent.objects.get().reason == ""


def test_log_is_not_emptied_by_truncate_where_the_database_knows_it(event):
    statement = "TRUNCATE audit_auditevent" if connection.vendor == "postgresql" else "DELETE FROM audit_auditevent"

    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute(statement)

    assert AuditEvent.objects.count() == 1


def test_new_events_are_still_written(event):
    record("organizations.update", OrganizationFactory(), by=None)

    assert AuditEvent.objects.count() == 2


def test_protection_is_seen_when_it_stands_and_when_it_is_gone(event):
    assert protection.is_installed(connection)

    protection.remove(connection)

    assert not protection.is_installed(connection)
