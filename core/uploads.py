"""Files people send: looked through before any program opens them, then stored under a name that says nothing.

Checks run cheapest first. A PDF with scripts, launch actions or embedded files is refused; a picture is drawn anew,
so that nothing but its pixels is kept.
"""
import hashlib
import io
import os
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from core.errors import InvalidInput
from core.text import clean_line

MIB = 1024 * 1024
DOCUMENT_LIMIT, PICTURE_LIMIT = 16 * MIB, 8 * MIB
FIRST_BYTES = {
    "pdf": b"%PDF-", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff",
}
PICTURES = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
MAX_ENTRIES, MAX_UNPACKED, MAX_PIXELS, MAX_PDF_OBJECTS = 2000, 64 * MIB, 40_000_000, 100_000
CHUNK = 65_536

_ARCHIVE_NAME = re.compile(r"\.(zip|7z|rar|gz|jar|docx|docm|xlsx|xlsm|pptx|bin|exe|dll|js|vbs)$", re.IGNORECASE)
_HARMLESS_BIN = re.compile(r"(^|/)printerSettings/[^/]+\.bin$", re.IGNORECASE)
_DTD = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_MACRO_TYPE = re.compile(rb"macroenabled|vbaproject", re.IGNORECASE)
_ACTIVE_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA"}
_ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/RichMediaExecute"}
_STORED_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")


@dataclass(frozen=True)
class CheckedUpload:
    """An accepted file. `size` (bytes) and `sha256` are those of `content`, which is what gets stored."""

    original_name: str
    extension: str
    size: int
    sha256: str
    content: bytes = field(repr=False)


def check_upload(file):
    """The accepted upload; raises InvalidInput (field `file`), in Vietnamese, with what to do instead."""
    name, extension = _name_and_extension(file.name or "")
    content = _read(file, PICTURE_LIMIT if extension in PICTURES else DOCUMENT_LIMIT)
    if not content.startswith(FIRST_BYTES[extension]):
        _refuse(f"Nội dung tệp không phải là .{extension}. Xin mở bằng phần mềm gốc và lưu lại đúng định dạng.")
    if extension in PICTURES:
        content = _redrawn(content, PICTURES[extension])
    elif extension == "pdf":
        _check_pdf(content)
    else:
        _check_office_file(content, extension)
    return CheckedUpload(name, extension, len(content), hashlib.sha256(content).hexdigest(), content)


def store_upload(checked, file=None):
    """Write the checked bytes under MEDIA_ROOT and return the stored name, «aa/<32 hex digits>».

    The file is whole on the disk, or not there at all, whenever the machine stops. `file` is not read again.
    """
    identity = uuid4().hex
    path = Path(settings.MEDIA_ROOT) / identity[:2] / identity
    path.parent.mkdir(parents=True, exist_ok=True)
    half_written = path.with_suffix(".part")
    try:
        with open(half_written, "xb") as target:
            target.write(checked.content)
            target.flush()
            os.fsync(target.fileno())
        os.replace(half_written, path)
    finally:
        half_written.unlink(missing_ok=True)
    for folder in (path.parent, path.parent.parent):
        _sync_folder(folder)
    return f"{identity[:2]}/{identity}"


def stored_path(stored_name):
    """Where a stored file lies; ValueError for a name that `store_upload` never gives."""
    if not _STORED_NAME.fullmatch(stored_name):
        raise ValueError("not the name of a stored file")
    return Path(settings.MEDIA_ROOT) / stored_name


def _refuse(message):
    raise InvalidInput({"file": [message]})


def _name_and_extension(name):
    name = clean_line(re.split(r"[/\\]", name)[-1])
    stem, dot, extension = name.rpartition(".")
    extension = extension.lower()
    if not dot or not stem.strip(". ") or extension not in FIRST_BYTES:
        _refuse("Chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx) và ảnh (.png, .jpg, .jpeg).")
    return f"{stem[: 254 - len(extension)]}.{extension}", extension


def _read(file, limit):
    too_big = f"Tệp lớn hơn {limit // MIB} MB. Xin giảm dung lượng hoặc chia thành nhiều tệp."
    if file.size is not None and file.size > limit:
        _refuse(too_big)
    file.seek(0)
    content = file.read(limit + 1)
    if len(content) > limit:
        _refuse(too_big)
    if not content:
        _refuse("Tệp rỗng.")
    return content


def _sync_folder(folder):
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# --- Word and Excel: a zip whose directory is read with suspicion ---------------------------------------------------


