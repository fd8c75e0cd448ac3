"""Whole documents in structures unlike one another. Every text is invented."""

import unicodedata

import pytest

from core.errors import InvalidInput
from core.old_fonts import TCVN3, VNI
from plans.intake import read_document, read_text
from plans.intake.layout import page_of
from tests.plans.intake import samples
from tests.plans.intake.files import cell, docx_of

DOWN, MORE = "restart", "continue"
HEAD = (
    [
        ["ỦY BAN NHÂN DÂN\nTỈNH BÌNH PHƯỚC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"],
        ["Số: 15/KH-UBND", "Đồng Xoài, ngày 02 tháng 3 năm 2026"],
    ],
    "KẾ HOẠCH",
    "Xây dựng điển hình tiên tiến tỉnh Bình Phước giai đoạn 2026 - 2030",
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
)
TAIL = ("Nơi nhận:", "- Như trên;", "CHỦ TỊCH", "Lê Văn Tám")


def figures(quotas):
    return [(q["subject_type"], q["min"], q["max"], q["basis"], q["unit_category"], q["scope_label"]) for q in quotas]


def dues(proposals):
    return [(m["due"]["value"], m["due"]["to"], m["due"]["recurrence"]) for m in proposals["milestones"]]


def test_party_plan_of_a_commune():
    read = read_text(samples.PARTY_COMMUNE)

    header = read["header"]
    assert (header["number"], header["symbol"], header["date"], header["system"]) == (
        "12",
        "KH/ĐU",
        "2027-01-05",
        "party",
    )
    assert (header["issuer"], header["parent_organ"]) == ("Đảng ủy xã Tân Thuận", "Đảng bộ tỉnh Cà Mau")
    assert (header["period"], header["signer"]) == ({"from": 2027, "to": 2030}, "Lâm Văn Út")
    assert header["legal_bases"] == [{"number": "45-KH/TU", "name": None, "date": "2026-11-12"}]
    assert [(f["name"], f["leads"][0]["agency"]) for f in read["fields"]] == [
        ("Xây dựng Đảng và hệ thống chính trị", "Ban Xây dựng Đảng"),
        ("Phát triển kinh tế tập thể", "Phòng Kinh tế"),
        ("Văn hóa - xã hội", "Phòng Văn hóa - Xã hội"),
    ]
    assert figures(read["fields"][1]["quotas"]) == [("cooperative", 2, 2, "per_field", None, None)]
    assert figures(read["general_quotas"]) == [
        ("collective", 1, None, "per_unit_category", "chi bộ trực thuộc", None),
        ("individual", 2, None, "per_unit_category", "chi bộ trực thuộc", None),
        ("model", 1, 1, "per_unit_category", "Chi bộ Quân sự, Chi bộ Công an", None),
        ("individual", None, 10, "per_plan", None, None),
    ]
    assert dues(read) == [
        ("2027-02-20", None, None),
        (None, None, "quarterly"),
        ("2028-05", None, None),
        ("2030-05", None, None),
    ]
    assert read["milestones"][0]["recipient"] == "Đảng ủy (qua Ban Xây dựng Đảng)"
    assert read["recipients"] == ["Ban Thường vụ Tỉnh ủy (b/c)", "Các chi bộ trực thuộc", "Lưu VPĐU"]


def test_table_written_with_bars():
    read = read_text(samples.SCHOOL_TABLE)

    assert (read["header"]["issuer"], read["header"]["parent_organ"]) == (
        "Sở Giáo dục và Đào tạo",
        "Ủy ban nhân dân tỉnh Quảng Trị",
    )
    assert figures(read["general_quotas"]) == [
        ("collective", None, 1, "per_unit", "Trường THPT Đông Hà", None),
        ("individual", None, 3, "per_unit", "Trường THPT Đông Hà", None),
        ("collective", None, 1, "per_unit", "Trường THPT Lê Lợi", None),
        ("individual", None, 2, "per_unit", "Trường THPT Lê Lợi", None),
        ("collective", None, 2, "per_unit_category", "trường THCS", None),
        ("individual", None, 4, "per_unit_category", "trường THCS", None),
    ]
    assert dues(read) == [("2026-09-30", None, None), ("2027-01-15", None, None), ("2027-05-31", None, None)]
    assert [rule["applies_to"] for rule in read["eligibility"]] == ["individual", "collective"]


