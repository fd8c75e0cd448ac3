"""Servers that the tests bring along and take away again: PostgreSQL and Redis on sockets in a temporary folder."""
import os
import pwd
import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

NEEDED = ("pdftotext", "pdffonts", "pdftoppm")
DEBIAN_POSTGRESQL = Path("/usr/lib/postgresql")


class Missing(Exception):
    """A program that the tests need; the text says how to get it."""


def programs():
    """Where the needed programs are; raises Missing with the packages to install."""
    for name in NEEDED:
        if not shutil.which(name):
            raise Missing(f"thiếu {name}: apt-get install poppler-utils")
    postgresql_folder()
    redis_command()
    return {"chromium": chromium()}


def chromium():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    from playwright.sync_api import sync_playwright  # slow: only where the system has no browser

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if not Path(own).exists():
        raise Missing("thiếu Chromium: apt-get install chromium, hoặc python -m playwright install chromium")
    return own


def postgresql_folder():
    """The folder of PostgreSQL's programs, of the newest version that is installed."""
    versions = [path for path in DEBIAN_POSTGRESQL.glob("*/bin") if (path / "initdb").exists()]
    if versions:
        return max(versions, key=lambda path: float(path.parent.name))
    on_path = shutil.which("initdb")
    if not on_path:
        raise Missing("thiếu PostgreSQL: apt-get install postgresql")
    return Path(on_path).resolve().parent


def redis_command():
    """The name it must be called by, and the file: Debian's checking tool is the server under another name."""
    for name in ("redis-server", "redis-check-rdb"):
        found = shutil.which(name)
        if found:
            return "redis-server", found
    raise Missing("thiếu Redis: apt-get install redis-tools")


@contextmanager
def postgresql(folder):
    """A fresh cluster without durability; yields its DATABASE_URL. PostgreSQL refuses root, so another user runs it."""
    folder.mkdir()
    before, programs_folder = [], postgresql_folder()
    if os.getuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        folder.parent.chmod(0o711)
        before = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]
    data, control = folder / "data", [*before, programs_folder / "pg_ctl", "-D", folder / "data"]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run([*before, programs_folder / "initdb", "-D", data, "-U", "hoadep", "-A", "trust", "-E", "UTF8",
                    "--locale=C.UTF-8", "-N"], **quiet)  # fmt: skip
    # No autovacuum: it would learn from rows that tests took back that tables are empty, and plan for that.
    options = f"-k {folder} -h '' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off"
    subprocess.run([*control, "-w", "-l", folder / "log", "-o", options, "start"], **quiet)
    try:
        yield f"postgresql://hoadep@/hoadep?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet)


@contextmanager
def redis(folder):
    """A real Redis on a socket; yields its REDIS_URL."""
    folder.mkdir()
    name, file = redis_command()
    sock = folder / "redis.sock"
    options = ["--port", "0", "--unixsocket", str(sock), "--dir", str(folder), "--save", "", "--appendonly", "no"]
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen([name, *options], executable=file, stdout=log, stderr=log)
    try:
        wait_for(sock.exists, "Redis", process)
        yield f"unix://{sock}"
    finally:
        process.terminate()
        process.wait(10)


def wait_for(there, what, process=None, seconds=60):
    """Return as soon as `there()` is true; fail when the process ends first or the time is over."""
    until = time.monotonic() + seconds
    while not there():
        if time.monotonic() > until or (process and process.poll() is not None):
            raise AssertionError(f"{what} did not come up")
        time.sleep(0.05)
