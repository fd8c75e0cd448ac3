"""PDFs as office programs print them: paragraphs, two-column heads and ruled tables come out whole."""

import io

import pytest
from pypdf import PdfWriter
from weasyprint import HTML

from core.documents import document_parts
from core.errors import InvalidInput
from core.pdf_pages import Line, Word
from core.pdf_paragraphs import Setting, blocks_of, paragraphs_of

PAGE = """<html><head><meta charset="utf-8"><style>
body { font: 14pt 'Liberation Serif'; text-align: justify; line-height: 1.3; margin: 0 } p { margin: 0 }
@page { size: A4; margin: 20mm 20mm 20mm 30mm; @top-center { content: counter(page) }
        @bottom-left { content: 'Kế hoạch số 45/KH-UBND, bản in ' counter(page); font-size: 9pt } }
.head { width: 100%%; text-align: center } .head td { width: 50%%; vertical-align: top }
.ruled { border-collapse: collapse; width: 100%% } .ruled td { border: 1px solid black; padding: 2pt; font-size: 12pt }
.note { float: footnote; font-size: 10pt } .wide { letter-spacing: 2pt; text-align: center } %s
</style></head><body>%s</body></html>"""
INDENT, SPACED = "p { text-indent: 1cm }", "p { margin-top: 8pt }"
PLAIN = f"body {{ text-align: left }} {INDENT}"
LONG = ("Ủy ban nhân dân tỉnh yêu cầu các cơ quan, đơn vị, địa phương lựa chọn, bồi dưỡng và nhân rộng điển hình trong "
        "phong trào thi đua “Nông dân thi đua sản xuất, kinh doanh giỏi, đoàn kết giúp nhau làm giàu và giảm nghèo "
        "bền vững” giai đoạn 2026 - 2030 theo tiêu chí của từng lĩnh vực dưới đây.")


def parts(body, style=INDENT):
    document = HTML(string=PAGE % (style, body)).write_pdf()
    return [part for part in document_parts(document, "ke-hoach.pdf") if part[0] != "f"]


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize("style", [INDENT, SPACED, PLAIN], ids=["indent", "space between", "ragged"])
def test_wrapped_lines_are_one_paragraph(style):
    texts = ["I. NỘI DUNG", f"1. {LONG}", f"- {LONG}", LONG, "a) Sở Y tế chủ trì;", "Hằng năm báo cáo kết quả."]

    read = parts(paragraphs(*texts), style)

    assert read == [("w", text) for text in texts]


def test_paragraphs_run_on_over_pages_without_page_numbers_and_feet():
    texts = [f"{n}. {LONG}" for n in range(1, 31)]

    read = parts(paragraphs(*texts))

    assert read == [("w", text) for text in texts]


def test_head_in_two_columns_is_kept_apart_from_the_title():
    head = ("<table class='head'><tr><td>ỦY BAN NHÂN DÂN<br>TỈNH CÀ MAU</td>"
            "<td>CỘNG HÒA XÃ HỘI<br>CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr>"
            "<tr><td>Số: 45/KH-UBND</td>"
            "<td>Cà Mau, ngày 02 tháng 3 năm 2026</td></tr></table>")

    read = parts(head + "<p class='wide' style='text-indent: 0'>KẾ HOẠCH</p>" + paragraphs(LONG))

    assert read == [
        ("c", "ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU\nSố: 45/KH-UBND",
         "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nCà Mau, ngày 02 tháng 3 năm 2026"),
        ("w", "KẾ HOẠCH"),
        ("w", LONG),
    ]


def test_footnotes_and_their_marks_are_left_out():
    noted = "Thực hiện Kế hoạch số 45-KH/TU<span class='note'>Thay thế Kế hoạch số 12-KH/TU.</span>, Sở Y tế đề nghị:"

    read = parts(paragraphs(LONG, LONG, noted))

    assert read[-1] == ("w", "Thực hiện Kế hoạch số 45-KH/TU, Sở Y tế đề nghị:")


def test_ruled_table_with_merged_cells_keeps_its_rows_over_a_page_break():
    rows = ["<tr><td rowspan='2'>TT</td><td rowspan='2'>Lĩnh vực</td><td rowspan='2'>Cơ quan chủ trì</td>"
            "<td colspan='2'>Chỉ tiêu</td></tr><tr><td>Tập thể</td><td>Cá nhân</td></tr>"]
    for n in range(1, 61):
        field = f"<td rowspan='3'>Lĩnh vực thứ {(n + 2) // 3}</td>" if n % 3 == 1 else ""
        rows.append(f"<tr><td>{n}</td>{field}<td>Sở Nông nghiệp và Môi trường tỉnh Cà Mau, cơ sở {n}</td>"
                    f"<td>{n % 7 + 1}</td><td>{n % 5 + 2}</td></tr>")

    (_, read), last = parts(f"<table class='ruled'>{''.join(rows)}</table>" + paragraphs(LONG))

    assert read[:2] == [["TT", "Lĩnh vực", "Cơ quan chủ trì", "Chỉ tiêu", "Chỉ tiêu"],
                        ["TT", "Lĩnh vực", "Cơ quan chủ trì", "Tập thể", "Cá nhân"]]
    assert read[2:] == [[str(n), f"Lĩnh vực thứ {(n + 2) // 3}", f"Sở Nông nghiệp và Môi trường tỉnh Cà Mau, cơ sở {n}",
                         str(n % 7 + 1), str(n % 5 + 2)] for n in range(1, 61)]
    assert last == ("w", LONG)


