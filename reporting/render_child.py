"""The rendering process: report values as JSON on stdin, PDF (or Word) on stdout. It limits itself before it reads.

It knows neither database nor settings. Nested text never becomes structure: every value passes autoescape.
"""

import gc
import io
import json
import resource
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings
from django.template import Context, Engine

from reporting import layouts, limits
from reporting.documents.printed import context_of
from reporting.documents.values import from_json

PROJECT = Path(__file__).resolve().parent.parent
STATIC = PROJECT / "static" / "reporting"
ASSETS = {
    f"tdkt://asset/LiberationSerif-{face}.ttf": PROJECT / "static" / "fonts" / f"LiberationSerif-{face}.ttf"
    for face in ("Regular", "Bold", "Italic", "BoldItalic")
}
LIBRARIES = {"charts": "core.templatetags.charts", "l10n": "django.templatetags.l10n",  # the board's own drawings
             "together": "reporting.templatetags.together"}
PDF_VARIANT, TAGLESS_VARIANT = "pdf/a-2a", "pdf/a-2b"  # joined parts have no common structure tree


def main():
    """Exit status: 0 with the file on stdout, else a number of `reporting.limits`."""
    limit_resources()
    gc.disable()  # a short life: collecting costs a tenth to a fifth of the time and gives nothing back
    try:
        papers = read_papers(json.load(sys.stdin.buffer))
    except (ValueError, RecursionError) as error:
        print(error, file=sys.stderr)
        return limits.REFUSED_CONTENT
    try:
        sys.stdout.buffer.write(make_file(papers, sys.argv[1] if len(sys.argv) > 1 else limits.PDF))
        sys.stdout.buffer.flush()
    except MemoryError:
        return limits.OUT_OF_MEMORY
    return 0


def limit_resources():
    """Memory, processor time, written bytes and open files, once and for all of this process."""
    for kind, amount in (
        (resource.RLIMIT_AS, limits.ADDRESS_BYTES),
        (resource.RLIMIT_CPU, limits.CHILD_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, limits.PDF_BYTES),
        (resource.RLIMIT_NOFILE, limits.OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(kind, (amount, amount))


def read_papers(data):
    """The papers of a snapshot: one, or a list of them for a pack of letters. ValueError for anything else."""
    found = tuple(from_json(item) for item in (data if isinstance(data, list) else [data]))
    if not found:
        raise ValueError("Không có văn bản nào để in.")
    return found


def make_file(papers, kind):
    """The papers as one PDF or one Word file."""
    if kind == limits.ZIP:
        return make_zip(papers)
    if kind == limits.DOCX:
        from reporting.documents.word import make_docx  # noqa: PLC0415 - the library is not needed for a PDF

        return make_docx(*papers)
    return make_pdf(papers[0]) if len(papers) == 1 else make_pack(papers)


def make_zip(papers):
    """Every paper by itself as PDF and Word: «0.pdf», «0.docx», «1.pdf» …"""
    from reporting.documents.word import make_docx  # noqa: PLC0415 - the library is not needed for a PDF

    presses = {code: Press(layouts.style_by_code(code)) for code in {paper.style_code for paper in papers}}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for at, paper in enumerate(papers):
            package.writestr(f"{at}.pdf", presses[paper.style_code].lay_out(context_of(paper)).pdf())
            package.writestr(f"{at}.docx", make_docx(paper))
    return out.getvalue()


def make_pack(papers):
    """Several papers in one PDF, each with page numbers of its own."""
    from reporting.documents.parts import joined  # noqa: PLC0415 - reads the PDF library

    presses = {code: Press(layouts.style_by_code(code), TAGLESS_VARIANT) for code in {x.style_code for x in papers}}
    return joined((context_of(paper), presses[paper.style_code]) for paper in papers)


def make_pdf(content):
    """The PDF of a paper: in one pass, or with its long annexes laid out in parts and joined."""
    from reporting.documents.parts import has_long_annex, joined  # noqa: PLC0415 - reads the PDF library

    context, style = context_of(content), layouts.style_by_code(content.style_code)
    if has_long_annex(context):
        return joined([(context, Press(style, TAGLESS_VARIANT))])
    return Press(style).lay_out(context).pdf()


def make_html(content):
    """The document as HTML, every value escaped."""
    return html_of(context_of(content))


def html_of(context):
    if not settings.configured:
        settings.configure(USE_I18N=False)
        django.setup(set_prefix=False)
    engine = Engine(dirs=[PROJECT / "templates"], autoescape=True, libraries=LIBRARIES)
    return engine.get_template("reporting/documents/report.html").render(Context(context))


def write_pdf(html, style):
    """HTML and the style row as PDF/A-2a."""
    return Press(style).press(html).pdf()


def _style_sheet(style):
    """What both layouts share, then what only this one has."""
    return style_text("fonts", "document", "sheet", style.layout)


def style_text(*names):
    """These style sheets one after the other."""
    return "".join((STATIC / f"{name}.css").read_text(encoding="utf-8") for name in names)


class Press:
    """Lays out pages of one layout; nothing is fetched but `ASSETS`, by the page or by any style sheet."""

    def __init__(self, style, variant=PDF_VARIANT):
        # A slow and large library: loaded after the limits stand.
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

        self.fonts, self.fetcher = FontConfiguration(), asset_fetcher()
        self.options = {"pdf_variant": variant, "presentational_hints": False}
        self.sheets = [self._sheet(text) for text in (layouts.css_variables(style), _style_sheet(style))]

    def _sheet(self, text):
        from weasyprint import CSS  # noqa: PLC0415

        return CSS(string=text, url_fetcher=self.fetcher, font_config=self.fonts)

    def lay_out(self, context, *, extra=""):
        """The pages of a context; `extra` are rules for these pages alone."""
        return self.press(html_of(context), extra=extra)

    def press(self, html, *, extra=""):
        from weasyprint import HTML  # noqa: PLC0415

        sheets = [*self.sheets, self._sheet(extra)] if extra else self.sheets
        document = HTML(string=html, url_fetcher=self.fetcher).render(
            font_config=self.fonts, stylesheets=sheets, **self.options)
        return Pages(document, self.options)


@dataclass
class Pages:
    """Laid out pages, and the PDF of all or of the first of them."""

    document: object
    options: dict

    def __len__(self):
        return len(self.document.pages)

    def marks(self, at):
        """Numbers of the marked rows that begin on a page."""
        return sorted(int(name[3:]) for name in self.document.pages[at].anchors if name.startswith("row"))

    def pdf(self, count=None):
        chosen = self.document if count is None else self.document.copy(self.document.pages[:count])
        return chosen.write_pdf(**self.options)


def asset_fetcher():
    """Serves our own assets by exact name; refuses every other address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class AssetFetcher(URLFetcher):
        def __init__(self):
            super().__init__(allowed_protocols={"tdkt"}, allow_redirects=False)

        def fetch(self, url, headers=None):
            if url not in ASSETS:
                raise ValueError("Địa chỉ không thuộc tài sản của phần mềm.")
            return URLFetcherResponse(url, body=ASSETS[url].read_bytes())

    return AssetFetcher()


if __name__ == "__main__":
    sys.exit(main())