def test_decision_with_articles():
    read = read_text(samples.DECISION)

    assert (read["header"]["doc_type"], read["header"]["issuer"]) == ("quyết định", "Ủy ban nhân dân tỉnh Sơn La")
    assert [(b["number"] or b["name"]) for b in read["header"]["legal_bases"]] == [
        "Luật Tổ chức chính quyền địa phương",
        "06/2022/QH15",
        "88/TTr-SNV",
    ]
    assert figures(read["general_quotas"])[-2:] == [
        ("collective", 10, 10, "per_unit", "Công an tỉnh", None),
        ("individual", 20, 20, "per_unit", "Công an tỉnh", None),
    ]
    assert len(read["general_quotas"]) == 7
    assert dues(read) == [("2027-12-05", None, None)]


def test_fields_as_headings_with_labelled_items():
    read = read_text(samples.ROMAN_FIELDS)

    assert [(f["name"], [lead["agency"] for lead in f["leads"]], f["coordinators"]) for f in read["fields"]] == [
        ("Lĩnh vực du lịch, dịch vụ", ["Sở Du lịch"], ["Sở Văn hóa và Thể thao", "Hiệp hội Du lịch thành phố"]),
        ("Lĩnh vực bảo tồn di sản", ["Trung tâm Bảo tồn Di tích Cố đô Huế"], []),
        ("Lĩnh vực Y tế", ["Sở Y tế"], []),
    ]
    assert figures(read["fields"][1]["quotas"]) == [
        ("collective", 3, 5, "per_field", None, None),
        ("individual", None, 10, "per_field", None, None),
    ]
    assert [quota["period_scope"] for quota in read["fields"][2]["quotas"]] == ["year", "year"]
    assert dues(read) == [("2026-03-31", None, None), ("2027-09-30", None, None), ("2028-Q4", None, None)]


def test_report_of_results_sets_no_quotas_and_no_days():
    read = read_text(samples.REPORT)

    assert read["header"]["doc_type"] == "báo cáo"
    assert (read["fields"], read["general_quotas"], read["milestones"]) == ([], [], [])


def test_bullets_below_a_lead_in():
    read = read_text(samples.WARD_BULLETS)

    assert figures(read["general_quotas"]) == [
        ("collective", 1, None, "per_unit_category", "tổ dân phố", None),
        ("household", 2, None, "per_unit_category", "tổ dân phố", None),
        ("individual", 3, None, "per_unit_category", "tổ dân phố", None),
        ("individual", 5, 5, "per_unit", "Hội Liên hiệp Phụ nữ phường", None),
        ("model", 1, 1, "per_unit", "Hội Liên hiệp Phụ nữ phường", None),
        ("household", 3, 3, "per_unit", "Hội Nông dân phường", None),
        ("individual", 4, 4, "per_unit", "Đoàn Thanh niên phường", None),
    ]


def test_word_table_with_merged_head_and_merged_rows():
    file = docx_of(
        *HEAD,
        "I. LĨNH VỰC, CHỈ TIÊU",
        "Chỉ tiêu tối thiểu giao cho các cơ quan như sau:",
        [
            [
                cell("STT", 1, DOWN),
                cell("Lĩnh vực", 1, DOWN),
                cell("Cơ quan chủ trì", 1, DOWN),
                cell("Chỉ tiêu giai đoạn 2026 - 2030", 2),
            ],
            [cell("", 1, MORE), cell("", 1, MORE), cell("", 1, MORE), "Tập thể", "Cá nhân"],
            ["1", cell("Quốc phòng, an ninh", 1, DOWN), "Công an tỉnh", "10", "12"],
            ["2", cell("", 1, MORE), "Bộ Chỉ huy Quân sự tỉnh", "10", "12"],
            ["3", "Công tác dân tộc", "Sở Dân tộc và Tôn giáo", "05", "-"],
            ["", "Cộng", "", "25", "24"],
        ],
        *TAIL,
    )

    defence, peoples = read_document(file, "ke-hoach.docx")["fields"]

    assert [lead["agency"] for lead in defence["leads"]] == ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"]
    assert figures(defence["quotas"]) == [
        ("collective", 10, None, "per_lead", None, None),
        ("individual", 12, None, "per_lead", None, None),
    ]
    assert (peoples["name"], figures(peoples["quotas"])) == (
        "Công tác dân tộc",
        [("collective", 5, None, "per_field", None, None)],
    )


