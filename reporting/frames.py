"""The frame that all papers about a plan share: head, signer, recipients, style."""
from reporting.documents.values import PARAGRAPH, Block, ReportContent, Signer
from reporting.layouts import style_on
from reporting.offices import document_head, issuing_office


def framed(plan, *, layout, as_of, paper, snapshot_code, doc_type, abbreviation, subject, closing, addressees=None,
           office=None, **parts):
    """A `ReportContent` of these parts, in the name of `office` or else of the plan's issuing office."""
    head = document_head(office or issuing_office(plan, layout), layout=layout, as_of=as_of, place=paper.place,
                         doc_type=doc_type, subject=subject, abbreviation=abbreviation,
                         addressees=paper.addressees if addressees is None else addressees)
    return ReportContent(**{
        "head": head, "opening": (), "sections": (), "closing": closing, "annexes": (), "recipients": paper.recipients,
        "signer": Signer(paper.authority, paper.position, paper.signer), "as_of": as_of,
        "snapshot_code": snapshot_code, "style_code": style_on(as_of, layout=layout).code, **parts})


def typed_blocks(texts, kind=PARAGRAPH):
    """What a person typed, a block a line."""
    return tuple(Block(kind, text, is_typed=True) for text in texts)
