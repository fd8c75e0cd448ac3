"""A report as its templates need it: finished lines, numerals, gaps and tables. Runs in the rendering process."""

from dataclasses import fields, is_dataclass, replace

from reporting import layouts
from reporting.documents.checkmark import check_of
from reporting.documents.measure import fit_lines, width_mm
from reporting.documents.printed_sheet import sheet_context
from reporting.documents.sheet import HANDED, SHEET
from reporting.documents.tables import build_table
from reporting.documents.text import month_text, printable
from reporting.documents.values import ARTICLE, BULLET, DECISION, ENCLOSED, LETTER, MERIT, MINUTES, SUBHEADING

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
SUBMISSION = "tờ trình"


def context_of(content):
    """Everything the document template prints, from a `ReportContent`."""
    content = cleaned(content)
    style = layouts.style_by_code(content.style_code)
    return {
        "layout": style.layout,
        "form": content.form,
        "title": document_title(content.head),
        "has_main": content.form != ENCLOSED,
        "head": _head(content, style),
        "subject_lines": _subject_lines(content, style),
        "address_word": _address_word(content, style),
        "addressees": _addressees(content.head.addressees),
        "bases": _bases(content.bases, style),
        "authority_lines": _authority_lines(content.authority_line, style),
        "opening": content.opening,
        "sections": _sections(content.sections, style),
        "closing": _closing(content, style),
        "signer": _upper_signer(content.signer),
        "signer_rows": _signer_rows(content.signers),
        "recipients": () if content.form in (MERIT, HANDED) else recipient_lines(
            content.recipients, answers=_answers(content), style=style),
        "annexes": _annexes(content, style),
        "check": check_of(content),
        "sheet": content.sheet and sheet_context(
            content.sheet, _head(content, style), style, has_check=bool(content.check_url)),
    }


