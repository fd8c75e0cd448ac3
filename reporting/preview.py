"""Pages of a stored PDF as pictures, drawn by a child process with limits, one at a time,
and kept under its SHA-256."""
import logging
import os
import subprocess
import sys
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.errors import DomainError

logger = logging.getLogger(__name__)

WALL_SECONDS = 30
PNG = b"\x89PNG\r\n\x1a\n"
_CHILD = Path(__file__).with_name("preview_child.py")


class NoPicture(DomainError):
    """The page cannot be drawn; the PDF itself may still be fine."""

    default_message = "Không vẽ được trang này để xem trước. Anh/chị mở tệp PDF để xem."


def page_count(stored):
    """How many pages a stored PDF (`ReportFile`) has; 0 when it cannot be opened."""
    kept = f"{_folder(stored.sha256)}/count"
    try:
        with default_storage.open(kept) as file:
            return int(file.read())
    except (OSError, ValueError):
        count = _counted(stored)
    if count:
        _keep(kept, str(count).encode())
    return count


def page_picture(stored, number):
    """Page `number` (from 1) of a stored PDF as a PNG in bytes. Raises NoPicture."""
    kept = f"{_folder(stored.sha256)}/{number}.png"
    try:
        with default_storage.open(kept) as file:
            return file.read()
    except OSError:
        drawn = _drawn(stored, str(number))
    if not drawn.startswith(PNG):
        raise NoPicture
    _keep(kept, drawn)
    return drawn


def forget(sha256):
    """Throw away the pictures of a PDF that is no longer stored."""
    folder = _folder(sha256)
    try:
        names = default_storage.listdir(folder)[1]
    except OSError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)


def _folder(sha256):
    return f"previews/{sha256[:2]}/{sha256}"


def _keep(name, data):
    """Two may draw the same page at once: the later copy takes another name and is thrown away."""
    stored = default_storage.save(name, ContentFile(data))
    if stored != name:
        default_storage.delete(stored)


def _counted(stored):
    answer = _drawn(stored, "count")
    return int(answer) if answer.isdigit() else 0


def _drawn(stored, what):
    """What the child wrote; empty when it failed."""
    try:
        with default_storage.open(stored.stored_name) as pdf:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
                [sys.executable, "-I", str(_CHILD), what], input=pdf.read(), capture_output=True, timeout=WALL_SECONDS,
                check=False, env={"PATH": os.defpath})
    except (OSError, subprocess.TimeoutExpired) as error:
        logger.warning("Page %s of %s not drawn: %s", what, stored.stored_name, error)
        return b""
    if done.returncode:
        logger.warning("Page %s of %s not drawn (status %s): %s", what, stored.stored_name, done.returncode,
                       done.stderr[-2000:].decode(errors="replace"))
        return b""
    return done.stdout
