"""A whole dossier as one PDF: what it says to whom, what becomes of attached files, who fetches it and for how long."""
import io
from datetime import timedelta

import pikepdf
import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from audit.models import AuditEvent
from core.errors import WrongState
from core.uploads import stored_path
from nominations import services as nominations
from nominations.models import NominationFile
from reporting import attached, rendering, services
from reporting.dossiers import content_of
from reporting.enums import JobState
from reporting.models import DossierPrint
from reporting.services import dossiers
from tests.factories import NominationFactory, administrator, leader, officer, submitter

pytestmark = pytest.mark.django_db
SMALL = b"%PDF-1.7 a print made for a test"


def pdf_bytes(pages=1, text="", **save):
    """A PDF whose pages say `text` in a base font."""
    target, pdf = io.BytesIO(), pikepdf.new()
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        name = page.add_resource(font, pikepdf.Name.Font)
        page.contents_add(f"BT {name} 30 Tf 60 500 Td ({text} {number + 1}) Tj ET".encode())
    pdf.save(target, **save)
    return target.getvalue()


def attach(nomination, name, content):
    """A file of the nomination as it lies on the disk, past the checks at the door."""
    file = NominationFile.objects.create(
        nomination=nomination, original_name=name, stored_name=f"ab/{NominationFile.objects.count():032x}",
        extension=name.rpartition(".")[2], size=len(content), sha256="0" * 64,
        uploaded_by=nomination.submission.created_by)
    path = stored_path(file.stored_name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return file


def sent(**values):
    """A nomination sent to the office, and who wrote it."""
    nomination = NominationFactory(**values)
    author = nomination.submission.created_by
    nominations.submit_submission(nomination.submission, by=author, today=timezone.localdate())
    nomination.refresh_from_db()
    nomination.submission.refresh_from_db()
    return nomination, author


@pytest.fixture
def drawn(monkeypatch):
    """The rendering process is replaced; what it was given is kept."""
    calls = []
    monkeypatch.setattr(dossiers, "render_dossier", lambda content, files: calls.append((content, files)) or SMALL)
    return calls


def pages_of(data):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


def printed(nomination, by):
    asked = services.print_dossier(nomination.submission, nomination=nomination, by=by)
    services.run_print(asked.pk)
    asked.refresh_from_db()
    return asked


# --- the document -----------------------------------------------------------------------------------------------------


def test_sheets_and_attached_pages_stand_in_one_file_with_numbers_and_bookmarks():
    nomination, author = sent(name="Nguyễn Thị Ánh")
    target = io.BytesIO()
    Image.new("RGBA", (60, 30), (200, 0, 0, 90)).save(target, "PNG")
    attach(nomination, "Báo cáo thành tích.pdf", pdf_bytes(2, "ATTACHED"))
    attach(nomination, "Ảnh.png", target.getvalue())

    asked = services.print_dossier(nomination.submission, by=author)
    services.run_print(asked.pk)

    data = services.fetch_print(DossierPrint.objects.get(pk=asked.pk), by=author)
    pages = pages_of(data)
    assert len(pages) == 5
    assert nomination.submission.receipt_code in pages[0] and "Nguyễn Thị Ánh" in pages[0]
    assert "Giảm thời gian giải quyết hồ sơ" in pages[1] and "Gửi Sở Nội vụ" in pages[1]
    assert "ATTACHED 1" in pages[2] and "ATTACHED 2" in pages[3] and "Ảnh.png" in pages[4]
    assert [f"Trang {n}" in page for n, page in enumerate(pages, 1)] == [True] * 5
    assert "Số trang bản in 5" in pages[0] and "Cá nhân Đã gửi 2 2" in pages[0]
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        assert [(item.title, [part.title for part in item.children]) for item in outline.root] == [
            (str(nomination.submission.field), []),
            ("Nguyễn Thị Ánh", ["Báo cáo thành tích.pdf", "Ảnh.png"])]


def test_files_that_cannot_be_joined_become_pages_that_say_why():
    nomination, author = sent()
    locked = pdf_bytes(encryption=pikepdf.Encryption(owner="o", user="u"))
    attach(nomination, "Khóa.pdf", locked)
    attach(nomination, "Hỏng.pdf", b"%PDF-1.7 nothing follows")
    attach(nomination, "Dài.pdf", pdf_bytes(301))
    attach(nomination, "Bảng.xlsx", b"PK")
    gone = attach(nomination, "Mất.pdf", pdf_bytes())
    stored_path(gone.stored_name).unlink()
    attach(nomination, "Tốt.pdf", pdf_bytes(1, "GOOD"))

    asked = printed(nomination, author)

    pages = pages_of(services.fetch_print(asked, by=author))
    told = {name: next(page for page in pages[1:] if page.startswith(name)) for name in
            ("Khóa.pdf", "Hỏng.pdf", "Dài.pdf", "Bảng.xlsx", "Mất.pdf")}
    assert "có mật khẩu hoặc bị khóa" in told["Khóa.pdf"]
    assert "Tệp hỏng, không mở được" in told["Hỏng.pdf"] and "Tệp hỏng, không mở được" in told["Mất.pdf"]
    assert "dài hơn 300 trang" in told["Dài.pdf"]
    assert "Tệp Excel không ghép được" in told["Bảng.xlsx"]
    assert "GOOD 1" in pages[-1]


def test_nothing_that_acts_or_embeds_is_carried_over(tmp_path):
    with pikepdf.open(io.BytesIO(pdf_bytes(1, "HOSTILE"))) as pdf:
        act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('BIMAT')")
        pdf.Root.OpenAction = pdf.make_indirect(act)
        pdf.Root.AA = pikepdf.Dictionary(WC=act)
        pdf.attachments["secret.txt"] = b"BIMAT"
        page = pdf.pages[0]
        page.obj.AA = pikepdf.Dictionary(O=act)
        page.obj.Resources.Hidden = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="BIMAT.exe")
        form = pikepdf.Stream(pdf, b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9],
                              Ref=pikepdf.Dictionary(F="BIMAT.pdf", Page=0), AF=pdf.make_indirect(act))
        page.contents_add(f"{page.add_resource(form, pikepdf.Name.XObject)} Do".encode())
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 99, 99], A=act)
        page.obj.Annots = pikepdf.Array([pdf.make_indirect(link)])
        pdf.save(tmp_path / "a.pdf")
    content = {"title": "Hồ sơ", "subject": "Lĩnh vực", "foot": "", "facts": [], "one": True, "nominees": [{
        "name": "A", "files": [{"name": "a.pdf", "kind": "Khác", "size": "1 KB", "reason": "", "key": "a.pdf"}]}]}

    data = rendering.render_dossier(content, {"a.pdf": tmp_path / "a.pdf"})

    assert "HOSTILE 1" in pages_of(data)[-1]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        text = b"".join(thing.unparse(resolved=True) for thing in pdf.objects)
    for word in (b"BIMAT", b"JavaScript", b"/AA", b"/OpenAction", b"/EmbeddedFile", b"/Launch", b"/Ref ", b"/AF "):
        assert word not in text