def cleaned(value):
    """The same value with every text made printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(cleaned(item) for item in value)
    if is_dataclass(value):
        return replace(value, **{item.name: cleaned(getattr(value, item.name)) for item in fields(value)})
    return value


def document_title(head):
    """«Báo cáo: Kết quả thực hiện …», the title a reader program shows."""
    return f"{head.doc_type}: {' '.join(head.subject_lines)}"


def _head(content, style):
    head, (left, right) = content.head, layouts.header_columns(style)
    superior = fit_lines(_upper(head.superior_lines), limit_mm=left, size_pt=style["superior"])
    issuer = fit_lines(_upper(head.issuer_lines), limit_mm=left, size_pt=style["issuer"], face="Bold")
    number = (head.number or "").strip()
    return {
        "superior": superior,
        "issuer": issuer[:-1],
        "issuer_last": issuer[-1],
        "number_word": style.words["number"],
        "number": number.zfill(2) if number else "",
        "symbol": style.words["number-join"] + head.symbol,
        "place": head.place,
        "date": _date(head),
        "small_date": _date_width(head, style["place"]) > right,
        "long_date": _date_width(head, style["place-small"]) > right,
        "doc_type": head.doc_type.upper(),
        "is_letter": content.form == LETTER,
        "has_number": content.form not in (MERIT, SHEET, HANDED),
        "has_place": content.form != MINUTES,
        "letter_subject": _letter_subject(content, style, left),
    }


def _letter_subject(content, style, width):
    """«V/v …» under the number of a letter, broken to the left column."""
    if content.form != LETTER:
        return ()
    text = style.words["letter-subject"] + " ".join(content.head.subject_lines)
    face = "Italic" if style.layout == layouts.PARTY else "Regular"
    return fit_lines([text], limit_mm=width - 4, size_pt=style["letter-subject"], face=face)


def _date(head):
    """Day, month and year as printed; an empty text is a gap."""
    if head.issued_on:
        day = head.issued_on
        return {"day": f"{day.day:02d}", "month": month_text(day.month), "year": str(day.year)}
    return {"day": "", "month": month_text(head.month) if head.month else "", "year": str(head.year or "")}


def _date_width(head, size_pt):
    return width_mm(f"{head.place}, ngày 29 tháng 12 năm 2026", size_pt, "Italic")


def _subject_lines(content, style):
    limit = 0.9 * layouts.text_width(style)
    lines = fit_lines(content.head.subject_lines, limit_mm=limit, size_pt=style["subject"], face="Bold")
    return {"first": lines[:-1], "last": lines[-1]}


def _authority_lines(text, style):
    """Who decides, in lines well within the text, so that each is seen to stand in the middle."""
    limit = 0.75 * layouts.text_width(style)
    return fit_lines([text.upper()], limit_mm=limit, size_pt=style["body"], face="Bold") if text else ()


def _address_word(content, style):
    """«Kính gửi», or what the layout says when something is submitted."""
    return style.words["submit-to"] if content.head.doc_type.lower() == SUBMISSION else "Kính gửi"


def _addressees(names):
    """One addressee stands on the line of «Kính gửi»; several stand in a list «…;» ending «.»."""
    if len(names) < 2:
        return {"single": names[0].rstrip(".;") if names else "", "several": ()}
    return {"single": "", "several": _punctuated(names)}


def _bases(bases, style):
    """«Căn cứ …;» a line each, the last closed as the layout closes it."""
    texts = [style.words["basis"] + text.rstrip(";,. ") for text in bases]
    return tuple(text + (style.words["last-basis-ends"] if text is texts[-1] else ";") for text in texts)


def _sections(sections, style):
    numerals = iter(_numerals(sum(1 for section in sections if section.heading)))
    articles = iter(range(1, 1000))
    return [
        {"heading": _heading(section.heading, numerals, style), "blocks": _blocks(section.blocks, style, articles)}
        for section in sections
    ]


def _heading(text, numerals, style):
    return f"{next(numerals)}{style.words['heading-join']}{text.upper()}" if text else ""


def _blocks(blocks, style, articles):
    printed, count = [], 0
    for block in blocks:
        label, text = "", block.text
        if block.kind == SUBHEADING:
            count += 1
            text = f"{count}{style.words['subheading-join']}{text}"
        elif block.kind == ARTICLE:
            label = f"Điều {next(articles)}."
        elif block.kind == BULLET:
            text = f"- {text}"
        printed.append({"subheading": block.kind == SUBHEADING, "label": label, "text": text,
                        "table": build_table(block.table) if block.table else None})
    return printed


def _closing(content, style):
    """The last paragraph, closed as the layout closes every text; in a decision the last article."""
    articles = sum(1 for section in content.sections for block in section.blocks if block.kind == ARTICLE)
    label = f"Điều {articles + 1}." if content.form == DECISION else ""
    return {"label": label, "text": content.closing.rstrip("./ ") + style.words["end"]}


def _answers(content):
    """What «Như …» at the head of the recipients points to; empty when nothing does."""
    if content.form == DECISION:
        articles = sum(1 for section in content.sections for block in section.blocks if block.kind == ARTICLE)
        return f"Như Điều {articles + 1}"
    return "Như trên" if content.head.addressees else ""


def _upper_signer(signer):
    authorities = tuple(part.strip() for part in signer.authority.upper().split(";") if part.strip())
    return {"authorities": authorities, "position": signer.position.upper(), "name": signer.name,
            "note": signer.note}


def _signer_rows(signers):
    """Signers side by side: two a row while there are at most four of an even number, else three."""
    across = 2 if len(signers) in (1, 2, 4) else 3
    return [[_upper_signer(signer) for signer in signers[at : at + across]] for at in range(0, len(signers), across)]


def recipient_lines(names, *, answers, style=layouts.ND30_2020):
    """«- Như trên;» (`answers`), the names, and last «- Lưu: VT.» or «- Lưu Văn phòng.»; each once, punctuated."""
    names = [name.strip(" -").rstrip(".;, ") for name in names]
    kept = [name for name in names if name and not name.lower().startswith("như ") and not name.startswith("Lưu")]
    archive = next((name for name in names if name.startswith("Lưu")), style.words["archive"])
    if archive.startswith("Lưu:") != style.words["archive"].startswith("Lưu:"):
        archive = style.words["archive"]
    return _punctuated([*([answers] if answers else []), *kept, archive], style.words["recipients-join"])


def _punctuated(names, join=";"):
    names = [name.rstrip(".;") for name in names]
    return tuple(f"- {name}{'.' if place == len(names) else join}" for place, name in enumerate(names, 1))


def _annexes(content, style):
    printed = [_annex(annex.title_lines, style, note=annex.note, table=build_table(annex)) for annex in content.annexes]
    if content.charts:
        charts = [_chart(chart) for chart in content.charts]
        printed.append(_annex(content.charts[0].title_lines, style, charts=charts))
    for numeral, annex in zip(_numerals(len(printed)), printed, strict=True):
        annex["word"] = f"Phụ lục {numeral}" if len(printed) > 1 else "Phụ lục"
        annex["attached"] = _attached(content.head)
    if content.form == ENCLOSED and printed:
        printed[-1]["check"] = check_of(content)
    return printed


def _annex(title_lines, style, *, note="", table=None, charts=()):
    landscape = table is not None and table.landscape
    limit = 0.9 * layouts.text_width(style, landscape=landscape)
    return {
        "landscape": landscape,
        "title_lines": fit_lines(_upper(title_lines), limit_mm=limit, size_pt=style["annex-title"], face="Bold"),
        "table": table,
        "charts": charts,
        "note": note,
    }


def _attached(head):
    return {"doc_type": head.doc_type, "issuer": head.issuer_name or " ".join(head.issuer_lines)}


def _chart(chart):
    bars = [{"label": b.label, "text": b.text, "width": f"{min(max(b.percent, 0), 100):.2f}"} for b in chart.bars]
    return {"bars": bars}


def _upper(lines):
    return [line.upper() for line in lines]


def _numerals(count):
    return [*ROMAN, *(str(number) for number in range(len(ROMAN) + 1, count + 1))][:count]
