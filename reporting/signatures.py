"""What the digital signatures of a PDF are worth, told in words. The file is opened by a child process with limits."""
import base64
import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from core.dates import short_day
from reporting.enums import SignatureState

logger = logging.getLogger(__name__)

WALL_SECONDS = 60
_CHILD = Path(__file__).with_name("signature_child.py")
WORDS = {
    SignatureState.VALID: "Chữ ký hợp lệ.",
    SignatureState.UNTRUSTED: "Chữ ký còn nguyên vẹn nhưng chưa xác thực được người ký: chứng thư hết hạn hoặc không "
                              "thuộc tổ chức chứng thực mà hệ thống đã khai báo.",
    SignatureState.BROKEN: "Chữ ký không hợp lệ: tệp bị sửa sau khi ký hoặc chữ ký hỏng.",
    SignatureState.NONE: "Tệp không có chữ ký số.",
    SignatureState.UNREADABLE: "Không đọc được chữ ký trong tệp.",
}


@dataclass(frozen=True)
class Judgement:
    """The worth of all signatures together: as good as the worst of them; `words` tell who signed and when."""

    state: SignatureState
    words: str


def judge(pdf):
    """The judgement on a PDF (bytes) against the roots of `settings.SIGNATURE_ROOTS`; never raises for a bad file."""
    found = _in_child(pdf)
    if found is None:
        state = SignatureState.UNREADABLE
    elif not found:
        state = SignatureState.NONE
    elif not all(signature["intact"] for signature in found):
        state = SignatureState.BROKEN
    elif not all(signature["trusted"] for signature in found):
        state = SignatureState.UNTRUSTED
    else:
        state = SignatureState.VALID
    return Judgement(state, " ".join([WORDS[state], *(_told(signature) for signature in found or ())])[:2000])


def _told(signature):
    """«Người ký ghi trong chứng thư: Nguyễn Văn A (Sở Nội vụ), ngày 3/7/2026.»"""
    unit = f" ({signature['organization']})" if signature["organization"] else ""
    day = ""
    if signature["signed_at"]:
        day = f", ngày {short_day(timezone.localtime(datetime.fromisoformat(signature['signed_at'])).date())}"
    return f"Người ký ghi trong chứng thư: {signature['signer'] or 'không ghi tên'}{unit}{day}."


def _roots():
    """The certificates of the authorities whose signatures count, as PEM; none when nothing is declared."""
    path = settings.SIGNATURE_ROOTS
    return [Path(path).read_text(encoding="ascii")] if path else []


def _in_child(pdf):
    message = json.dumps({"pdf": base64.b64encode(pdf).decode(), "roots": _roots()}).encode()
    try:
        done = subprocess.run([sys.executable, "-I", str(_CHILD)], input=message, capture_output=True,  # noqa: S603
                              timeout=WALL_SECONDS, check=False, env={})
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        logger.warning("Signatures not read (status %s): %s", done.returncode,
                       done.stderr[-2000:].decode(errors="replace"))
        return None
    return json.loads(done.stdout)
