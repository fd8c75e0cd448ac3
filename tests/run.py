"""The whole suite in three legs side by side: what reaches a database on SQLite with the browser, the same on a
temporary PostgreSQL with a real Redis, and once what reaches none.

Arguments go to pytest: then one leg, on SQLite, with these. Ends with one line of counts per leg; a skipped test counts
as a failure, and so does a program that is missing.
"""
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

from tests.servers import Missing, postgresql, programs, redis  # noqa: E402

OWN = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "HTTPS", "DEBUG", "ALLOWED_HOSTS", "PROXY_COUNT", "VAR_DIR", "DEMO")


def main(arguments):
    try:
        needed = programs()
        with tempfile.TemporaryDirectory(prefix="hoadep-test-") as folder:
            env = test_environment(Path(folder), needed)
            if arguments:
                return pytest(arguments, env)
            return all_legs(env, Path(folder))
    except Missing as error:
        print(f"Không chạy được kiểm thử: {error}", file=sys.stderr)
        return 2


def test_environment(folder, needed):
    """The caller's environment without the settings that would lead the tests to somebody's data."""
    env = {name: value for name, value in os.environ.items() if name not in OWN}
    secret = "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
    return {**env, "VAR_DIR": str(folder / "var"), "SECRET_KEY": secret, "CHROMIUM": needed["chromium"]}


def all_legs(env, folder):
    with ExitStack() as servers:
        urls = {"DATABASE_URL": servers.enter_context(postgresql(folder / "pg"))}
        urls["REDIS_URL"] = servers.enter_context(redis(folder / "redis"))
        chosen = {"SQLite": ("database", {}), "PostgreSQL": ("database and not browser", urls),
                  "No database": ("not database", {})}
        with ThreadPoolExecutor() as side:
            running = {name: side.submit(leg, name, marks, {**env, **own}, folder)
                       for name, (marks, own) in chosen.items()}
            legs = {name: asked.result() for name, asked in running.items()}
    for name, (_, passed, failed) in legs.items():
        print(f"{name}: {passed} passed, {failed} failed")
    return int(any(code or failed or not passed for code, passed, failed in legs.values()))


def leg(name, marks, env, folder):
    """Exit code, tests passed, tests failed or skipped. SQLite speaks at once, the others when they end."""
    report = folder / f"{name}.xml"
    with open(folder / f"{name}.log", "w+", encoding="utf-8") as told:
        arguments = ["-m", marks, f"--junitxml={report}"]
        code = pytest(arguments, {**env, "VAR_DIR": str(folder / f"var-{name}")}, None if name == "SQLite" else told)
        told.seek(0)
        print(f"== {name} ==\n{told.read()}", flush=True)
    total = failed = 0
    if report.exists():
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            total += int(suite.get("tests"))
            failed += sum(int(suite.get(kind)) for kind in ("failures", "errors", "skipped"))
    return code, total - failed, failed


def pytest(arguments, env, told=None):
    Path(env["VAR_DIR"]).mkdir(exist_ok=True)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, env=env, cwd=BASE, stdout=told, stderr=told and subprocess.STDOUT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
