"""Pages of a stored PDF as pictures: drawn apart with limits, one at a time, kept under the hash of the PDF."""
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from pypdf import PdfWriter

from reporting import preview
from reporting.models import ReportFile
from reporting.preview_child import WIDEST


def stored(data):
    name = default_storage.save("reports/test/x.pdf", ContentFile(data))
    return ReportFile(stored_name=name, size=len(data), sha256=sha256(data).hexdigest(), format="pdf")


def pdf(pages, width=595, height=842):
    writer, out = PdfWriter(), BytesIO()
    for number in range(pages):
        writer.add_blank_page(width=width, height=height + number / 10)
    writer.write(out)
    return out.getvalue()


def test_only_the_pages_looked_at_are_drawn_and_each_once(monkeypatch):
    file, drawn = stored(pdf(300)), []
    monkeypatch.setattr(preview, "_drawn",
                        lambda file, what, draw=preview._drawn: drawn.append(what) or draw(file, what))

    pictures = [preview.page_picture(file, number) for number in (1, 300, 1)]
    count = [preview.page_count(file) for _ in range(2)]

    sizes = [Image.open(BytesIO(picture)).size for picture in pictures]
    assert (drawn, count) == (["1", "300", "count"], [300, 300])
    assert [width for width, _ in sizes] == [992, 992, 992] and sizes[0] == sizes[2] != sizes[1]


def test_a_page_larger_than_any_office_prints_is_drawn_smaller():
    picture = preview.page_picture(stored(pdf(1, width=14000, height=14000)), 1)

    assert max(Image.open(BytesIO(picture)).size) <= WIDEST


@pytest.mark.parametrize(("data", "number"), [(b"%PDF-1.7 broken", 1), (pdf(2), 3)])
def test_what_cannot_be_drawn_is_said(data, number):
    with pytest.raises(preview.NoPicture, match="mở tệp PDF để xem"):
        preview.page_picture(stored(data), number)


def test_a_broken_file_has_no_pages_and_a_lost_one_neither():
    broken = stored(b"%PDF-1.7 broken")
    lost = ReportFile(stored_name="reports/nowhere.pdf", sha256="0" * 64)

    assert (preview.page_count(broken), preview.page_count(lost)) == (0, 0)


def test_pictures_of_a_pdf_that_is_gone_are_thrown_away():
    file = stored(pdf(2))
    preview.page_picture(file, 2)
    preview.page_count(file)
    folder = f"previews/{file.sha256[:2]}/{file.sha256}"

    preview.forget(file.sha256)
    preview.forget(file.sha256)

    assert not default_storage.exists(f"{folder}/2.png") and not default_storage.exists(f"{folder}/count")
