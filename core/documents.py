"""Text of sent documents: paragraphs, tables and page breaks of .docx and .pdf, characters of .txt.

Files of Word and PDF are opened by a child process with limits, so that a hostile file costs one refused upload.
"""
import json
import subprocess
import sys
from pathlib import Path

from django.core.files.base import ContentFile

from core.errors import InvalidInput
from core.uploads import DOCUMENT_LIMIT, check_upload

WALL_SECONDS = 60
SCAN = "Tệp này là ảnh quét, chưa đọc được chữ. Hãy dán nội dung."
KINDS = ("docx", "pdf", "txt")
_CHILD = Path(__file__).with_name("document_parts.py")
_REFUSALS = {3: "Tệp PDF có mật khẩu hoặc bị khóa. Xin gửi bản không khóa.",
             4: "Tệp hỏng, không đọc được. Xin mở bằng phần mềm gốc, lưu lại rồi thử lại."}
_TOO_HEAVY = "Tệp quá lớn hoặc quá phức tạp để đọc. Xin chia nhỏ tệp hoặc dán nội dung."


def document_parts(data, filename):
    """Parts in order: ("p", text), ("t", rows of cell texts), ("f",) for a new page.

    A PDF has ("w", paragraph) put together from its lines and ("c", left, right) for two columns.

    Raises InvalidInput, in Vietnamese: kind not accepted, too large, damaged, locked, macros, no text in it (a scan).
    """
    kind = filename.rpartition(".")[2].lower()
    if kind not in KINDS:
        raise InvalidInput("Chỉ đọc được tệp .docx, .pdf (có chữ) và .txt. Xin lưu lại thành một trong các loại ấy.")
    if not data:
        raise InvalidInput("Tệp rỗng (0 byte), không có chữ nào. Xin kiểm tra lại tệp rồi tải lên lại.")
    if len(data) > DOCUMENT_LIMIT:
        raise InvalidInput(f"Tệp lớn hơn {DOCUMENT_LIMIT // (1 << 20)} MB. Xin chia nhỏ tệp hoặc dán nội dung.")
    if kind == "txt":
        if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InvalidInput("Nội dung tệp không phải là văn bản. Xin gửi tệp .docx, .pdf hoặc dán nội dung.")
        return [("p", text_of_bytes(data))]
    if kind == "docx":
        data = check_upload(ContentFile(data, name=Path(filename).name)).content
    elif not data.startswith(b"%PDF-"):
        raise InvalidInput("Nội dung tệp không phải là .pdf. Xin xuất lại tệp PDF.")
    parts = [tuple(part) for part in _in_child(data, kind)]
    if kind == "pdf":
        _refuse_scan(parts)
    return parts


def text_of_bytes(data):
    """The characters of a text file: UTF-8, UTF-16 with its mark, else Windows single bytes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "".join(_windows_character(byte) for byte in data)


def _windows_character(byte):
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _in_child(data, kind):
    try:
        done = subprocess.run([sys.executable, "-I", str(_CHILD), kind], input=data, capture_output=True,  # noqa: S603
                              timeout=WALL_SECONDS, check=False, env={})
    except subprocess.TimeoutExpired:
        raise InvalidInput(_TOO_HEAVY) from None
    if done.returncode:
        raise InvalidInput(_REFUSALS.get(done.returncode, _TOO_HEAVY))
    try:
        parts = json.loads(done.stdout)
    except ValueError:
        parts = None
    if parts is None:
        raise InvalidInput(_TOO_HEAVY)
    return parts


def _refuse_scan(parts):
    pages = 1 + sum(part[0] == "f" for part in parts)
    letters = sum(c.isalpha() for part in parts for words in part[1:] for c in str(words))
    if letters < 20 * pages:
        raise InvalidInput(SCAN)