def test_annex_behind_the_signature_with_years_in_its_head():
    file = docx_of(
        *HEAD,
        "I. NỘI DUNG",
        "Chỉ tiêu cụ thể theo Phụ lục kèm theo.",
        *TAIL,
        "PHỤ LỤC",
        "Phân bổ chỉ tiêu",
        [
            [cell("TT", 1, DOWN), cell("Đơn vị", 1, DOWN), cell("Tập thể", 2), cell("Cá nhân", 1)],
            [cell("", 1, MORE), cell("", 1, MORE), "Năm 2026", "Năm 2027", "Năm 2026"],
            ["I", cell("KHU VỰC 1", 4)],
            ["1", "Phường Đồng Xoài", "3", "4", "5-7"],
            ["2", "Mỗi xã", "2", "tối đa 8", "ít nhất 3"],
        ],
    )

    read = read_document(file, "ke-hoach.docx")

    assert figures(read["general_quotas"]) == [
        ("collective", 3, 3, "per_unit", "Phường Đồng Xoài", "2026"),
        ("collective", 4, 4, "per_unit", "Phường Đồng Xoài", "2027"),
        ("individual", 5, 7, "per_unit", "Phường Đồng Xoài", "2026"),
        ("collective", 2, 2, "per_unit_category", "xã", "2026"),
        ("collective", None, 8, "per_unit_category", "xã", "2027"),
        ("individual", 3, None, "per_unit_category", "xã", "2026"),
    ]


def test_tables_with_words_and_with_times():
    file = docx_of(
        *HEAD,
        "I. PHÂN BỔ",
        [
            ["Lĩnh vực", "Chỉ tiêu", "Cơ quan chủ trì, phối hợp"],
            ["Giáo dục", "Ít nhất 10 tập thể, 15 cá nhân", "Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Nội vụ"],
        ],
        "II. TIẾN ĐỘ",
        [
            ["STT", "Nội dung công việc", "Đơn vị thực hiện", "Thời gian hoàn thành"],
            ["1", "Ban hành kế hoạch", "Các sở, ngành", "Quý I/2026"],
            ["2", "Gửi danh sách về Sở Nội vụ", "UBND các xã, phường", "Trước ngày 30/6/2026"],
        ],
        *TAIL,
    )

    read = read_document(file, "ke-hoach.docx")

    (field,) = read["fields"]
    assert (field["name"], field["leads"][0]["agency"], field["coordinators"]) == (
        "Giáo dục",
        "Sở Giáo dục và Đào tạo",
        ["Sở Nội vụ"],
    )
    assert figures(field["quotas"]) == [
        ("collective", 10, None, "per_field", None, None),
        ("individual", 15, None, "per_field", None, None),
    ]
    assert [(m["title"], m["due"]["value"], m["responsible"], m["recipient"]) for m in read["milestones"]] == [
        ("Ban hành kế hoạch", "2026-Q1", "Các sở, ngành", None),
        ("Gửi danh sách về Sở Nội vụ", "2026-06-30", "UBND các xã, phường", "Sở Nội vụ"),
    ]


@pytest.mark.parametrize(
    "encoded",
    [
        unicodedata.normalize("NFD", samples.WARD_BULLETS),
        "".join({letter: code for code, letter in VNI.items()}.get(c, c) for c in samples.WARD_BULLETS),
    ],
    ids=["tách dấu", "VNI"],
)
def test_other_encodings_read_the_same(encoded):
    expected, read = read_text(samples.WARD_BULLETS), read_text(encoded)

    assert read["header"] == expected["header"]
    assert read["general_quotas"] == expected["general_quotas"]
    assert dues(read) == dues(expected)


