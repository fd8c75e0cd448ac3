"""The linter has nothing to say: its rules, and the exceptions with their reasons, stand in pyproject.toml."""
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent


def test_the_linter_finds_nothing_in_the_project():
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise", "."]

    linter = subprocess.run(command, cwd=BASE, capture_output=True, text=True, check=False)

    assert (linter.returncode, linter.stdout, linter.stderr) == (0, "All checks passed!\n", "")
