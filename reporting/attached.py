"""Attached files made harmless: each page kept as a picture of itself, nothing that acts, embeds or points elsewhere.

Only the rendering process imports this. Each file is opened by a process of its own: whatever a file does to it, the
others and the sheets are printed all the same.
"""
import os
import resource
import sys
from pathlib import Path

from reporting.limits import ONE_FILE_CPU_SECONDS, ONE_FILE_PAGES

A4 = (595.276, 841.89)  # points
PICTURE_SIDE = 2000  # pixels; enough for a printed page
# What may act, embed or reach outside; a page that became a drawing needs none of it.
FORBIDDEN = ("/AA", "/OpenAction", "/JavaScript", "/EF", "/AF", "/EmbeddedFiles", "/Ref", "/OPI", "/RichMediaContent",
             "/XFA", "/PieceInfo", "/Metadata", "/StructParent", "/StructParents")
ACTIONS = ("/JavaScript", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie",
           "/RichMediaExecute")

LOCKED, TOO_LONG, BROKEN = 11, 12, 13
REASONS = {
    LOCKED: "Tệp có mật khẩu hoặc bị khóa nên không ghép được vào bản in.",
    TOO_LONG: f"Tệp dài hơn {ONE_FILE_PAGES} trang nên không ghép được vào bản in.",
    BROKEN: "Tệp hỏng, không mở được nên không ghép được vào bản in.",
}


def prepared(path):
    """(path of a harmless PDF of the pages, "") or (None, why it cannot be joined, in words)."""
    target = Path(path).with_name(f"{Path(path).name}.ready")
    child = os.fork()
    if child == 0:
        os._exit(_in_own_process(Path(path), target))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return (target, "") if status == 0 else (None, REASONS.get(status, REASONS[BROKEN]))


def _in_own_process(source, target):
    """Exit status: 0 with the pages at `target`, else a number of `REASONS`; never returns by an exception."""
    import pikepdf  # a large library: loaded where the limits stand

    try:
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + ONE_FILE_CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        _write_pages(source, target)
    except pikepdf.PasswordError:
        return LOCKED
    except OverflowError:
        return TOO_LONG
    except BaseException as error:  # a hostile file may fail in any way
        print(type(error).__name__, error, file=sys.stderr, flush=True)
        return BROKEN
    return 0


def _write_pages(source, target):
    import pikepdf

    with pikepdf.new() as out:
        if source.suffix == ".pdf":
            _copy_pages(source, out)
        else:
            _draw_picture(source, out)
        clean(out)
        out.save(target)


def _copy_pages(source, out):
    import pikepdf

    with pikepdf.open(source) as pdf:
        if len(pdf.pages) > ONE_FILE_PAGES:
            raise OverflowError
        pdf.flatten_annotations("print")  # what a form field or stamp shows becomes part of the drawing
        for page in pdf.pages:
            _, _, width, height = _upright_box(page)
            out.add_blank_page(page_size=(width, height))
            out.pages[-1].add_overlay(page, pikepdf.Rectangle(0, 0, width, height))
    if not len(out.pages):
        raise ValueError("no pages")


def _upright_box(page):
    """(0, 0, width, height) in points as the page is shown; bounds for pages of senseless size."""
    left, bottom, right, top = (float(side) for side in page.cropbox)
    width, height = abs(right - left), abs(top - bottom)
    if int(page.obj.get("/Rotate", 0)) % 180:
        width, height = height, width
    return 0, 0, min(max(width, 10), 14_000), min(max(height, 10), 14_000)


def _draw_picture(source, out):
    """The picture on a page of its own shape, at most `PICTURE_SIDE` pixels a side."""
    from io import BytesIO

    import pikepdf
    from PIL import Image

    with Image.open(source, formats=["PNG", "JPEG"]) as image:
        image.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
        if image.mode in ("RGBA", "LA", "P"):  # what is transparent is white on paper
            image = image.convert("RGBA")
            white = Image.new("RGBA", image.size, "white")
            image = Image.alpha_composite(white, image)
        image, data = image.convert("RGB"), BytesIO()
        image.save(data, "JPEG", quality=85)
    width, height = image.size
    out.add_blank_page(page_size=(width, height))
    page = out.pages[0]
    drawn = pikepdf.Stream(out, data.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width,
                           Height=height, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
                           Filter=pikepdf.Name.DCTDecode)
    name = page.add_resource(drawn, pikepdf.Name.XObject)
    page.contents_add(f"q {width} 0 0 {height} 0 0 cm {name} Do Q".encode())


def clean(pdf):
    """Take everything out of a PDF that may act, embed or reach outside."""
    import pikepdf

    for thing in pdf.objects:
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)):
            _clean(thing)


def _clean(thing, depth=0):
    """`thing` and what lies directly in it; what is referred to comes by itself in the list of objects."""
    import pikepdf

    if depth > 50:
        raise ValueError("nested too deeply")
    if isinstance(thing, pikepdf.Array):
        inner = list(thing)
    else:
        acts = str(thing.get("/S", "")) in ACTIONS
        for name in [key for key in thing if acts or key in FORBIDDEN]:
            del thing[name]
        if str(thing.get("/Subtype", "")) == "/PS":  # a PostScript program
            thing["/Subtype"] = pikepdf.Name("/Form")
        inner = [thing[key] for key in thing]
    for part in inner:
        if isinstance(part, (pikepdf.Dictionary, pikepdf.Array)) and not part.is_indirect:
            _clean(part, depth + 1)