def test_frame_around_a_paragraph_is_no_table():
    read = parts(f"<table class='ruled'><tr><td>{LONG}</td></tr></table>")

    assert read == [("w", LONG)]


def raw_pdf(content):
    """A PDF of one page with this content stream and one font."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
               b"<< /Font << /F 5 0 R >> >> >>",
               b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"]
    written, places = b"%PDF-1.4\n", []
    for number, value in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (written + b"xref\n0 6\n0000000000 65535 f \n" + table
            + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(written))


def test_borders_painted_as_thin_areas_of_one_path_make_a_table():
    level = b"".join(b"100 %d 300 0.5 re " % y for y in (700, 680, 660))
    upright = b"".join(b"%d 660 0.5 40 re " % x for x in (100, 250, 400))
    words = b"".join(b"BT /F 11 Tf %d %d Td (%s) Tj ET " % (x, y, text) for x, y, text in (
        (105, 685, b"Don vi duoc giao"), (255, 685, b"Ca nhan"), (105, 665, b"So Y te tinh"), (255, 665, b"12")))

    read = document_parts(raw_pdf(level + upright + b"f " + words), "bang.pdf")

    assert read == [("t", [["Don vi duoc giao", "Ca nhan"], ["So Y te tinh", "12"]])]


def test_thousands_of_drawn_edges_cost_a_bounded_time():
    lines = b"".join(b"%d %d m %d %d l S " % (n % 500, n % 800, n % 500 + 40, n % 800) for n in range(0, 60_000, 7))

    words = b"BT /F 11 Tf 100 500 Td (Ke hoach xay dung dien hinh tien tien) Tj ET"

    assert ("w", "Ke hoach xay dung dien hinh tien tien") in document_parts(raw_pdf(lines + words), "a.pdf")


@pytest.mark.parametrize(("password", "words"), [("mo", "có mật khẩu"), ("", None)], ids=["to open", "to change"])
def test_a_file_locked_to_open_is_refused_and_one_locked_to_change_is_read(password, words):
    source = raw_pdf(b"BT /F 11 Tf 100 500 Td (Ke hoach xay dung dien hinh nam 2026) Tj ET")
    writer, written = PdfWriter(clone_from=io.BytesIO(source)), io.BytesIO()
    writer.encrypt(password, "chu", algorithm="AES-256")
    writer.write(written)

    if words:
        with pytest.raises(InvalidInput, match=words):
            document_parts(written.getvalue(), "a.pdf")
    else:
        assert document_parts(written.getvalue(), "a.pdf") == [("w", "Ke hoach xay dung dien hinh nam 2026")]


def line(y, *pieces):
    return Line(tuple(Word(text, left, right, y, 14) for text, left, right in pieces))


def test_a_long_name_close_to_the_motto_stays_in_its_column():
    lines = [
        line(60, ("LIÊN ĐOÀN LAO ĐỘNG TỈNH PHÚ", 85, 300), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 310, 530)),
        line(78, ("HƯNG", 170, 215), ("VIỆT NAM", 380, 450)),
        line(96, ("Số: 19/HD-LĐLĐ", 140, 240), ("Phú Hưng, ngày 5 tháng 3 năm 2026", 320, 520)),
    ]

    ((kind, left, right),) = blocks_of(lines, 595)

    assert kind == "columns"
    assert [one.text for one in left] == ["LIÊN ĐOÀN LAO ĐỘNG TỈNH PHÚ", "HƯNG", "Số: 19/HD-LĐLĐ"]
    assert [one.text for one in right] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", "Phú Hưng, ngày 5 tháng 3 năm 2026"]


def bold(text, left, right, y):
    return Line((Word(text, left, right, y, 14, bold=True),))


def test_a_centered_title_without_room_for_a_name_goes_on_below():
    setting = Setting(85, 553, True, 18, True, frozenset())
    lines = [
        bold("KẾ HOẠCH", 280, 358, 100),
        bold("Phát hiện, bồi dưỡng điển hình tiên tiến trên địa bàn tỉnh Khánh", 90, 548, 118),
        bold("Hòa giai đoạn 2021 - 2025", 240, 398, 136),
        bold("TỔ CHỨC THỰC HIỆN", 250, 388, 154),
    ]

    assert paragraphs_of(lines, setting) == [
        "KẾ HOẠCH",
        "Phát hiện, bồi dưỡng điển hình tiên tiến trên địa bàn tỉnh Khánh Hòa giai đoạn 2021 - 2025",
        "TỔ CHỨC THỰC HIỆN",
    ]