def test_tcvn3_reads_the_same():
    codes = {letter: code for code, letter in TCVN3.items()}
    encoded = "".join(codes.get(c) or codes.get(c.lower(), c) for c in samples.WARD_BULLETS)

    expected, read = read_text(samples.WARD_BULLETS), read_text(encoded)

    assert read["header"]["title"] == expected["header"]["title"]
    assert figures(read["general_quotas"]) == figures(expected["general_quotas"])


def test_lines_broken_and_page_furniture_between():
    broken = (
        "KẾ HOẠCH\nNhân điển hình tiên tiến năm 2026\n\nThực hiện Kế hoạch số 9/KH-UBND ngày 01/02/2026 của "
        "UBND\ntỉnh, "
        "Sở Y tế xây dựng kế hoạch như sau:\n\nI. CHỈ TIÊU\n\n- Mỗi bệnh viện lựa chọn ít nhất 02 tập\n\n"
        "                    3\nhttp://soyte.example.gov.vn   Người ký: Sở Y tế 02/02/2026 08:00:00\n\n"
        "thể và 04 cá nhân.\n"
    )

    read = read_text(broken)

    assert figures(read["general_quotas"]) == [
        ("collective", 2, None, "per_unit_category", "bệnh viện", None),
        ("individual", 4, None, "per_unit_category", "bệnh viện", None),
    ]


@pytest.mark.parametrize("text", [value for name, value in vars(samples).items() if name.isupper()])
def test_every_value_shows_the_words_it_rests_on(text):
    read = read_text(text)

    for path, note in read["evidence"].items():
        if note["start"] is not None:
            assert " ".join(read["text"][note["start"] : note["end"]].split()) == note["quote"], path
        assert note["level"] in ("chắc chắn", "cần xem", "không thấy")
    assert all(f"general_quotas[{n}]" in read["evidence"] for n in range(len(read["general_quotas"])))


@pytest.mark.parametrize("text", ["", " \n\f\t", "1 2 3 ., ;", "(" * 5000, "\x00" * 400])
def test_text_without_words_is_refused(text):
    with pytest.raises(InvalidInput, match="không có chữ"):
        read_text(text)


def test_text_too_long_is_refused():
    with pytest.raises(InvalidInput, match="800.000"):
        read_text("Lựa chọn 10 tập thể. " * 40_000)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"\x00\x01\x02binary", "a.txt", "không phải là văn bản"),
        (b"%PDF-1.4 broken", "a.pdf", "hỏng"),
        (b"PK\x03\x04 broken", "a.docx", "."),
        (b"text", "a.exe", ".docx, .pdf"),
        (b"not a pdf", "a.pdf", "không phải là .pdf"),
        (b"", "a.pdf", "Tệp rỗng"),
        (b"", "a.txt", "Tệp rỗng"),
    ],
)
def test_damaged_files_are_refused_in_vietnamese(data, name, words):
    with pytest.raises(InvalidInput, match=words):
        read_document(data, name)


def fields_of(read):
    return [(f["name"], [lead["agency"] for lead in f["leads"]], len(f["quotas"])) for f in read["fields"]]


def test_letter_that_asks_all_agencies():
    read = read_text(samples.LETTER)

    assert (read["header"]["doc_type"], read["header"]["number"], read["header"]["symbol"]) == (
        "công văn",
        "2034",
        "SNV-TĐKT",
    )
    assert figures(read["general_quotas"]) == [
        ("collective", 1, 2, "per_unit_category", "các cơ quan, đơn vị", None),
        ("individual", 2, 3, "per_unit_category", "các cơ quan, đơn vị", None),
        ("model", 1, None, "per_unit_category", "xã, phường", None),
    ]
    assert read["milestones"][0]["recipient"] == "Sở Nội vụ (qua Phòng Thi đua - Khen thưởng)"


