import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.servers import wait_for

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from supervisor import BACK_OFF, STEADY_AFTER, GaveUp, Supervisor  # noqa: E402

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable, "-c",
    "import signal, time, pathlib, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "pathlib.Path(sys.argv[1]).touch(); time.sleep(60)",
]  # fmt: skip
PARENT = [
    sys.executable, "-c",
    "import subprocess, pathlib, sys, time; child = subprocess.Popen(['sleep', '60']);"
    "part = pathlib.Path(sys.argv[1] + '.part'); part.write_text(str(child.pid)); part.rename(sys.argv[1]);"
    "time.sleep(60)",
]  # fmt: skip


@pytest.fixture
def parts():
    supervisor = Supervisor(env=dict(os.environ))
    yield supervisor
    supervisor.stop([child.name for child in supervisor.children], 0)


def is_alive(pid):
    """A process that has ended but was not collected yet counts as ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_dead_part_is_started_again_after_a_pause(parts, tmp_path):
    child = parts.add("web", SLEEPER, tmp_path / "log")
    first = child.process.pid
    child.process.kill()
    child.process.wait()
    now = time.monotonic()

    assert parts.look(now) == ["web"]
    assert parts.look(now + BACK_OFF[0] / 2) == []
    assert child.process.pid == first
    parts.look(now + BACK_OFF[0])

    assert child.process.pid != first
    assert child.process.poll() is None


def test_a_part_that_keeps_dying_is_given_up_with_its_log(parts, tmp_path):
    child = parts.add("worker", ["false"], tmp_path / "worker.log")

    def die():
        child.process.wait()
        now = time.monotonic()
        parts.look(now)
        parts.look(now + max(BACK_OFF))

    with pytest.raises(GaveUp, match="«worker» dừng liên tục 6 lần.*worker.log"):
        for _ in range(len(BACK_OFF) + 1):
            die()


def test_deaths_long_apart_do_not_add_up(parts, tmp_path):
    child = parts.add("web", SLEEPER, tmp_path / "log")
    child.deaths = len(BACK_OFF)

    child.note_death(child.started + STEADY_AFTER + 1)

    assert child.deaths == 1


def test_children_of_a_dead_part_go_with_it(parts, tmp_path):
    noted = tmp_path / "pid"
    child = parts.add("worker", [*PARENT, str(noted)], tmp_path / "log")
    wait_for(noted.exists, "the child of the part", child.process)
    orphan = int(noted.read_text())

    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()
    parts.look(time.monotonic())

    wait_for(lambda: not is_alive(orphan), "the end of the orphan")


def test_stop_ends_even_what_does_not_listen(parts, tmp_path):
    ready = tmp_path / "ready"
    stubborn = parts.add("worker", [*STUBBORN, str(ready)], tmp_path / "log")
    sleeper = parts.add("web", SLEEPER, tmp_path / "log")
    wait_for(ready.exists, "the stubborn part", stubborn.process)

    parts.stop(("web", "worker"), 0.5)

    assert (sleeper.process.returncode, stubborn.process.returncode) == (-signal.SIGTERM, -signal.SIGKILL)
    assert parts.children == []


def test_a_long_log_is_put_aside(parts, tmp_path):
    log = tmp_path / "web.log"
    log.write_bytes(b"x" * (5 * 1024 * 1024 + 1))

    parts.add("web", SLEEPER, log)

    assert log.stat().st_size == 0
    assert (tmp_path / "web.log.1").stat().st_size == 5 * 1024 * 1024 + 1
