"""Child processes: started in order, started again when they die, stopped in time. Standard library only."""
import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field

BACK_OFF = (0.5, 1, 2, 4, 5)  # seconds before each new try; after the last one the whole gives up
STEADY_AFTER = 30  # seconds alive that clear the record of deaths
LOG_LIMIT = 5 * 1024 * 1024  # bytes; a longer log is put aside at the next start


PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent():
    """In the child: be asked to end when the supervisor is killed, so that no half of the application stays behind."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class GaveUp(Exception):
    """A part died too often; the text names it and its log."""


@dataclass
class Child:
    """One part: its command, its log, and how often in a row it died."""

    name: str
    command: list
    log: os.PathLike
    process: subprocess.Popen | None = None
    started: float = 0.0
    deaths: int = 0
    again_at: float = 0.0

    def start(self, env):
        """Run in a session of its own, so that Ctrl-C on the terminal reaches the supervisor only."""
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.command, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=end_with_parent,
            )  # fmt: skip
        self.started, self.again_at = time.monotonic(), 0.0

    def kill(self):
        """End the whole group: a killed worker leaves its own children behind."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def note_death(self, now):
        """Plan the next try; raises GaveUp when the tries are used up."""
        self.deaths = 1 if now - self.started > STEADY_AFTER else self.deaths + 1
        if self.deaths > len(BACK_OFF):
            raise GaveUp(f"«{self.name}» dừng liên tục {self.deaths} lần. Xem {self.log}")
        self.again_at = now + BACK_OFF[self.deaths - 1]


@dataclass
class Supervisor:
    env: dict
    children: list = field(default_factory=list)

    def add(self, name, command, log):
        child = Child(name, command, log)
        child.start(self.env)
        self.children.append(child)
        return child

    def look(self, now):
        """One round: bury the dead, start those whose wait is over. Returns the names of those that died."""
        died = []
        for child in self.children:
            if child.again_at:
                if now >= child.again_at:
                    child.start(self.env)
            elif child.process.poll() is not None:
                child.kill()
                child.note_death(now)
                died.append(child.name)
        return died

    def stop(self, names, seconds):
        """Ask the named parts to end, in the order given, and kill the groups that remain after `seconds` in all."""
        chosen = [child for name in names for child in self.children if child.name == name]
        for child in chosen:
            if child.process.poll() is None:
                child.process.terminate()
        until = time.monotonic() + seconds
        for child in chosen:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.0, until - time.monotonic()))
            if not child.again_at:
                child.kill()
        self.children = [child for child in self.children if child not in chosen]
