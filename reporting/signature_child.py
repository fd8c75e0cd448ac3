"""The child that opens a signed PDF: JSON in ({"pdf": base64, "roots": [PEM]}), each signature judged as JSON out.

Runs alone, without Django and without network, under limits; whatever the file does, only this process dies.
"""
import base64
import io
import json
import logging
import resource
import sys

MEMORY, CPU_SECONDS, MOST_SIGNATURES = 1 << 30, 40, 20


def judged(pdf, roots):
    """Each signature in order: signer, organisation, day, `trusted`, and `intact` when nothing was changed later."""
    from pyhanko.keys import load_certs_from_pemder_data  # slow and large: loaded after the limits stand
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko_certvalidator import ValidationContext

    anchors = [found for pem in roots for found in load_certs_from_pemder_data(pem.encode())]
    signatures = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
    if len(signatures) > MOST_SIGNATURES:
        raise ValueError("too many signatures")
    return [_one(signature, ValidationContext(trust_roots=anchors, allow_fetching=False)) for signature in signatures]


def _one(signature, context):
    from pyhanko.sign.validation import KeyUsageConstraints, validate_pdf_signature

    either = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
    status = validate_pdf_signature(signature, context, key_usage_settings=either)
    subject = status.signing_cert.subject.native
    signed_at = status.signer_reported_dt
    level = status.modification_level
    unchanged = level is not None and level.name != "OTHER" and status.docmdp_ok is not False
    return {"signer": _text(subject.get("common_name")), "organization": _text(subject.get("organization_name")),
            "signed_at": signed_at.isoformat() if signed_at else "",
            "intact": bool(status.intact and status.valid and unchanged), "trusted": bool(status.bottom_line)}


def _text(value):
    return " ".join(str(value[0] if isinstance(value, list) else value or "").split())[:200]


def main():
    for kind, amount in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_FSIZE, 0),
                         (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (amount, amount))
    logging.disable(logging.CRITICAL)
    asked = json.load(sys.stdin.buffer)
    json.dump(judged(base64.b64decode(asked["pdf"]), asked["roots"]), sys.stdout)


if __name__ == "__main__":
    main()