def test_a_picture_keeps_its_shape_and_loses_its_transparency(tmp_path):
    Image.new("RGBA", (4000, 1000), (0, 0, 0, 0)).save(tmp_path / "a.png")

    ready, reason = attached.prepared(tmp_path / "a.png")

    with pikepdf.open(ready) as pdf:
        box = [float(side) for side in pdf.pages[0].mediabox]
        image = pikepdf.PdfImage(next(iter(pdf.pages[0].get_images().values()))).as_pil_image()
    assert (reason, box, image.size, image.getpixel((9, 9))) == ("", [0, 0, 2000, 500], (2000, 500), (255, 255, 255))


def test_hostile_text_stays_text():
    nomination, author = sent(achievement="<script>x</script><img src='file:///etc/passwd'> {{ foot }}")

    asked = printed(nomination, author)

    assert "<script>x</script><img src='file:///etc/passwd'> {{ foot }}" in " ".join(
        pages_of(services.fetch_print(asked, by=author)))


# --- what it says to whom ---------------------------------------------------------------------------------------------


def words_for(nomination, user):
    asked = DossierPrint(submission=nomination.submission, nomination=nomination, asked_by=user)
    return str(content_of(asked, user=user, today=timezone.localdate())[0])


def test_what_the_office_does_among_itself_is_printed_for_the_office_alone():
    nomination, author = sent()
    staff = officer()
    nominations.consult(nomination, body="Công an tỉnh", question="Có vi phạm?", due_on=timezone.localdate(), by=staff,
                        today=timezone.localdate())
    nominations.comment(nomination, text="LỜI NỘI BỘ", is_internal=True, by=staff)
    nominations.comment(nomination, text="Xin bổ sung minh chứng", is_internal=False, by=staff)
    nomination.refresh_from_db()

    agency, office = words_for(nomination, author), words_for(nomination, leader())

    assert "Công an tỉnh" not in agency and "Lấy ý kiến" not in agency and "Đang thẩm định" in agency
    assert "Công an tỉnh" in office and "Bản in nội bộ" in office
    assert "Xin bổ sung minh chứng" in agency and "LỜI NỘI BỘ" not in agency + office


