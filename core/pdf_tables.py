"""Ruled tables of a PDF page: the grid that drawn edges make, and the words of its cells.

A cell merged over columns or rows stands in each of its places, as in the tables of a Word file.
"""
from dataclasses import dataclass

NEAR = 3.0  # points within which two edges are one
EDGES_OF_A_PAGE = 2_000


@dataclass(frozen=True)
class Grid:
    """A ruled table: places of its upright and level edges and, by (row, column), the merged cell it belongs to."""

    xs: tuple
    ys: tuple
    owner: dict
    is_cut: bool = False  # the upright edges go on below the last level one: a page break cuts its last row

    def holds(self, word):
        return self.xs[0] - 1 <= _middle(word) <= self.xs[-1] + 1 and self.ys[0] <= word.y <= self.ys[-1] + 1

    def rows(self):
        return range(len(self.ys) - 1)

    def columns(self):
        return range(len(self.xs) - 1)


def grids_of(edges):
    """The ruled tables among the edges of a page, from the top; a frame with one column or one row is none."""
    grids = [grid for group in _touching(edges) if (grid := _grid(group))]
    return sorted(grids, key=lambda grid: grid.ys[0])


def cell_words(grid, words):
    """{merged cell: its words}; words outside the grid are left out."""
    found = {}
    for word in words:
        row, column = _place(grid.ys, word.y - 0.3 * word.height), _place(grid.xs, _middle(word))
        if row is not None and column is not None:
            found.setdefault(grid.owner[row, column], []).append(word)
    return found


def _middle(word):
    return (word.left + word.right) / 2


def _place(edges, at):
    return next((n for n in range(len(edges) - 1) if edges[n] <= at <= edges[n + 1]), None)


def _touching(edges):
    """Edges in groups that cross or meet one another."""
    groups = []
    for edge in edges[:EDGES_OF_A_PAGE]:
        meets = [group for group in groups if any(_meet(edge, other) for other in group)]
        merged = [edge, *(other for group in meets for other in group)]
        groups = [group for group in groups if group not in meets] + [merged]
    return groups


def _meet(a, b):
    if a[0] == b[0]:
        return abs(a[1] - b[1]) <= NEAR and a[2] <= b[3] + NEAR and b[2] <= a[3] + NEAR
    return b[2] - NEAR <= a[1] <= b[3] + NEAR and a[2] - NEAR <= b[1] <= a[3] + NEAR


def _grid(edges):
    upright = [edge for edge in edges if edge[0]]
    level = [edge for edge in edges if not edge[0]]
    xs, ys = _places(upright), _places(level)
    if len(xs) < 3 or len(ys) < 2 or len(xs) > 40:
        return None
    top, bottom = min(edge[2] for edge in upright), max(edge[3] for edge in upright)
    is_cut = bottom > ys[-1] + 3 * NEAR
    ys = (*([top] if top < ys[0] - 3 * NEAR else []), *ys, *([bottom] if is_cut else []))
    return Grid(xs, ys, _owners(xs, ys, upright, level), is_cut) if len(ys) > 2 else None


def _places(edges):
    places = []
    for at in sorted(edge[1] for edge in edges):
        if not places or at - places[-1] > NEAR:
            places.append(at)
    return tuple(places)


def _owners(xs, ys, upright, level):
    """{(row, column): first place of the merged cell}: places without an edge between them are one cell."""
    held = {(row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}

    def first(place):
        while held[place] != place:
            held[place] = held[held[place]]
            place = held[place]
        return place

    def join(place, other):
        a, b = sorted((first(place), first(other)))
        held[b] = a

    for row, column in sorted(held):
        across, down = (ys[row] + ys[row + 1]) / 2, (xs[column] + xs[column + 1]) / 2
        if (row, column + 1) in held and not _has(upright, xs[column + 1], across):
            join((row, column), (row, column + 1))
        if (row + 1, column) in held and not _has(level, ys[row + 1], down):
            join((row, column), (row + 1, column))
    return {place: first(place) for place in held}


def _has(edges, place, at):
    return any(abs(edge[1] - place) <= NEAR and edge[2] - 1 <= at <= edge[3] + 1 for edge in edges)
