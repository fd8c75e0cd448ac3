"""The square and short code by which a reader asks whether a paper is in force. Runs in the rendering process."""
from io import BytesIO

import segno

QUIET = 4  # modules of white around the square that readers of codes need


def check_of(content):
    """What the templates print: the code, the address to type, and the square as an SVG path of `size` units a side."""
    if not content.check_url:
        return {"code": "", "address": "", "path": "", "size": 0, "url": ""}
    square = _square(content.check_url)
    return {"code": content.check_code, "address": _typed(content), "path": _path(square.matrix),
            "size": len(square.matrix) + 2 * QUIET, "url": content.check_url}


def png_of(url):
    """The square as a picture for a Word file."""
    out = BytesIO()
    _square(url).save(out, kind="png", scale=8, border=QUIET)
    out.seek(0)
    return out


def _square(url):
    return segno.make(url, error="m", micro=False, boost_error=False)


def _path(matrix):
    """One run of dark modules after another, a row at a time."""
    runs = []
    for y, row in enumerate(matrix, QUIET):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append(f"M{start + QUIET} {y}h{x - start}v1h-{x - start}z")
                start = None
    return "".join(runs)


def _typed(content):
    """«hoadep.example/kiem-tra/»: the address without what a person need not type."""
    return content.check_url.partition("://")[2].removesuffix(f"{content.check_code}/")
