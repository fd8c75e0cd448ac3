"""Triggers that let nobody change or delete what the log holds, whatever door they come in by."""

TABLE = "audit_auditevent"
REFUSAL = "audit events are never changed or deleted"

SQLITE = {
    "audit_event_no_update": f"BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "audit_event_no_delete": f"BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
}
POSTGRESQL = {
    "audit_event_no_change": f"BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()",
    "audit_event_no_truncate": f"BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()",
}
POSTGRESQL_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{REFUSAL}';
    END $$
"""


def install(connection):
    """The table refuses UPDATE, DELETE and, on PostgreSQL, TRUNCATE. Doing it twice does no harm."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for name, body in _triggers(connection).items():
            cursor.execute(f"CREATE TRIGGER {name} {body}")


def remove(connection):
    """The table takes any change again: for tests, which empty their tables, and for a migration's way back."""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def is_installed(connection):
    """Whether every trigger stands."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass", [TABLE])
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
        return set(_triggers(connection)) <= {name for (name,) in cursor.fetchall()}


def _triggers(connection):
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE
