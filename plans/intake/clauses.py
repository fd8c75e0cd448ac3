"""The clauses of a paragraph: what full stops and semicolons outside brackets keep apart."""

import re
from functools import lru_cache


@lru_cache(maxsize=512)
def clauses(text):
    """(start, end) of the clauses between full stops and semicolons outside brackets."""
    depth, start, spans = 0, 0, []
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")" and depth > 0)
        is_stop = character == ";" or (
            character == "."
            and not re.match(r"\d", text[at + 1 : at + 2])
            and not re.search(r"\b(?:TP|tp|TT|\d)$", text[:at])
        )
        if is_stop and not depth or character == "\n":
            spans.append((start, at))
            start = at + 1
    return tuple((first, last) for first, last in [*spans, (start, len(text))] if text[first:last].strip())


def sentence_start(folded, at):
    """Where the sentence begins in which a clause stands; a semicolon does not end it."""
    stop, line = folded.rfind(". ", 0, at), folded.rfind("\n", 0, at)
    return max(stop + 2 if stop >= 0 else 0, line + 1)
