"""Long annexes in parts: a table of thousands of rows is laid out some hundreds of rows at a time and joined.

Laying out a table whole costs memory for every row and time that grows faster than the rows. Each part ends with its
last full page; the rows of the page that was not full begin the next part, so that no page shows where the parts meet.
"""
import gc
from dataclasses import replace
from io import BytesIO

import pikepdf

WHOLE_ROWS = 150  # tables up to here are laid out in one pass, and tagged
PART_ROWS = 200
LONGEST_CELL = 1500  # a row that may fill a page of its own cannot be cut at rows


def has_long_annex(context):
    return any(_is_long(annex) for annex in context["annexes"])


def _is_long(annex):
    table = annex["table"]
    if table is None or len(table.rows) <= WHOLE_ROWS:
        return False
    return all(len(cell.text) <= LONGEST_CELL for row in table.rows for cell in row.cells)


def joined(papers):
    """One PDF of (context, press) pairs, page numbers carried on through the parts of an annex."""
    whole, out = None, BytesIO()
    gc.freeze()  # what is there before the first part stays: collecting need not look at it
    for pdf in (piece for context, press in papers for piece in _pieces(context, press)):
        part = pikepdf.open(BytesIO(pdf))  # objects are read as they are needed: memory holds compressed bytes
        if whole is None:
            whole = part
        else:
            whole.pages.extend(part.pages)
        gc.collect()  # collecting is off while pages are laid out; between parts it keeps memory flat
    whole.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _pieces(context, press):
    """The paper whole when it has no long annex, else its main part and each annex."""
    if not has_long_annex(context):
        yield press.lay_out(context).pdf()
        return
    if context["has_main"]:
        yield press.lay_out({**context, "annexes": []}).pdf()
    for annex in context["annexes"]:
        alone = {**context, "has_main": False, "annexes": [annex]}
        if _is_long(annex):
            yield from _parts(alone, annex, press)
        else:
            yield press.lay_out(alone).pdf()


def _parts(context, annex, press):
    table, start, number = annex["table"], 0, 1
    while start < len(table.rows):
        end = min(start + PART_ROWS, len(table.rows))
        is_last = end == len(table.rows)
        part = {**annex, "continues": start > 0, "note": annex["note"] if is_last else "",
                "check": annex.get("check") if is_last else None,
                "table": replace(table, rows=table.rows[start:end], marked=True, ends=is_last)}
        pages = press.lay_out({**context, "annexes": [part]}, extra=_numbered_from(number) if start else "")
        if is_last or len(pages) < 2:
            yield pages.pdf()
            start, number = end, number + len(pages)
        else:
            yield pages.pdf(len(pages) - 1)
            start, number = start + min(pages.marks(len(pages) - 1)), number + len(pages) - 1


def _numbered_from(number):
    """The first page of this part shows its number, which is not 1."""
    rules = f"counter-reset: page {number}; @top-center {{ content: counter(page); }}"
    return "".join(f"@page {name}:nth(1 of {name}) {{ {rules} }} @page {name}:first {{ {rules} }} "
                   for name in ("annex", "landscape"))
