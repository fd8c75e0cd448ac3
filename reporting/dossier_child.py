"""The process that prints a dossier: values as JSON on stdin, attached files in the folder it is given, PDF on stdout.

It limits itself before it reads. Every attached page has its own place in the laid-out document, so that numbers,
bookmarks and the list of files are right by themselves; then the pages are drawn into their places.
"""
import gc
import json
import resource
import sys
from io import BytesIO
from pathlib import Path

import django
from django.conf import settings
from django.template import Context, Engine

from reporting import limits
from reporting.attached import prepared
from reporting.render_child import PROJECT, asset_fetcher, style_text

TOO_MANY_PAGES = "Các tệp của hồ sơ có quá nhiều trang để ghép hết vào một bản in."
PART_NOMINEES, PART_PAGES = 40, 200  # laid out together
MARGIN, CAPTION = 28, 34  # points left free at the sides and foot, and above for the caption


def main():
    """Exit status: 0 with the file on stdout, else a number of `reporting.limits`."""
    limit_resources()
    gc.disable()
    try:
        content = json.load(sys.stdin.buffer)
        folder = Path(sys.argv[1])
        places = prepare_files(content, folder)
    except (ValueError, KeyError, RecursionError) as error:
        print(error, file=sys.stderr)
        return limits.REFUSED_CONTENT
    try:
        sys.stdout.buffer.write(make_dossier(content, places))
        sys.stdout.buffer.flush()
    except MemoryError:
        return limits.OUT_OF_MEMORY
    return 0


def limit_resources():
    for kind, amount in ((resource.RLIMIT_AS, limits.ADDRESS_BYTES), (resource.RLIMIT_CPU, limits.DOSSIER_CPU_SECONDS),
                         (resource.RLIMIT_FSIZE, limits.DOSSIER_BYTES), (resource.RLIMIT_NOFILE, limits.OPEN_FILES),
                         (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (amount, amount) if hard == resource.RLIM_INFINITY else (min(amount, hard),) * 2)


def prepare_files(content, folder):
    """[(harmless PDF, page in it)] of every place, in the order of the places;
    the values learn of each file's pages."""
    import pikepdf  # a large library: loaded after the limits stand

    places = []
    for n, nominee in enumerate(content["nominees"]):
        nominee["id"] = f"n{n}"
        for number, file in enumerate(nominee["files"]):
            file["id"], file["pages"] = f"x{n}-{number}", []
            if not file["key"]:
                continue
            path, file["reason"] = prepared(folder / Path(file["key"]).name)
            if path is None:
                continue
            with pikepdf.open(path) as pdf:
                boxes = [page.mediabox for page in pdf.pages]
            if len(places) + len(boxes) > limits.JOINED_PAGES:
                file["reason"] = TOO_MANY_PAGES
                continue
            for at, box in enumerate(boxes):
                file["pages"].append({"id": f"t{len(places)}", "wide": float(box[2]) > float(box[3])})
                places.append((path, at))
    return places


def make_dossier(content, places):
    """The laid-out sheets with every attached page drawn into its place, some dozens of nominees at a time.

    The front sheet names the page of each nominee and how many there are, so it is laid out last; its own length is
    known from a first pass.
    """
    import pikepdf

    press, starts = Press(), {}
    gc.freeze()  # what is there before the first part stays: collecting need not look at it
    front = len(press.lay_out(_front(content, {}, 0, 1000)))
    with pikepdf.new() as pdf:
        for part in parts_of(content["nominees"]):
            pages = press.lay_out({**content, "nominees": part}, start=front + len(pdf.pages) + 1)
            starts |= {name: len(pdf.pages) + at for name, at in pages.spots().items()}
            _append(pdf, pages)
            gc.collect()  # collecting is off while pages are laid out; between parts it keeps memory flat
        _fill(pdf, [(starts[f"t{n}"], *place) for n, place in enumerate(places)])
        sheet = press.lay_out(_front(content, starts, front, front + len(pdf.pages)))
        _append(pdf, sheet, first=True)
        _add_outline(pdf, content, {name: len(sheet) + at for name, at in starts.items()})
        out = BytesIO()
        pdf.save(out, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _front(content, starts, before, total):
    """The front sheet's values: each nominee with its page (any number while none is known), and how many there are."""
    rows = [{**row, "page": before + starts[row["id"]] + 1 if starts else total} for row in content["nominees"]]
    return {**content, "front": True, "nominees": rows, "facts": [*content["facts"], ["Số trang bản in", str(total)]]}


def parts_of(nominees):
    """Lists of nominees that are laid out together."""
    part, pages = [], 0
    for nominee in nominees:
        part.append(nominee)
        pages += sum(len(file["pages"]) for file in nominee["files"])
        if len(part) >= PART_NOMINEES or pages >= PART_PAGES:
            yield part
            part, pages = [], 0
    if part:
        yield part


def html_of(context):
    """The document as HTML, every value escaped."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
        django.setup(set_prefix=False)
    engine = Engine(dirs=[PROJECT / "templates"], autoescape=True)
    return engine.get_template("reporting/documents/dossier.html").render(Context(context))


class Press:
    """Lays out the sheets; nothing is fetched but the fonts of the application."""

    def __init__(self):
        from weasyprint.text.fonts import FontConfiguration  # a slow and large library

        self.fonts, self.fetcher = FontConfiguration(), asset_fetcher()
        self.style = self._sheet(style_text("fonts", "dossier"))

    def _sheet(self, text):
        from weasyprint import CSS

        return CSS(string=text, url_fetcher=self.fetcher, font_config=self.fonts)

    def lay_out(self, context, *, start=1):
        """The pages of a context; the first of them has the number `start`."""
        from weasyprint import HTML

        numbered = self._sheet(f"@page:first {{ counter-reset: page {start}; }}")
        html = HTML(string=html_of(context), url_fetcher=self.fetcher)
        return Pages(html.render(font_config=self.fonts, stylesheets=[self.style, numbered],
                                 presentational_hints=False))


class Pages:
    def __init__(self, document):
        self.document = document

    def __len__(self):
        return len(self.document.pages)

    def spots(self):
        """{name: page, counted from 0} of every nominee, attached page and absent file."""
        return {name: at for at, page in enumerate(self.document.pages) for name in page.anchors}

    def pdf(self):
        return self.document.write_pdf(presentational_hints=False)


def _append(pdf, pages, *, first=False):
    import pikepdf

    with pikepdf.open(BytesIO(pages.pdf())) as made:
        for at, page in enumerate(made.pages):
            pdf.pages.insert(at if first else len(pdf.pages), page)


def _fill(pdf, fillings):
    """Draw (page, file, page of the file) under each caption."""
    import pikepdf

    opened, source = None, None
    for at, path, number in fillings:
        if path != opened:
            opened, source = path, pikepdf.open(path)
        page = pdf.pages[at]
        _, _, width, height = (float(side) for side in page.mediabox)
        page.add_overlay(source.pages[number], pikepdf.Rectangle(MARGIN, CAPTION, width - MARGIN, height - CAPTION))


def _add_outline(pdf, content, starts):
    """The front sheet, then each nominee with the files below it."""
    import pikepdf

    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(content["subject"], 0))
        for nominee in content["nominees"]:
            item = pikepdf.OutlineItem(nominee["name"], starts[nominee["id"]])
            for file in nominee["files"]:
                spot = file["pages"][0]["id"] if file["pages"] else file["id"]
                item.children.append(pikepdf.OutlineItem(file["name"], starts[spot]))
            outline.root.append(item)


if __name__ == "__main__":
    sys.exit(main())
