"""The words of a drafted paper as a person changed them, with its figures where they were. Pure.

A paragraph is text with figures in it. In a text field a figure stands in brackets, «có ⟦163⟧ điển hình»: the person
moves it with the words around it, each figure stays once and as counted. What is stored refers to the figures of the
draft by their place in the paragraph, so that no edit can carry a number of its own in a figure's place.
"""
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.text import tidy_line
from reporting.documents.figures import pieces_of
from reporting.documents.text import listed, unprintable_signs
from reporting.documents.values import ARTICLE, BULLET, PARAGRAPH, SUBHEADING, Block, Figure

EDITABLE = (PARAGRAPH, BULLET, ARTICLE)
LONGEST, MOST_ADDED = 3000, 20  # signs of a paragraph, new paragraphs after one
CLOSING = "c"
_TOKEN = re.compile("⟦([^⟦⟧]*)⟧")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the draft: its place, the headings that stand before it, its pieces (strings and `Figure`s).

    `may_go`: it can be left out and followed by new ones; the last paragraph of a paper cannot.
    """

    place: str
    headings: tuple[tuple[int, str], ...]
    kind: str
    pieces: tuple
    may_go: bool = True

    @property
    def figures(self):
        return tuple(piece for piece in self.pieces if isinstance(piece, Figure))


@dataclass(frozen=True)
class Edit:
    """What became of a paragraph: its pieces (strings, and numbers of the draft's figures) or None as drafted, whether
    it is left out, and the paragraphs that follow it."""

    pieces: tuple | None = None
    is_left_out: bool = False
    added: tuple[str, ...] = ()


@dataclass(frozen=True)
class Typed:
    """A paragraph as it came from the form."""

    text: str
    is_left_out: bool = False
    added: tuple[str, ...] = ()


def paragraphs(content):
    """Every paragraph of a drafted paper that a person may edit, in order."""
    found = [Paragraph(f"o{at}", (), PARAGRAPH, pieces_of(text)) for at, text in enumerate(content.opening)]
    for at, section in enumerate(content.sections):
        headings = [(1, section.heading)] if section.heading else []
        for place, block in enumerate(section.blocks):
            if block.kind == SUBHEADING:
                headings.append((2, block.text))
            elif block.kind in EDITABLE:
                pieces = pieces_of(block.text, block.figures, is_typed=block.is_typed)
                found.append(Paragraph(f"s{at}.{place}", tuple(headings), block.kind, pieces))
                headings = []
    if content.closing:
        found.append(Paragraph(CLOSING, (), PARAGRAPH, pieces_of(content.closing), may_go=False))
    return tuple(found)


def shown(figure):
    """The figure as it stands in brackets; a gap that is filled by hand is shown as dots."""
    return " ".join(figure.text.split()) or "……"


def bracketed(pieces):
    """The paragraph for a text field: «có ⟦163⟧ điển hình»."""
    return "".join(piece if isinstance(piece, str) else f"⟦{shown(piece)}⟧" for piece in pieces)


def pieces_after(paragraph, edit):
    """The pieces of the paragraph as it stands now: the draft's, or the edit's with the draft's figures in them."""
    if edit is None or edit.pieces is None:
        return paragraph.pieces
    figures = paragraph.figures
    return tuple(figures[piece] if isinstance(piece, int) else piece for piece in edit.pieces)


def read_text(text, figures):
    """(pieces, what is wrong in words) of a typed paragraph; each figure must be there once, in any order."""
    waiting, pieces, strange, end = list(range(len(figures))), [], [], 0
    for token in _TOKEN.finditer(text):
        word = " ".join(token[1].split())
        found = next((at for at in waiting if shown(figures[at]) == word), None)
        pieces.append(text[end:token.start()])
        end = token.end()
        if found is None:
            strange.append(word)
        else:
            waiting.remove(found)
            pieces.append(found)
    pieces.append(text[end:])
    pieces = tuple(piece for piece in pieces if piece != "")
    return pieces, _wrong(pieces, figures, waiting, strange)


def _wrong(pieces, figures, missing, strange):
    loose, found = " ".join(piece for piece in pieces if isinstance(piece, str)), []
    if missing:
        found.append(
            f"Thiếu số liệu {listed(f'⟦{shown(figures[at])}⟧' for at in missing)}: mỗi số liệu trong ngoặc ⟦ ⟧ phải "
            "còn đúng một lần. Không cần cả đoạn thì đánh dấu «Bỏ đoạn này».")
    known = {shown(figure) for figure in figures}
    if again := [word for word in strange if word in known]:
        found.append(f"Số liệu {listed(f'⟦{word}⟧' for word in again)} ghi quá số lần có trong câu soạn sẵn.")
    if foreign := [word for word in strange if word not in known]:
        found.append(
            f"{listed(f'⟦{word}⟧' for word in foreign)} không phải số liệu của đoạn này. Số liệu đã chốt thì giữ "
            "nguyên; số do anh/chị tự thêm thì ghi không có ngoặc.")
    if "⟦" in loose or "⟧" in loose:
        found.append("Dấu ngoặc ⟦ ⟧ chỉ đặt quanh số liệu, mỗi dấu mở có một dấu đóng.")
    if signs := unprintable_signs(re.sub("[⟦⟧]", "", loose)):
        found.append(f"Không in được ký tự: {' '.join(signs)}")
    return found


def read_edits(content, typed):
    """({place: Edit} of what differs from the draft, {place: [what is wrong]}) for {place: Typed}.

    What is wrong with the paragraphs after a place stands under «place+».
    """
    edits, errors = {}, {}
    for paragraph in paragraphs(content):
        value = typed.get(paragraph.place)
        if value is None:
            continue
        edit, wrong, wrong_added = _read(paragraph, value)
        if wrong:
            errors[paragraph.place] = wrong
        if wrong_added:
            errors[f"{paragraph.place}+"] = wrong_added
        if edit != Edit():
            edits[paragraph.place] = edit
    return edits, errors


def _read(paragraph, value):
    text = tidy_line(value.text)
    as_drafted = text == tidy_line(bracketed(paragraph.pieces))
    pieces, wrong = (None, []) if as_drafted else read_text(text, paragraph.figures)
    left_out = value.is_left_out and paragraph.may_go
    if left_out:  # what is not printed is not judged: the draft comes back with it
        pieces, wrong = (None if wrong else pieces), []
    elif not text:
        wrong = ["Đoạn đang trống. Không cần đoạn này thì đánh dấu «Bỏ đoạn này»."]
    elif len(text) > LONGEST:
        wrong = [f"Mỗi đoạn không quá {LONGEST} ký tự."]
    added = tuple(filter(None, map(tidy_line, value.added))) if paragraph.may_go else ()
    return Edit(pieces, left_out, added), wrong, _wrong_added(added)


def _wrong_added(added):
    if len(added) > MOST_ADDED or any(len(text) > LONGEST for text in added):
        return [f"Thêm nhiều nhất {MOST_ADDED} đoạn, mỗi đoạn không quá {LONGEST} ký tự."]
    if any(sign in text for text in added for sign in "⟦⟧"):
        return ["Đoạn thêm không có số liệu đã chốt: ghi số không có ngoặc ⟦ ⟧."]
    signs = unprintable_signs(" ".join(added))
    return [f"Không in được ký tự: {' '.join(signs)}"] if signs else []


def edits_to_json(edits):
    return {place: {"pieces": None if edit.pieces is None else list(edit.pieces), "is_left_out": edit.is_left_out,
                    "added": list(edit.added)} for place, edit in edits.items()}


def edits_from_json(data):
    """{place: Edit} of what `edits_to_json` made; empty for None."""
    return {place: Edit(None if found["pieces"] is None else tuple(found["pieces"]), found["is_left_out"],
                        tuple(found["added"])) for place, found in (data or {}).items()}


def edited(content, edits: Mapping[str, Edit]):
    """The paper with the edits in it; numbers, days and names of the draft are those of the draft."""
    if not edits:
        return content
    drafted = {paragraph.place: paragraph for paragraph in paragraphs(content)}
    opening = []
    for at, text in enumerate(content.opening):
        opening += [block.text for block in _blocks(Block(PARAGRAPH, text), drafted[f"o{at}"], edits)]
    sections = [_section(section, at, drafted, edits) for at, section in enumerate(content.sections)]
    closing = "".join(_texts(pieces_after(drafted[CLOSING], edits.get(CLOSING)))) if content.closing else ""
    return replace(content, opening=tuple(opening), closing=closing,
                   sections=tuple(section for section in sections if section is not None))


def _section(section, at, drafted, edits):
    """The section, without subheadings under which nothing is left; None when nothing at all is left of it."""
    blocks = []
    for place, block in enumerate(section.blocks):
        paragraph = drafted.get(f"s{at}.{place}")
        blocks += _blocks(block, paragraph, edits) if paragraph else [block]
    if len(blocks) < len(section.blocks):
        blocks = [block for block, after in zip(blocks, [*blocks, None][1:], strict=True)
                  if block.kind != SUBHEADING or after is not None and after.kind != SUBHEADING]
        if not blocks:
            return None
    return replace(section, blocks=tuple(blocks))


def _blocks(block, paragraph, edits):
    """What stands in the place of a drafted block: itself, itself in other words, or nothing, and what follows it."""
    edit = edits.get(paragraph.place)
    if edit is None:
        return [block]
    kept = []
    if not edit.is_left_out:
        kept = [block if edit.pieces is None else _block(block, pieces_after(paragraph, edit))]
    return [*kept, *(Block(block.kind, text, is_typed=True) for text in edit.added)]


def _block(block, pieces):
    text, figures = "", []
    for piece in pieces:
        if isinstance(piece, Figure):
            figures.append(replace(piece, at=len(text)))
        text += piece if isinstance(piece, str) else piece.text
    return replace(block, text=text, figures=tuple(figures), is_typed=True)


def _texts(pieces):
    return (piece if isinstance(piece, str) else piece.text for piece in pieces)
