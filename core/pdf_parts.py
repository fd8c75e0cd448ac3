"""The parts of a PDF: whole paragraphs, two-column heads, ruled tables whose rows go on over pages."""
from core.pdf_pages import lines_of, pages_of
from core.pdf_paragraphs import blocks_of, joined, paragraphs_of, setting_of, without_furniture
from core.pdf_tables import cell_words, grids_of


def parts_of(data, limit):
    """Parts in order: ["w", whole paragraph], ["c", left, right] for columns, ["t", rows], ["f"] for a new page."""
    pages = list(pages_of(data, limit))
    grids = [_filled(grids_of(page.edges), page.lines) for page in pages]
    bodies = without_furniture(pages, grids)
    free = [[line for line in lines if not any(grid.holds(line.words[0]) for grid in held)]
            for lines, held in zip(bodies, grids, strict=True)]
    flow = []
    for number, page in enumerate(pages):
        flow += [*_pieces(page, bodies[number], free[number], grids[number]), ("f",)]
    return list(_parts(_tables_joined(flow), setting_of(free)))


def _filled(grids, lines):
    return [grid for grid in grids if any(grid.holds(word) for line in lines for word in line.words)]


def _pieces(page, lines, free, grids):
    """Lines, columns and tables of one page in their order."""
    at = 0
    for grid in grids:
        above = [line for line in free[at:] if line.y < grid.ys[0] + 2]
        yield from blocks_of(above, page.width)
        at += len(above)
        yield "table", grid, _rows(grid, [word for line in lines for word in line.words if grid.holds(word)])
    yield from blocks_of(free[at:], page.width)


def _rows(grid, words):
    texts = {owner: _cell_text(held) for owner, held in cell_words(grid, words).items()}
    return [[texts.get(grid.owner[row, column], "") for column in grid.columns()] for row in grid.rows()]


def _cell_text(words):
    lines = lines_of(sorted(words, key=lambda word: (word.y, word.left)))
    return "\n".join(paragraphs_of(lines, setting_of([lines])))


# --- tables over pages ------------------------------------------------------------------------------------------


def _tables_joined(flow):
    """The pieces with each table that goes on after a page break as one."""
    joined = []
    for piece in flow:
        before = _table_before(joined) if piece[0] == "table" else None
        if before is not None and _same_columns(joined[before][1], piece[1]):
            _, grid, rows = joined[before]
            joined[before] = ("table", piece[1], _continued(grid, rows, piece[1], piece[2]))
        else:
            joined.append(piece)
    return joined


def _table_before(joined):
    """Where the table stands that ended the page above, None when words stand between."""
    at = len(joined) - 1
    while at >= 0 and joined[at][0] == "f":
        at -= 1
    return at if 0 <= at < len(joined) - 1 and joined[at][0] == "table" else None


def _same_columns(a, b):
    return len(a.xs) == len(b.xs) and all(abs(x - y) <= 6 for x, y in zip(a.xs, b.xs, strict=True))


def _continued(grid, rows, below_grid, below):
    """Rows of both pages: a repeated head left out, a row that was cut put together, merged cells filled on."""
    repeated = 0
    while repeated < min(len(rows), len(below)) and rows[repeated] == below[repeated]:
        repeated += 1
    more = [list(row) for row in below[repeated:]]
    if more:
        _fill(grid, rows, below_grid, more, repeated)
    if more and not more[0][0].strip() and (grid.is_cut or _goes_on(more[0])):
        rows[-1] = [a if a == b else f"{a} {b}".strip() for a, b in zip(rows[-1], more[0], strict=True)]
        more = more[1:]
    return rows + more


def _goes_on(row):
    """Whether a row without its number is the rest of the one above: words in one cell, or small letters first."""
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and (filled[0][:1].islower() or len(filled) == 1 and not filled[0].isdigit())


def _fill(grid, rows, below_grid, more, first):
    """A cell merged over rows that goes on behind a page break keeps its words."""
    last = len(grid.ys) - 2
    for column in below_grid.columns():
        owner = below_grid.owner[first, column]
        tall = [row for row in below_grid.rows() if below_grid.owner[row, column] == owner]
        was_tall = grid.owner[last, column][0] < last
        if not more[0][column].strip() and (len(tall) > 1 or was_tall):
            for row in tall:
                more[row - first][column] = rows[-1][column]


# --- words ------------------------------------------------------------------------------------------------------


def _parts(flow, setting):
    """Parts of the pieces; lines before and after a page break are read together."""
    held, breaks = [], set()
    for piece in flow:
        if piece[0] == "lines":
            held += piece[1]
        elif piece[0] == "f":
            breaks.add(len(held))
        else:
            yield from _paragraphs(held, setting, breaks)
            held, breaks = [], set()
            yield ["t", piece[2]] if piece[0] == "table" else ["c", *(joined(side, "\n") for side in piece[1:])]
    yield from _paragraphs(held, setting, breaks)


def _paragraphs(lines, setting, breaks):
    for text in paragraphs_of(lines, setting, breaks):
        yield ["w", text]