def test_sensitive_facts_are_masked():
    from models_registry.models import SensitiveFact
    from models_registry.services import set_sensitive_policy

    nomination, author = sent()
    plan = nomination.submission.plan
    set_sensitive_policy(plan, fields=["ethnicity"], reason="Hướng dẫn", by=officer())
    SensitiveFact.objects.create(subject=nomination.record.subject, ethnicity="RAGLAI")

    words = words_for(nomination, author)

    assert "['Dân tộc', '••••']" in words and "RAGLAI" not in words


# --- asking, fetching, keeping ----------------------------------------------------------------------------------------


def test_a_print_is_asked_for_once_and_led_to_the_file(client, drawn):
    nomination, author = sent()
    client.force_login(author)
    address = reverse("reporting:print_submission", args=[nomination.submission.public_id])

    first, second = client.post(address), client.post(address)
    services.sweep_prints()

    asked = DossierPrint.objects.get()
    assert first.url == second.url == asked.get_absolute_url()
    assert "Tải về" in client.get(first.url).content.decode()
    page = client.get(f"{first.url}tai-ve/")
    assert (page.content, page["Content-Type"]) == (SMALL, "application/pdf")
    acts = list(
        AuditEvent.objects.filter(action__startswith="reporting.").values_list("action", flat=True).order_by("pk"))
    assert acts == ["reporting.print_dossier", "reporting.fetch_dossier"]


def test_nobody_else_reaches_the_print(client, drawn):
    nomination, author = sent()
    asked = printed(nomination, author)

    for other in (officer(), leader(), administrator(), submitter(), submitter(nomination.submission.organization)):
        client.force_login(other)
        assert client.get(asked.get_absolute_url()).status_code == 404
        assert client.get(f"{asked.get_absolute_url()}tai-ve/").status_code == 404


def test_who_lost_sight_of_the_dossier_meanwhile_gets_nothing(drawn):
    nomination, author = sent()
    asked = services.print_dossier(nomination.submission, by=author)
    author.assignments.all().delete()

    services.run_print(asked.pk)

    asked.refresh_from_db()
    assert (asked.state, asked.error, drawn) == (JobState.FAILED, dossiers.NO_LONGER, [])


def test_a_print_with_the_offices_part_is_closed_to_who_left_the_office(drawn):
    nomination, _ = sent()
    person = officer()
    asked = printed(nomination, person)
    person.assignments.all().delete()
    changed = type(person).objects.get(pk=person.pk)
    changed.assignments.create(role="nguoi_nop", organization=nomination.submission.organization)

    seen = DossierPrint.objects.visible_to(changed)

    assert asked.is_inside and list(seen) == []


def test_a_failed_print_is_tried_twice_and_says_why(monkeypatch):
    nomination, author = sent()
    monkeypatch.setattr(dossiers, "render_dossier", failing := Failing())
    asked = services.print_dossier(nomination.submission, by=author)

    services.sweep_prints()
    services.sweep_prints()
    services.sweep_prints()

    asked.refresh_from_db()
    assert (asked.state, asked.error, failing.calls) == (JobState.FAILED, rendering.TOO_SLOW, 2)
    with pytest.raises(WrongState):
        services.fetch_print(asked, by=author)


class Failing:
    calls = 0

    def __call__(self, content, files):
        self.calls += 1
        raise rendering.RenderFailed(rendering.TOO_SLOW)


def test_after_a_day_the_bytes_are_gone(drawn):
    nomination, author = sent()
    asked = printed(nomination, author)
    now = timezone.now()

    services.sweep_prints(now=now + timedelta(hours=23))
    kept = default_storage.exists(asked.stored_name)
    services.sweep_prints(now=now + timedelta(hours=25))

    assert kept and not default_storage.exists(asked.stored_name)
    assert not DossierPrint.objects.exists()
    assert list((settings.MEDIA_ROOT / "dossiers").iterdir()) == []
