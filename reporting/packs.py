"""A pack of letters: each laid out by itself, a failing one left out and named, then all that are whole together."""
import io
import zipfile

from reporting.limits import DOCX, PDF, ZIP
from reporting.rendering import RenderFailed, render

AT_ONCE = 10  # letters a rendering process: starting one costs about as much as three letters


def make_pack_files(papers, *, on_done, kept=None, left_out=()):
    """({kind: bytes}, [{"at", "to", "reason"}]): a ZIP of single files, and all letters in one PDF and one Word file.

    `kept` are letters made before, {place from 0: {kind: bytes}}, and `left_out` rows of letters that stay left out:
    neither is made again. `on_done(count)` is called as letters are finished. No files when letters are kept and none
    was added; RenderFailed when not one could be made.
    """
    made, failed = dict(kept or {}), list(left_out)
    waiting = sorted(set(range(len(papers))) - set(made) - {row["at"] for row in failed})
    for start in range(0, len(waiting), AT_ONCE):
        places = waiting[start : start + AT_ONCE]
        for at, found in zip(places, _made([papers[at] for at in places]), strict=True):
            if isinstance(found, RenderFailed):
                failed.append({"at": at, "to": addressee(papers[at]), "reason": found.reason})
            else:
                made[at] = found
        on_done(len(papers) - len(waiting) + start + len(places))
    if not made:
        raise RenderFailed(failed[0]["reason"])
    left_out = sorted(failed, key=lambda row: row["at"])
    if kept and len(made) == len(kept):
        return {}, left_out
    whole = [papers[at] for at in sorted(made)]
    zipped = _zipped(papers, dict(sorted(made.items())))
    return {PDF: render(whole, PDF), DOCX: render(whole, DOCX), ZIP: zipped}, left_out


def made_before(data):
    """{place from 0: {kind: bytes}} of the single letters in a ZIP of `make_pack_files`."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            found.setdefault(int(name.split(" ")[0]) - 1, {})[name.rpartition(".")[2]] = package.read(name)
    return found


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
