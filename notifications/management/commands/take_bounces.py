import mailbox
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from notifications.bounces import LONGEST, take_report


class Command(BaseCommand):
    help = ("Nhận thư trả lại của máy chủ thư: từ đầu vào chuẩn (-), một tệp .eml hoặc mbox, một thư mục .eml, "
            "hoặc một Maildir. Nhận hai lần không hại gì.")

    def add_arguments(self, parser):
        parser.add_argument("source", nargs="?", default="-", metavar="NGUỒN")

    def handle(self, *args, source, **options):
        read = failed = 0
        for content in contents_of(source):
            read += 1
            failed += take_report(content)
        self.stdout.write(f"Đã đọc {read} thư, ghi nhận {failed} thư không đến được người nhận.")


def contents_of(source):
    """The bytes of each mail, no more of any than shows that it is too long."""
    if source == "-":
        yield sys.stdin.buffer.read(LONGEST + 1)
        return
    path = Path(source)
    if not path.exists():
        raise CommandError(f"Không có «{source}».")
    if (path / "new").is_dir():
        yield from _of_maildir(path)
    elif path.is_dir():
        for file in sorted(path.glob("*.eml")):
            yield _start_of(file)
    else:
        yield from _of_file(path)


def _of_maildir(path):
    """New mails alone; each is marked as seen once it was taken."""
    box = mailbox.Maildir(path, create=False)
    for key in list(box.iterkeys()):
        message = box.get_message(key)
        if message.get_subdir() == "new":
            with box.get_file(key) as file:
                yield file.read(LONGEST + 1)
            message.set_subdir("cur")
            message.add_flag("S")
            box[key] = message


def _of_file(path):
    if _start_of(path)[:5] != b"From ":
        yield _start_of(path)
        return
    box = mailbox.mbox(path, create=False)
    for key in box.iterkeys():
        yield box.get_bytes(key)[:LONGEST + 1]


def _start_of(file):
    with file.open("rb") as stream:
        return stream.read(LONGEST + 1)
