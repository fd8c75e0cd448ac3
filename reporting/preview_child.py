"""The child that draws pages: a PDF on standard input, the page whose number (from 1) is the argument as PNG on
standard output; with «count» the number of pages as text.

Runs alone, without Django and without network, under limits; whatever the file does, only this process dies.
"""
import io
import resource
import sys

MEMORY, CPU_SECONDS = 768 << 20, 20
DOTS_PER_INCH, POINTS_PER_INCH = 120, 72
WIDEST = 1800  # dots: a page larger than any office prints is drawn smaller
COLOURS = 64
NO_SUCH_PAGE = 5


def answer(pdf, what):
    """The bytes to write; None for a page that is not there."""
    import pypdfium2  # slow and large: loaded after the limits stand

    document = pypdfium2.PdfDocument(pdf)
    if what == "count":
        return str(len(document)).encode()
    number = int(what)
    return drawn(document[number - 1]) if 1 <= number <= len(document) else None


def drawn(page):
    """The page in few colours, as small as its letters allow."""
    scale = min(DOTS_PER_INCH / POINTS_PER_INCH, WIDEST / max(page.get_size()))
    picture = page.render(scale=scale).to_pil().convert("RGB").quantize(COLOURS, dither=0)
    out = io.BytesIO()
    picture.save(out, format="png", optimize=True)
    return out.getvalue()


def main():
    for kind, amount in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_FSIZE, 0),
                         (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (amount, amount))
    found = answer(sys.stdin.buffer.read(), sys.argv[1])
    if found is None:
        return NO_SUCH_PAGE
    sys.stdout.buffer.write(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