def test_district_plan_with_fields_inside_fields():
    read = read_text(samples.DISTRICT)

    assert [basis["name"] for basis in read["header"]["legal_bases"]][:2] == [
        "Luật Thi đua, khen thưởng",
        "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng",
    ]
    assert fields_of(read) == [
        ("Lĩnh vực kinh tế - nông, lâm nghiệp", ["Phòng Nông nghiệp và Phát triển nông thôn"], 2),
        ("Giáo dục", ["Phòng Giáo dục và Đào tạo"], 2),
        ("Y tế", ["Trung tâm Y tế huyện"], 1),
        ("Giảm nghèo", ["Phòng Lao động - Thương binh và Xã hội"], 1),
        ("Lĩnh vực quốc phòng - an ninh", ["Ban Chỉ huy Quân sự huyện", "Công an huyện"], 2),
    ]
    assert dues(read)[:4] == [
        ("2022-04-30", None, None),
        ("2023", "2024", None),
        ("2023-Q4", None, None),
        ("2025-Q1", None, None),
    ]


def test_scanned_text_and_sizes_of_units():
    read = read_text(samples.SCANNED_UNION)

    assert figures(read["general_quotas"])[2:] == [
        ("individual", 1, None, "per_unit_category", "Công đoàn cơ sở có từ 100 đoàn viên trở lên", None),
        ("collective", 20, 20, "per_plan", None, None),
        ("individual", 50, 50, "per_plan", None, None),
    ]
    assert dues(read) == [("2025-07-28", None, None), ("--06-30", None, "annual"), ("2025-Q2", None, None)]


def test_party_guide_by_years_and_stages():
    read = read_text(samples.PARTY_GUIDE)

    assert len(read["fields"]) == 4
    assert [quota["period_scope"] for quota in read["general_quotas"]] == ["year"] * 4 + ["whole"] * 4
    assert (read["header"]["issuer"], read["header"]["parent_organ"]) == (
        "Ban Tuyên giáo và Dân vận",
        "Tỉnh ủy Lâm Đồng",
    )


def test_groups_with_labelled_leads_partners_and_figures():
    read = read_text(samples.LABELLED_GROUPS)

    assert fields_of(read) == [
        ("Nhóm lĩnh vực kinh tế", ["Sở Tài chính"], 3),
        ("Nhóm lĩnh vực văn hóa - xã hội", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Giáo dục và Đào tạo", "Sở Y tế"], 2),
        ("Nhóm lĩnh vực nội chính", ["Công an tỉnh"], 2),
    ]
    assert {quota["basis"] for quota in read["fields"][1]["quotas"]} == {"per_lead"}
    assert dues(read)[0] == ("--01", None, "annual")


def test_party_cell():
    read = read_text(samples.CELL)

    assert (read["header"]["issuer"], read["header"]["parent_organ"]) == ("Chi bộ 5", "Đảng ủy phường Văn Miếu")
    assert figures(read["general_quotas"]) == [
        ("model", 1, 1, "per_plan", None, None),
        ("individual", 1, 1, "per_unit_category", "tổ đảng", None),
    ]


WRAPPED = """Các cơ quan, đơn vị căn cứ tiêu chí của từng lĩnh vực dưới đây để lựa chọn và
giới thiệu mô hình, điển hình của mình theo đúng thời hạn của Kế hoạch này.
3. Về phát triển kinh tế hộ gia đình, giảm nghèo bền vững
Là hộ gia đình tích cực lao động, sản xuất kinh doanh, có áp dụng tiến bộ khoa
học kỹ thuật và giúp đỡ các hộ khác trong thôn cùng phát triển kinh tế.
4. Trong phong trào toàn dân đoàn kết xây dựng đời sống văn hóa của Ủy ban Mặt trận
Tổ quốc Việt Nam các cấp
Là tập thể, cá nhân có cách làm sáng tạo."""


def test_a_numbered_heading_of_a_wrapped_page_does_not_swallow_the_sentence_below():
    texts = [block.text for block in page_of([("p", WRAPPED)]).blocks]

    assert "3. Về phát triển kinh tế hộ gia đình, giảm nghèo bền vững" in texts
    assert any(text.startswith("4. Trong phong trào") and "Tổ quốc Việt Nam các cấp" in text for text in texts)
