import pytest

from config.environment import (
    BadSetting,
    broker_url,
    database_settings,
    email_settings,
    flag,
    local_secret_key,
    parse_env_text,
    read_env,
    strong_secret_key,
    words,
)


def test_env_file_is_read_with_comments_quotes_and_equals_signs():
    text = "# ghi chú\n\nPORT=8001\nexport HOST = 0.0.0.0\nSECRET_KEY='a=b#c'\nMAIL_FROM=\"Hoa Đẹp <a@b>\"\nhỏng\n"

    found = parse_env_text(text)

    assert found == {"PORT": "8001", "HOST": "0.0.0.0", "SECRET_KEY": "a=b#c", "MAIL_FROM": "Hoa Đẹp <a@b>"}


def test_environment_wins_over_file_and_empty_counts_as_not_given(tmp_path):
    (tmp_path / ".env").write_text("PORT=1\nHOST=::1\nDEMO=0\n", encoding="utf-8")

    found = read_env(tmp_path, {"PORT": "2", "DEMO": ""})

    assert found == {"PORT": "2", "HOST": "::1"}


def test_without_a_file_the_environment_alone_counts(tmp_path):
    assert read_env(tmp_path, {"PORT": "2"}) == {"PORT": "2"}


@pytest.mark.parametrize(("value", "meant"), [("1", True), ("YES", True), ("false", False), ("0", False)])
def test_flag_is_read(value, meant):
    assert flag({"HTTPS": value}, "HTTPS") is meant


def test_flag_that_is_neither_names_the_variable():
    with pytest.raises(BadSetting, match="HTTPS='co'"):
        flag({"HTTPS": "co"}, "HTTPS")


def test_words_drop_blanks():
    assert words({"ALLOWED_HOSTS": " a.vn, ,b.vn,"}, "ALLOWED_HOSTS") == ["a.vn", "b.vn"]


def test_sqlite_locks_at_the_start_of_a_transaction_and_waits():
    found = database_settings("sqlite:////srv/ho%C3%A0/db.sqlite3")

    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", "/srv/hoà/db.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_postgresql_address_is_taken_apart():
    found = database_settings("postgresql://tdkt:m%40t%2Fkh%E1%BA%A9u@db.vn:5433/hoadep?sslmode=require")

    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "hoadep",
        "USER": "tdkt",
        "PASSWORD": "m@t/khẩu",
        "HOST": "db.vn",
        "PORT": "5433",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"sslmode": "require"},
    }


def test_postgresql_socket_folder_is_a_host():
    found = database_settings("postgres://tdkt@/hoadep?host=/run/postgresql")

    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "", {})


@pytest.mark.parametrize("url", ["", "mysql://a/b", "postgresql://host", "sqlite://"])
def test_database_address_that_is_not_understood_is_refused(url):
    with pytest.raises(BadSetting, match="DATABASE_URL"):
        database_settings(url)


@pytest.mark.parametrize(
    ("given", "for_celery"),
    [
        ("unix:///var/lib/unix/broker.sock", "redis+socket:///var/lib/unix/broker.sock"),
        ("redis://:p@host:6379/0", "redis://:p@host:6379/0"),
        ("rediss://host/1", "rediss://host/1"),
    ],
)
def test_broker_address_is_written_as_celery_reads_it(given, for_celery):
    assert broker_url(given) == for_celery


def test_other_brokers_are_refused():
    with pytest.raises(BadSetting, match="REDIS_URL"):
        broker_url("amqp://host")


def test_mails_go_to_a_folder():
    assert email_settings("file:///srv/mails") == {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": "/srv/mails",
    }


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://mail.vn", 25, False, False),
        ("smtp://mail.vn?starttls=1", 587, False, True),
        ("smtp://mail.vn:2525?starttls=1", 2525, False, True),
        ("smtps://mail.vn", 465, True, False),
    ],
)
def test_mail_server_is_called_as_the_address_says(url, port, ssl, tls):
    found = email_settings(url)

    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.vn", port)
    assert (found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"], found["EMAIL_TIMEOUT"]) == (ssl, tls, 20)


def test_mail_password_may_hold_any_sign():
    found = email_settings("smtps://so%40noivu:a%2Fb%3Ac@mail.vn")

    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("so@noivu", "a/b:c")


@pytest.mark.parametrize("url", ["file://", "smtp://", "imap://mail.vn", "mail.vn"])
def test_mail_address_that_is_not_understood_is_refused(url):
    with pytest.raises(BadSetting, match="EMAIL_URL"):
        email_settings(url)


def test_local_key_is_made_once_and_is_its_owners_secret(tmp_path):
    file = tmp_path / "var" / "secret_key"

    first, second = local_secret_key(file), local_secret_key(file)

    assert first == second
    assert len(first) >= 50
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["secret_key"]


@pytest.mark.parametrize("key", ["", "short", "a" * 80])
def test_production_refuses_a_missing_or_weak_key(key):
    with pytest.raises(BadSetting, match="SECRET_KEY"):
        strong_secret_key({"SECRET_KEY": key})