def _check_office_file(content, extension):
    """Refuse what unpacks too large, reaches outside its folder, or carries macros, archives or entities."""
    if content.count(b"PK\x01\x02") > MAX_ENTRIES:
        _refuse("Tệp có quá nhiều thành phần bên trong. Xin mở bằng Word hoặc Excel rồi lưu lại.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_directory(entries, MAIN_PART[extension])
            _check_contents(archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        _refuse("Tệp hỏng, không mở được. Xin mở bằng Word hoặc Excel rồi lưu lại.")


def _check_directory(entries, main_part):
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_ENTRIES or len(set(names)) != len(names):
        _refuse("Cấu trúc tệp không bình thường. Xin mở bằng Word hoặc Excel rồi lưu lại.")
    if main_part not in names or "[Content_Types].xml" not in names:
        _refuse("Tệp không phải là văn bản Word (.docx) hoặc bảng tính Excel (.xlsx) hợp lệ.")
    for entry in entries:
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        _refuse_unpacked_size()


def _check_entry(entry):
    name = entry.orig_filename.replace("\\", "/")
    outside = name.startswith("/") or ".." in name.split("/") or ":" in name or "\x00" in name
    if outside or stat.S_ISLNK(entry.external_attr >> 16):
        _refuse("Tệp chứa đường dẫn không an toàn bên trong nên không được nhận.")
    if entry.flag_bits & 1:
        _refuse("Tệp có mật khẩu. Xin bỏ mật khẩu trước khi gửi.")
    if "vbaproject" in name.lower():
        _refuse("Tệp có macro. Xin lưu lại dạng không có macro (.docx, .xlsx).")
    if _ARCHIVE_NAME.search(name) and not _HARMLESS_BIN.search(name):
        _refuse("Tệp có tệp khác nhúng bên trong. Xin bỏ phần nhúng, gửi riêng từng tệp.")


def _check_contents(archive, entries):
    """Unpack by pieces, counting what really comes out: the sizes in the directory may lie."""
    total = 0
    for entry in entries:
        is_markup = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        tail = b""
        with archive.open(entry) as part:
            first = True
            while piece := part.read(CHUNK):
                total += len(piece)
                if total > MAX_UNPACKED:
                    _refuse_unpacked_size()
                if first and piece.startswith((b"PK\x03\x04", b"MZ", b"Rar!", b"7z\xbc\xaf")):
                    _refuse("Tệp có tệp khác nhúng bên trong. Xin bỏ phần nhúng, gửi riêng từng tệp.")
                if is_markup:
                    tail = _check_markup(tail + piece.replace(b"\x00", b""), entry.filename)
                first = False


def _check_markup(text, name):
    """Refuse entities and macro types; returns the end of `text`, where a word may be cut in two."""
    if _DTD.search(text):
        _refuse("Tệp chứa khai báo không an toàn bên trong nên không được nhận.")
    if name == "[Content_Types].xml" and _MACRO_TYPE.search(text):
        _refuse("Tệp có macro. Xin lưu lại dạng không có macro (.docx, .xlsx).")
    return text[-32:]


def _refuse_unpacked_size():
    _refuse(f"Nội dung tệp khi mở ra lớn hơn {MAX_UNPACKED // MIB} MB. Xin giảm bớt hình ảnh hoặc chia nhỏ tệp.")


# --- pictures and PDF -------------------------------------------------------------------------------------------


def _redrawn(content, image_format):
    """The same picture encoded anew, upright, without position, camera data or anything after its end."""
    try:
        with Image.open(io.BytesIO(content), formats=[image_format]) as image:
            if image.width * image.height > MAX_PIXELS:
                _refuse("Ảnh quá lớn (trên 40 triệu điểm ảnh). Xin thu nhỏ ảnh.")
            if getattr(image, "n_frames", 1) != 1:
                _refuse("Ảnh động không được nhận. Xin gửi ảnh tĩnh.")
            upright = ImageOps.exif_transpose(image)
            target = io.BytesIO()
            options = {"quality": 90} if image_format == "JPEG" else {}
            upright.save(target, image_format, icc_profile=None, exif=b"", **options)
    except InvalidInput:
        raise
    except Exception:  # a damaged picture fails in many ways inside the decoder
        _refuse("Ảnh hỏng, không mở được. Xin chọn ảnh khác.")
    return target.getvalue()


def _check_pdf(content):
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            _refuse("Tệp PDF có mật khẩu hoặc bị khóa. Xin gửi bản không khóa.")
        pages = len(reader.pages)
        is_active = any(_is_active(part) for part in _pdf_parts(reader))
    except InvalidInput:
        raise
    except Exception:  # a damaged PDF fails in many ways inside the parser
        _refuse("Tệp PDF hỏng, không mở được. Xin xuất lại tệp PDF.")
    if not pages:
        _refuse("Tệp PDF không có trang nào.")
    if is_active:
        _refuse("Tệp PDF có mã lệnh hoặc tệp nhúng bên trong. Xin in lại thành PDF thường rồi gửi.")


def _is_active(part):
    action = part.get("/S")  # follows a reference
    return bool(_ACTIVE_KEYS & part.keys()) or (isinstance(action, str) and action in _ACTIVE_ACTIONS)


def _pdf_parts(reader):
    """Every dictionary of the file, also those inside others; references are not followed, each object comes once."""
    numbers = {IndirectObject(number, generation, reader) for generation, table in reader.xref.items()
               for number in table if number and not reader.xref_free_entry.get(generation, {}).get(number)}
    numbers |= {IndirectObject(number, 0, reader) for number in reader.xref_objStm}
    if len(numbers) > MAX_PDF_OBJECTS:
        _refuse("Tệp PDF quá phức tạp. Xin in lại thành PDF thường rồi gửi.")
    waiting = [reader.trailer, *map(reader.get_object, numbers)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, DictionaryObject):
            yield part
            waiting.extend(part.raw_get(key) for key in part)
        elif isinstance(part, ArrayObject):
            waiting.extend(list.__iter__(part))
