"""Whose letterhead the minutes of a council bear."""
from reporting.documents.minutes import Letterhead
from reporting.layouts import PARTY, STATE

PLACE_WORDS = {"tỉnh", "thành", "huyện", "xã", "phường", "đặc", "sở", "công"}


def letterhead(council, layout=STATE):
    """The council's own name under the body to which its standing office belongs;
    the symbol from the name's letters."""
    office = council.organization
    return Letterhead(
        issuer_lines=(council.name,), superior_lines=tuple(office.printed_superior.splitlines()),
        symbol=("/" if layout == PARTY else "-").join(part for part in ("BB", council_symbol(council.name)) if part))


def council_symbol(name):
    """«HĐTĐKT» of «Hội đồng Thi đua - Khen thưởng tỉnh Khánh Hòa»: first letters up to the name of a place."""
    letters = []
    for word in name.replace("-", " ").replace(",", " ").split():
        if word.lower() in PLACE_WORDS:
            break
        letters.append(word[0].upper())
    return "".join(letters)
