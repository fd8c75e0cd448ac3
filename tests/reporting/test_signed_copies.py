"""The paper as it came back from the signer: called signed only when its signature says so."""
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from asn1crypto import keys
from asn1crypto import x509 as certificates
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pypdf import PdfWriter

from core.errors import InvalidInput, NotAllowed
from core.uploads import stored_path
from reporting import services
from reporting.enums import SignatureState
from reporting.models import ReportFile, ReportJob, ReportSnapshot, SignedCopy
from reporting.services.reports import store_file
from reporting.signatures import judge
from tests.factories import IssuedPlanFactory, leader, officer


def blank_pdf():
    target, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(target)
    return target.getvalue()


def certificate(name, key, *, issuer, issuer_key, authority):
    now = datetime.now(UTC)
    naming = lambda text: x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])  # noqa: E731
    usage = x509.KeyUsage(not authority, not authority, False, False, False, authority, authority, False, False)
    return x509.CertificateBuilder(
        issuer_name=naming(issuer), subject_name=naming(name), public_key=key.public_key(),
        serial_number=x509.random_serial_number(), not_valid_before=now - timedelta(days=1),
        not_valid_after=now + timedelta(days=30),
    ).add_extension(x509.BasicConstraints(authority, None), True).add_extension(usage, True).sign(
        issuer_key, hashes.SHA256())


@pytest.fixture(scope="module")
def signing():
    """(a function that signs a PDF, the root of its signer as PEM)."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = certificate("Gốc", root_key, issuer="Gốc", issuer_key=root_key, authority=True)
    own = certificate("Nguyễn Thị Ẩn", key, issuer="Gốc", issuer_key=root_key, authority=False)
    store = SimpleCertificateStore()
    store.register(certificates.Certificate.load(root.public_bytes(Encoding.DER)))
    signer = signers.SimpleSigner(
        signing_cert=certificates.Certificate.load(own.public_bytes(Encoding.DER)), cert_registry=store,
        signing_key=keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())))

    def sign(pdf):
        meta = signers.PdfSignatureMetadata(field_name="ChuKy", md_algorithm="sha256")
        with ThreadPoolExecutor(1) as aside:  # signing runs an event loop, and a browser of other tests has one here
            done = aside.submit(signers.sign_pdf, IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer=signer)
        return done.result().getvalue()
    return sign, root.public_bytes(Encoding.PEM)


@pytest.fixture
def trusted(signing, settings, tmp_path):
    file = tmp_path / "roots.pem"
    file.write_bytes(signing[1])
    settings.SIGNATURE_ROOTS = str(file)


@pytest.fixture
def report(db):
    """An issued report with a real PDF of one page."""
    made = ReportSnapshot.objects.create(
        code="BC-2026-0001", plan=IssuedPlanFactory(), as_of=date(2026, 6, 30), title="Kết quả", data={},
        state="issued", number="125/BC-SNV", issued_on=date(2026, 7, 3), issued_sha256="0" * 64)
    ReportJob.objects.create(snapshot=made, state="done")
    store_file(made, "pdf", blank_pdf())
    return made


def sent(content, name="125-BC-SNV.pdf"):
    return ContentFile(content, name=name)


def test_a_signature_of_a_declared_authority_is_called_signed(signing, trusted):
    judgement = judge(signing[0](blank_pdf()))

    assert judgement.state == SignatureState.VALID
    assert "Nguyễn Thị Ẩn" in judgement.words and judgement.words.startswith("Chữ ký hợp lệ.")


def test_without_its_authority_the_same_signature_is_not_called_signed(signing, settings):
    settings.SIGNATURE_ROOTS = ""

    judgement = judge(signing[0](blank_pdf()))

    assert judgement.state == SignatureState.UNTRUSTED
    assert "chưa xác thực được người ký" in judgement.words


def test_a_file_changed_after_signing_is_told(signing, trusted):
    signed = signing[0](blank_pdf())
    at = signed.index(b"842")

    judgement = judge(signed[:at] + b"841" + signed[at + 3:])

    assert judgement.state == SignatureState.BROKEN


@pytest.mark.parametrize("content, state", [(blank_pdf(), SignatureState.NONE),
                                            (b"%PDF-1.7 nothing else", SignatureState.UNREADABLE)])
def test_files_without_a_signature_are_told_apart(content, state):
    assert judge(content).state == state


def test_the_copy_is_kept_as_sent_with_what_its_signature_is_worth(report, signing, trusted):
    with open(stored_file(report), "rb") as file:
        signed = signing[0](file.read())

    copy = services.add_signed_copy(report, sent(signed), by=officer())

    assert (copy.signature, copy.is_issued_file) == ("valid", True)
    assert stored_path(copy.stored_name).read_bytes() == signed
    assert services.fetch_signed_copy(report, by=leader())[1] == signed


def stored_file(report):
    return default_storage.path(report.files.get(format="pdf").stored_name)


def test_a_scan_is_kept_as_a_scan(report):
    copy = services.add_signed_copy(report, sent(blank_pdf() + b"\n%scan"), by=officer())

    assert (copy.signature, copy.words) == ("none", "Tệp không có chữ ký số.")


def test_refusals(report):
    services.add_signed_copy(report, sent(blank_pdf()), by=officer())

    with pytest.raises(InvalidInput):  # the same file again
        services.add_signed_copy(report, sent(blank_pdf()), by=officer())
    with pytest.raises(InvalidInput):
        services.add_signed_copy(report, sent(b"%PDF-broken"), by=officer())
    with pytest.raises(NotAllowed):
        services.add_signed_copy(report, sent(blank_pdf()), by=leader())
    ReportSnapshot.objects.update(state="draft", number="", issued_on=None, issued_sha256="")
    report.refresh_from_db()
    with pytest.raises(NotAllowed):
        services.add_signed_copy(report, sent(blank_pdf()), by=officer())
    assert SignedCopy.objects.count() == 1


def test_the_office_sends_the_copy_and_the_page_tells_its_worth(client, report, signing):
    client.force_login(officer())

    page = client.post(reverse("reporting:sign", args=[report.public_id]), {"file": sent(signing[0](blank_pdf()))},
                       follow=True)

    text = " ".join(page.content.decode().split())
    assert "Chưa xác thực chữ ký" in text and "125-BC-SNV.pdf" in text
    got = client.get(reverse("reporting:download_signed", args=[report.public_id]))
    assert (got["Content-Type"], got.content[:5]) == ("application/pdf", b"%PDF-")
    assert ReportFile.objects.count() == 1


def test_what_is_no_pdf_is_refused_beside_its_field(client, report):
    client.force_login(officer())

    page = client.post(reverse("reporting:sign", args=[report.public_id]), {"file": sent(b"abc", "van-ban.pdf")})

    assert list(page.context["form"].errors) == ["file"]
