"""The whole application as ./run starts it: broker, web, schedule and worker, in a folder of its own."""
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from redis import Redis, RedisError

from tests.servers import wait_for

BASE = Path(__file__).resolve().parents[2]


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def environment_of_up(tmp_path, free_port, django_db_blocker):
    """SQLite and a broker of its own; in the other leg of the suite an empty PostgreSQL database and the real Redis."""
    env = {**os.environ, "VAR_DIR": str(tmp_path / "var"), "PORT": str(free_port), "DEMO": "0", "HOST": "127.0.0.1"}
    if connection.vendor == "sqlite":
        yield env
        return
    name = f"whole_{free_port}"
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        yield {**env, "DATABASE_URL": env["DATABASE_URL"].replace("/hoadep?", f"/{name}?")}
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def start(env):
    command = [sys.executable, "scripts/up.py"]
    return subprocess.Popen(command, cwd=BASE, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def ask(port, path):
    """Status and body, or None while nobody answers."""
    try:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        client.request("GET", path)
        answer = client.getresponse()
        return answer.status, answer.read().decode()
    except OSError:
        return None


def processes_with(text):
    """Ids of the processes whose environment holds `text`."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if text.encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def parts_of(running):
    """Process id of each part that the supervisor started, by its name."""
    marks = {"broker": b"--unixsocket", "web": b"gunicorn", "beat": b"beat-schedule", "worker": b"--concurrency"}
    found = {}
    for text in Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split():
        command = Path(f"/proc/{text}/cmdline").read_bytes()
        found.update({name: int(text) for name, mark in marks.items() if mark in command})
    return found


def broker_answers(url):
    try:
        return Redis.from_url(url).ping()
    except RedisError:
        return False


def renewed(before, now):
    """Whether the killed parts run again, as other processes."""
    killed = before.keys() & {"worker", "broker"}
    return all(name in now and now[name] != before[name] for name in killed)


def test_one_command_serves_until_ready_and_leaves_nothing_behind(environment_of_up, free_port):
    running = start(environment_of_up)
    try:
        wait_for(lambda: (ask(free_port, "/suckhoe/sansang") or (0,))[0] == 200, "readiness", running, 90)
        report = json.loads(ask(free_port, "/suckhoe/sansang")[1])
        second = start({**environment_of_up, "PORT": "0"})
        said, _ = second.communicate(timeout=60)
        page = ask(free_port, "/")
    finally:
        running.send_signal(signal.SIGINT)
        printed, _ = running.communicate(timeout=60)

    assert report["ready"] is True
    assert (second.returncode, f"đang chạy rồi (tiến trình {running.pid})" in said) == (1, True)
    assert page[0] == 302
    assert running.returncode == 0
    assert printed.splitlines()[0] == f"Hoa Đẹp đang chạy tại http://127.0.0.1:{free_port}/  (Ctrl-C để dừng)"
    assert printed.splitlines()[-1] == "Đã dừng."
    assert processes_with(f"VAR_DIR={environment_of_up['VAR_DIR']}") == []


SEND_ONE_MAIL = """
from django.contrib.auth import get_user_model
from notifications.services import enqueue, key_of
from notifications.tasks import send_due_task
person = get_user_model().objects.create_user("lan", email="lan@example.vn")
enqueue(key=key_of("thử"), recipient=person, subject="Thư thử", body="Nội dung", kind="reminder")
for _ in range(3):
    send_due_task.delay()
"""


def test_after_a_killed_worker_and_broker_a_mail_still_goes_out_once(environment_of_up, free_port):
    folder = Path(environment_of_up["VAR_DIR"])
    running = start(environment_of_up)
    try:
        wait_for(lambda: ask(free_port, "/suckhoe/song"), "the first page", running, 90)
        before = parts_of(running)
        for name in before.keys() & {"worker", "broker"}:
            os.kill(before[name], signal.SIGKILL)
        wait_for(lambda: renewed(before, parts_of(running)), "worker and broker", running, 60)
        env = {**environment_of_up, "REDIS_URL": environment_of_up.get("REDIS_URL", f"unix://{folder}/broker.sock")}
        shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", SEND_ONE_MAIL]
        wait_for(lambda: broker_answers(env["REDIS_URL"]), "the broker", running)
        subprocess.run(shell, cwd=BASE, env=env, check=True)
        wait_for(lambda: any((folder / "mails").glob("*.log")), "the mail", running, 60)
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)

    mails = "".join(file.read_text(encoding="utf-8") for file in (folder / "mails").glob("*.log"))
    assert mails.count("\nTo: lan@example.vn\n") == 1


def test_a_taken_port_is_named_with_a_way_out(environment_of_up, free_port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()

        running = start(environment_of_up)
        printed, _ = running.communicate(timeout=60)

    assert running.returncode == 1
    assert f"không mở được cổng 127.0.0.1:{free_port}" in printed
    assert "PORT=8001 ./run" in printed
