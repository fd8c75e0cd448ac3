"""What an office gives from outside: environment variables, a `.env` file, addresses as URLs. No Django here."""
import contextlib
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

ENGINES = {"sqlite": "sqlite3", "postgres": "postgresql", "postgresql": "postgresql"}
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA secure_delete=ON;",
}


class BadSetting(ValueError):
    """A value from outside that cannot be understood; the text names the variable."""


def parse_env_text(text):
    """The `NAME=value` lines as a dict; blank lines and `#` lines are skipped, one pair of quotes is taken off."""
    found = {}
    for line in text.splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and not name.startswith("#"):
            value = value.strip()
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            found[name.strip()] = value[1:-1] if quoted else value
    return found


def read_env(folder, environ=os.environ):
    """The environment over the `.env` file in `folder`; an empty value counts as not given."""
    file = Path(folder) / ".env"
    found = parse_env_text(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return {name: value for name, value in {**found, **environ}.items() if value != ""}


def flag(env, name, default=False):
    value = env.get(name, "1" if default else "0").lower()
    if value not in {"0", "1", "false", "true", "no", "yes"}:
        raise BadSetting(f"{name}={value!r}: use 1 or 0")
    return value in {"1", "true", "yes"}


def words(env, name, default=""):
    """A comma-separated value as a list without blanks."""
    return [word.strip() for word in env.get(name, default).split(",") if word.strip()]


def number(env, name, default):
    try:
        return int(env.get(name, default))
    except ValueError:
        raise BadSetting(f"{name}={env[name]!r}: a whole number is needed") from None


def database_settings(url):
    """Django's DATABASES entry for `sqlite:///path` or `postgresql://user:password@host:port/name?option=value`.

    A socket folder is given as `?host=/folder`. SQLite gets write-ahead logging and transactions that lock at
    once: without them two writers fail with “database is locked”.
    """
    parts = urlsplit(url)
    engine = ENGINES.get(parts.scheme)
    name = unquote(parts.path).removeprefix("/")
    if engine is None or not name:
        raise BadSetting("DATABASE_URL: use sqlite:////absolute/path or postgresql://user:password@host/name")
    common = {"ENGINE": f"django.db.backends.{engine}", "NAME": name, "CONN_MAX_AGE": 60}
    if engine == "sqlite3":
        return {**common, "OPTIONS": dict(SQLITE_OPTIONS)}
    options = dict(parse_qsl(parts.query))
    return {
        **common,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def broker_url(redis_url):
    """Celery's address for a Redis address: a `unix://` socket is called `redis+socket://` there."""
    if not redis_url.startswith(("redis://", "rediss://", "unix://")):
        raise BadSetting("REDIS_URL: use redis://host:port/0, rediss://… or unix:///path/to/socket")
    return redis_url.replace("unix://", "redis+socket://", 1)


def email_settings(url):
    """Django's mail settings for `file:///folder`, `smtp://user:password@host:port` or `smtps://…`.

    `smtp://…?starttls=1` turns STARTTLS on; `smtps://` is TLS from the first byte. A server gets 20 seconds.
    """
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.path:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": parts.path}
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise BadSetting("EMAIL_URL: use file:///folder, smtp://user:password@host:port or smtps://…")
    starttls = dict(parse_qsl(parts.query)).get("starttls") == "1"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 587 if starttls else 25, "smtps": 465}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": starttls,
        "EMAIL_TIMEOUT": 20,
    }


def local_secret_key(file):
    """The key kept in `file`, made at the first call and readable by its owner only. Safe when two processes start."""
    file = Path(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    if not file.exists():
        with open(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            os.link(fresh, file)
        fresh.unlink()
    return file.read_text().strip()


def strong_secret_key(env):
    """The key an office gave for production; refused when missing, short or uniform."""
    key = env.get("SECRET_KEY", "")
    if len(key) < 50 or len(set(key)) < 10:
        raise BadSetting("SECRET_KEY: with HTTPS=1 give at least 50 random characters")
    return key
