"""The whole suite twice: on SQLite with the browser, then on a temporary PostgreSQL with a real Redis.

Arguments go to pytest and mean the SQLite leg only. Ends with one line of counts per leg; a skipped test counts as
a failure, and so does a program that is missing.
"""
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
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
            return both_legs(env, Path(folder))
    except Missing as error:
        print(f"Không chạy được kiểm thử: {error}", file=sys.stderr)
        return 2


def test_environment(folder, needed):
    """The caller's environment without the settings that would lead the tests to somebody's data."""
    env = {name: value for name, value in os.environ.items() if name not in OWN}
    secret = "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
    return {**env, "VAR_DIR": str(folder / "var"), "SECRET_KEY": secret, "CHROMIUM": needed["chromium"]}


def both_legs(env, folder):
    legs = {"SQLite": leg([], env, folder / "sqlite.xml")}
    with ExitStack() as servers:
        urls = {"DATABASE_URL": servers.enter_context(postgresql(folder / "pg"))}
        urls["REDIS_URL"] = servers.enter_context(redis(folder / "redis"))
        legs["PostgreSQL"] = leg(["-m", "not browser"], {**env, **urls}, folder / "postgresql.xml")
    for name, (_, passed, failed) in legs.items():
        print(f"{name}: {passed} passed, {failed} failed")
    return int(any(code or failed or not passed for code, passed, failed in legs.values()))


def leg(arguments, env, report):
    """Exit code, tests passed, tests failed (with the skipped ones)."""
    print(f"== {report.stem} ==", flush=True)
    code = pytest([*arguments, f"--junitxml={report}"], env)
    total = failed = 0
    if report.exists():
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            total += int(suite.get("tests"))
            failed += sum(int(suite.get(kind)) for kind in ("failures", "errors", "skipped"))
    return code, total - failed, failed


def pytest(arguments, env):
    Path(env["VAR_DIR"]).mkdir(exist_ok=True)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, env=env, cwd=BASE).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
