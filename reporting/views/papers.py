"""A stored paper on the screen: its words with the lists behind their figures, its pages as pictures, its editing."""
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError, EditConflict, InvalidInput
from core.htmx import render_page
from core.kept import kept_or_post
from reporting import behind, paper_text, preview, rules, services
from reporting.documents.edits import Typed, bracketed
from reporting.documents.edits import paragraphs as drafted_paragraphs
from reporting.enums import JobState
from reporting.limits import PDF
from reporting.models import ReportSnapshot, ReportWording
from reporting.services.sentences import where
from reporting.views.jobs import PROGRESS, wake

PAGE = 50
MAX_ADDED_SIGNS = 70_000


def _report(request, public_id):
    found = ReportSnapshot.objects.visible_to(request.user).select_related("plan", "job", "wording__changed_by")
    return get_object_or_404(found, public_id=public_id)


def _wording(report):
    try:
        return report.wording
    except ReportWording.DoesNotExist:
        return None


@dataclass(frozen=True)
class Chosen:
    """One paper of a snapshot: its place from 0, how many there are, its values; `content` is None without any."""

    at: int
    count: int
    content: object

    @property
    def label(self):
        names = "; ".join(self.content.head.addressees) if self.content else ""
        return f"Văn bản {self.at + 1}/{self.count}{f': {names}' if names else ''}"

    @property
    def before(self):
        return self.at or None

    @property
    def after(self):
        return self.at + 2 if self.at + 1 < self.count else None


def _chosen(request, report):
    papers = paper_text.papers_of(report)
    at = min(max(_number(request, "van_ban"), 1), max(len(papers), 1)) - 1
    return Chosen(at, len(papers), papers[at] if papers else None)


def _number(request, name):
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 6 else 1


def paper_context(request, report):
    """What the page of a report shows of the paper itself: words, tables, preview."""
    chosen, wording = _chosen(request, report), _wording(report)
    if chosen.content is None:
        return {"chosen": chosen, **preview_context(request, report)}
    return {"chosen": chosen, "rows": paper_text.rows_of(report, chosen.content, wording, chosen.at),
            "tables": paper_text.tables_of(report, chosen.content), "wording": wording,
            "may_edit": bool(rules.may_edit_sentences(request.user, report)) and bool(
                drafted_paragraphs(chosen.content)), **preview_context(request, report)}


def preview_context(request, report):
    """The page looked at, by `trang` in the address, and whether there is a file to draw it from."""
    job = {"state": PROGRESS[JobState(report.job.state)], "reason": report.job.error}
    stored = report.files.filter(format=PDF).first() if report.job.state == JobState.DONE else None
    pages = preview.page_count(stored) if stored else 0
    number = min(max(_number(request, "trang"), 1), max(pages, 1))
    return {"job_shown": job, "stored": stored, "pages": pages, "number": number,
            "preview_url": reverse("reporting:preview", args=[report.public_id]), "report": report}


@require_safe
def paper_preview(request, public_id):
    """The pages one by one: a piece beside the words, or a page of its own."""
    report = _report(request, public_id)
    return render_page(request, "reporting/preview.html", "reporting/_preview.html", {
        **preview_context(request, report), "polls": True, "aside": bool(request.GET.get("canh")),
        "refresh_seconds": 3 if report.job.state in (JobState.QUEUED, JobState.RUNNING) else None})


@require_safe
def paper_page(request, public_id, number):
    """One page as a picture; whoever may read the report may see it."""
    report = _report(request, public_id)
    stored = report.files.filter(format=PDF).first() if report.job.state == JobState.DONE else None
    if stored is None:
        raise Http404
    try:
        picture = preview.page_picture(stored, number)
    except preview.NoPicture as error:
        raise Http404 from error
    return HttpResponse(picture, content_type="image/png", headers={
        "Cache-Control": "private, max-age=86400, immutable" if request.GET.get("ban") else "private, no-cache",
        "X-Content-Type-Options": "nosniff"})


@require_safe
def paper_figure(request, public_id):
    """What was counted or added up for a figure of the paper, as of its day."""
    report, key = _report(request, public_id), request.GET.get("so", "")
    if not key and rules.may_see_reports(request.user):
        return redirect(report)
    found = behind.figure_list(report, key) if rules.may_see_reports(request.user) else None
    if found is None:
        raise Http404
    page = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "reporting/figure.html", {
        "report": report, "found": found, "page": page, "frozen": _frozen(report, key),
        "labelled": [{"url": row.url, "cells": list(zip(found.columns, row.cells, strict=True))} for row in page]})


