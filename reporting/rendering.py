"""Frozen report values in, PDF bytes out.

The PDF library lives in a child process with limits; nobody else loads it.
"""

import contextlib
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from core.errors import DomainError
from reporting.limits import (
    BEGINS,
    DOSSIER_BYTES,
    DOSSIER_WALL_SECONDS,
    OUT_OF_MEMORY,
    PDF,
    PDF_BYTES,
    REFUSED_CONTENT,
    WALL_SECONDS,
)

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-m", "reporting.render_child"]
DOSSIER_COMMAND = [sys.executable, "-m", "reporting.dossier_child"]
FONT_CONFIG = PROJECT / "static" / "fonts" / "fonts.conf"
KEPT_ERROR_BYTES = 4000

TOO_SLOW = "Tạo văn bản quá lâu nên đã dừng. Anh/chị rút bớt nội dung hoặc phụ lục rồi tạo lại."
TOO_LARGE = "Văn bản quá lớn nên không tạo được. Anh/chị rút bớt nội dung hoặc phụ lục rồi tạo lại."
BAD_CONTENT = "Số liệu đã chốt không đúng cấu trúc nên không tạo được văn bản. Anh/chị lập lại báo cáo."
CRASHED = "Không tạo được văn bản do lỗi khi dàn trang. Anh/chị thử lại; nếu vẫn lỗi, báo quản trị hệ thống."
REASONS = {
    REFUSED_CONTENT: BAD_CONTENT,
    OUT_OF_MEMORY: TOO_LARGE,
    -signal.SIGXFSZ: TOO_LARGE,
    -signal.SIGKILL: TOO_LARGE,  # the machine ran out of memory before the limit was met
}


class RenderFailed(DomainError):
    """No PDF was made; `reason` says in Vietnamese why and what to do."""

    @property
    def reason(self):
        return self.message


def render_pdf(content_json, *, wall_seconds=WALL_SECONDS):
    """The PDF (PDF/A-2a) of a `documents.values.to_json` dictionary, as bytes; see `render`."""
    return render(content_json, PDF, wall_seconds=wall_seconds)


def render(content_json, kind, *, wall_seconds=WALL_SECONDS):
    """The PDF or Word file of a `documents.values.to_json` dictionary, as bytes.

    Raises RenderFailed on bad content, after `wall_seconds`, or when the child crashes or meets a limit.
    """
    with tempfile.TemporaryDirectory(prefix="hoadep-pdf-") as folder:
        return _rendered([*COMMAND, kind], content_json, folder, kind=kind, most=PDF_BYTES, wall_seconds=wall_seconds)


def render_dossier(content, files, *, wall_seconds=DOSSIER_WALL_SECONDS):
    """The PDF of a dossier's values (`dossiers.content_of`) with its files, {name in the values: path};
    see `render`."""
    with tempfile.TemporaryDirectory(prefix="hoadep-pdf-") as folder:
        for name, path in files.items():
            with contextlib.suppress(OSError):  # one that is gone is printed as one that cannot be opened
                shutil.copyfile(path, Path(folder, name))
        return _rendered([*DOSSIER_COMMAND, folder], content, folder, kind=PDF, most=DOSSIER_BYTES,
                         wall_seconds=wall_seconds)


def _rendered(command, values, folder, *, kind, most, wall_seconds):
    output, errors = Path(folder, "out.pdf"), Path(folder, "errors.txt")
    status = _run_child(command, json.dumps(values).encode(), folder, output, errors, wall_seconds)
    if status == 0 and _is_whole(output, kind, most):
        return output.read_bytes()
    reason = _reason(status)
    logger.error("Rendering failed (status %s): %s", status, _tail(errors))
    raise RenderFailed(reason)


def _run_child(command, message, folder, output, errors, wall_seconds):
    """Exit status of the child, negative for a signal, None when its time was over."""
    with output.open("wb") as out, errors.open("wb") as err:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            command, cwd=PROJECT, env=child_environment(folder), stdin=subprocess.PIPE, stdout=out, stderr=err,
            start_new_session=True,
        )  # fmt: skip
        try:
            child.communicate(message, timeout=wall_seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end(child)
        return child.returncode


def child_environment(folder):
    """What the child may know: no database address, no secret, no proxy; only the fonts of the repository."""
    return {
        "PATH": os.defpath,
        "HOME": folder,
        "TMPDIR": folder,
        "XDG_CACHE_HOME": folder,
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "FONTCONFIG_FILE": str(FONT_CONFIG),
    }


def _end(child):
    """Leave no process behind, whatever happened."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _is_whole(path, kind, most):
    with path.open("rb") as file:
        return file.read(len(BEGINS[kind])) == BEGINS[kind] and path.stat().st_size <= most


def _reason(status):
    if status is None or status == -signal.SIGXCPU:
        return TOO_SLOW
    return REASONS.get(status, CRASHED)


def _tail(path):
    return path.read_bytes()[-KEPT_ERROR_BYTES:].decode(errors="replace")
