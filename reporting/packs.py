"""A pack of letters: each one laid out by itself, a failing one left out and named, then all that are whole together."""
import io
import zipfile

from reporting.limits import DOCX, PDF, ZIP
from reporting.rendering import RenderFailed, render

AT_ONCE = 10  # letters a rendering process: starting one costs about as much as three letters


def make_pack_files(papers, *, on_done):
    """({kind: bytes}, [{"to", "reason"}]): a ZIP of single files, and all letters in one PDF and one Word file.

    `on_done(count)` is called as letters are finished. RenderFailed when not one could be made.
    """
    made, failed = {}, []
    for start in range(0, len(papers), AT_ONCE):
        for at, found in enumerate(_made(papers[start : start + AT_ONCE]), start):
            if isinstance(found, RenderFailed):
                failed.append({"to": addressee(papers[at]), "reason": found.reason})
            else:
                made[at] = found
        on_done(min(start + AT_ONCE, len(papers)))
    if not made:
        raise RenderFailed(failed[0]["reason"])
    whole = [papers[at] for at in made]
    return {PDF: render(whole, PDF), DOCX: render(whole, DOCX), ZIP: _zipped(papers, made)}, failed


def _made(papers):
    """For each paper its {kind: bytes}, or the RenderFailed that says why there is none."""
    try:
        return _taken_apart(render(papers, ZIP), len(papers))
    except RenderFailed as error:
        if len(papers) == 1:
            return [error]
        return [found for paper in papers for found in _made([paper])]


def _taken_apart(data, count):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [{kind: package.read(f"{at}.{kind}") for kind in (PDF, DOCX)} for at in range(count)]


def _zipped(papers, made):
    """«001 Sở Y tế.pdf» and «.docx» of each letter, in the order of the pack."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for at, files in made.items():
            for kind, data in files.items():
                package.writestr(zipfile.ZipInfo(f"{at + 1:03} {_file_name(addressee(papers[at]))}.{kind}"), data)
    return out.getvalue()


def addressee(paper):
    """To whom a letter goes, as its list names it."""
    return "; ".join(paper["head"].get("addressees") or ()) or paper["head"]["doc_type"]


def _file_name(text):
    """The words without signs that a file system or an unpacking program may take for a path."""
    return "".join(sign if sign.isalnum() or sign in " -,()" else " " for sign in text).strip()[:80] or "cong van"


def percent_done(job):
    """Whole percent of a pack's letters, or None before any and for single papers."""
    return 100 * job.done // job.total if job.total and job.done else None


def counted_done(job):
    """«, 37/200 công văn» while a pack is made."""
    return f", {job.done}/{job.total} công văn" if job.total else ""
