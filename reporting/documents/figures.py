"""Which words of a drafted sentence are figures: they stay as counted while a person edits the words around them, and
those with a key open the list behind them. Pure.
"""
import re
from dataclasses import fields, is_dataclass, replace

from reporting.documents.values import Block, Figure

_OPEN, _KEY_ENDS, _CLOSE = "\ue000", "\ue001", "\ue002"  # signs that no paper prints, gone once `settled`
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}{_KEY_ENDS}{_CLOSE}]*){_KEY_ENDS}([^{_OPEN}{_KEY_ENDS}{_CLOSE}]*){_CLOSE}")
# «163», «40,75», «30/6/2023», «12065/KH-UBND», gaps filled by hand
NUMBER = re.compile(r"\d(?:[\w.,/–-]*\w)?|\u00a0{3,}")


def mark(text, key=""):
    """The text as a figure of the sentence it stands in; `key` says which list is behind it (see
    `reporting.behind`)."""
    return f"{_OPEN}{key}{_KEY_ENDS}{text}{_CLOSE}"


def unmarked(text, key=""):
    """The text alone, for sentences that nobody edits."""
    return text


def read_marks(text):
    """(the text without marks, its figures in order)."""
    plain, figures, end = "", [], 0
    for found in _MARKED.finditer(text):
        plain += text[end:found.start()]
        figures.append(Figure(len(plain), found[2], found[1]))
        plain, end = plain + found[2], found.end()
    return plain + text[end:], tuple(figures)


def settled(value):
    """The same value with every mark read: blocks keep their figures, other texts lose the marks."""
    if isinstance(value, str):
        return read_marks(value)[0]
    if isinstance(value, tuple):
        return tuple(settled(item) for item in value)
    if isinstance(value, Block):
        text, figures = read_marks(value.text)
        return replace(value, text=text, figures=figures or value.figures)
    if is_dataclass(value):
        return replace(value, **{item.name: settled(getattr(value, item.name)) for item in fields(value)})
    return value


def pieces_of(text, figures=(), *, is_typed=False):
    """The text in pieces: strings, and `Figure`s that stay as they are.

    Figures are those given and, in a sentence that rules drafted, every other number, day and document number.
    """
    pieces, end = [], 0
    for figure in figures:
        pieces += [*_loose(text[end:figure.at], end, is_typed), figure]
        end = figure.at + len(figure.text)
    pieces += _loose(text[end:], end, is_typed)
    return tuple(piece for piece in pieces if piece != "")


def _loose(text, start, is_typed):
    """A stretch between figures; its numbers are figures too unless a person typed it."""
    if is_typed:
        return [text]
    pieces, end = [], 0
    for found in NUMBER.finditer(text):
        pieces += [text[end:found.start()], Figure(start + found.start(), found[0])]
        end = found.end()
    return [*pieces, text[end:]]


def typed_numbers(pieces):
    """The numbers in the loose words of an edited paragraph, each once: nobody but its writer answers for them."""
    loose = " \n ".join(piece for piece in pieces if isinstance(piece, str))
    return tuple(dict.fromkeys(NUMBER.findall(loose)))