def _frozen(report, key):
    """How the paper printed the figure of this key; empty when it stands in a table alone."""
    texts = {figure.text for content in paper_text.papers_of(report) for section in content.sections
             for block in section.blocks for figure in block.figures if figure.key == key}
    return texts.pop() if len(texts) == 1 else ""


@require_http_methods(["GET", "HEAD", "POST"])
def sentences_edit(request, public_id):
    """Every paragraph in a field of its own; what was typed stays through errors,
    conflicts and the end of a session."""
    report = _report(request, public_id)
    verdict = rules.may_edit_sentences(request.user, report)
    if not request.user.is_office_staff:
        raise PermissionDenied(verdict.reason)
    chosen = _chosen(request, report)
    if not verdict or chosen.content is None:
        messages.error(request, verdict.reason or "Văn bản này không có câu chữ để sửa.")
        return redirect(report)
    posted = kept_or_post(request)
    typed = _typed(posted, chosen.content) if posted else None
    if request.method != "POST":
        return _edit_page(request, report, chosen, typed)
    if back := posted.get("tro_lai"):
        return _edit_page(request, report, chosen, _as_drafted(typed, chosen.content, back), undone=back)
    return _save(request, report, chosen, typed)


def _save(request, report, chosen, typed):
    version = request.POST.get("version", "")
    try:
        services.edit_sentences(report, typed, by=request.user, paper=chosen.at, wake=wake,
                                version=int(version) if version.isdecimal() else -1)
    except EditConflict as error:
        return _edit_page(request, report, chosen, typed, conflict=error)
    except InvalidInput as error:
        return _edit_page(request, report, chosen, typed, errors=error.errors)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(report)
    messages.success(request, "Đã lưu câu chữ. Tệp PDF và Word được lập lại từ cùng số liệu đã chốt.")
    return redirect(_edit_url(report, chosen))


def _edit_url(report, chosen):
    url = reverse("reporting:sentences", args=[report.public_id])
    return f"{url}?van_ban={chosen.at + 1}" if chosen.count > 1 else url


def _typed(posted, content):
    """{place: Typed} of every paragraph of the draft; one the form did not send stays as it is."""
    return {paragraph.place: Typed(
        posted[f"doan-{paragraph.place}"], f"bo-{paragraph.place}" in posted,
        tuple(line.strip()
              for line in posted.get(f"them-{paragraph.place}", "")[:MAX_ADDED_SIGNS].splitlines() if line.strip()))
        for paragraph in drafted_paragraphs(content) if f"doan-{paragraph.place}" in posted}


def _as_drafted(typed, content, place):
    """What was typed with one paragraph back as the rules wrote it."""
    return {**typed, **{paragraph.place: Typed(bracketed(paragraph.pieces), False, typed[place].added)
                        for paragraph in drafted_paragraphs(content) if paragraph.place == place and place in typed}}


def _edit_page(request, report, chosen, typed, *, errors=None, conflict=None, undone=""):
    wording = ReportWording.objects.filter(snapshot=report).select_related("changed_by").first()
    rows = paper_text.rows_of(report, chosen.content, wording, chosen.at, typed=typed, errors=errors)
    return render(request, "reporting/sentences.html", {
        "chosen": chosen, "rows": rows, "wording": wording, "version": wording.version if wording else 0,
        "conflict": _conflict(conflict, rows, report, chosen, wording) if conflict else None,
        "errors": [row for row in rows if row.is_open], "undone": undone, "polls": True,
        "edit_url": _edit_url(report, chosen),
        **preview_context(request, report)})


def _conflict(error, rows, report, chosen, wording):
    """What differs, paragraph by paragraph: (where, mine, what is stored)."""
    stored = {row.place: row for row in paper_text.rows_of(report, chosen.content, wording, chosen.at)}
    differing = [(where(row), paper_text.told(row), paper_text.told(stored[row.place])) for row in rows
                 if paper_text.told(row) != paper_text.told(stored[row.place])]
    return {"by": error.by, "at": error.at, "fields": differing}
