"""Whole plans written before the reader saw them (first batch), each with its facts. All invented.

Facts: `fields` (name -> leads, quotas), `quotas` (of no field), `dues`, in the shapes of unseen_a.
"""

import unicodedata

from tests.plans.intake.files import cell, docx_of
from tests.plans.intake.unseen_a import AREA, CATEGORY, CLUB, ENT, PLAN, UNIT, C, H, I, M

DOWN, MORE = "restart", "continue"

DECISION = docx_of(
    [
        ["ỦY BAN NHÂN DÂN\nTỈNH ĐẮK LẮK", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"],
        ["Số: 1456/QĐ-UBND", "Đắk Lắk, ngày 11 tháng 6 năm 2026"],
    ],
    "QUYẾT ĐỊNH",
    "Về việc giao chỉ tiêu phát hiện, giới thiệu điển hình tiên tiến giai đoạn 2026 - 2030",
    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
    "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 88/TTr-SNV ngày 02 tháng 6 năm 2026.",
    "QUYẾT ĐỊNH:",
    "Điều 1. Giao chỉ tiêu phát hiện, giới thiệu điển hình tiên tiến giai đoạn 2026 - 2030 cho các cơ quan, đơn vị "
    "(có Phụ lục kèm theo).",
    "Điều 2. Các cơ quan, đơn vị gửi danh sách về Sở Nội vụ trước ngày 30 tháng 10 hằng năm.",
    "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này kể từ "
    "ngày ký.",
    "Nơi nhận:",
    "- Như Điều 3;",
    "- Lưu: VT, NC.",
    "CHỦ TỊCH",
    "Y Thanh Hà Niê",
    "PHỤ LỤC",
    "Chỉ tiêu phát hiện, giới thiệu điển hình tiên tiến",
    [
        [
            cell("TT", 1, DOWN),
            cell("Cơ quan, đơn vị", 1, DOWN),
            cell("Số lượng tối thiểu", 3),
            cell("Ghi chú", 1, DOWN),
        ],
        [cell("", 1, MORE), cell("", 1, MORE), "Tập thể", "Cá nhân", "Mô hình", cell("", 1, MORE)],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        [cell("I. Sở, ban, ngành", 6)],
        ["1", "Sở Y tế", "5", "10", "2", ""],
        ["2", "Sở Tư pháp", "2", "04", "-", "Quyết định 15"],
        [cell("II. Địa phương", 6)],
        ["3", "Phường Buôn Ma Thuột", "3", "6", "1", ""],
        [cell("Tổng cộng", 2), "10", "20", "3", ""],
    ],
)

DISTRICT = """
UBND HUYỆN CƯ JÚT
PHÒNG NỘI VỤ
Số: 27/KH-PNV

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cư Jút, ngày 03 tháng 02 năm 2025

KẾ HOẠCH
Phát hiện, nhân rộng điển hình tiên tiến năm 2025

I. KẾT QUẢ NĂM 2024
- Toàn huyện đã công nhận 250 tập thể, 480 cá nhân điển hình tiên tiến;
- Xây dựng được 36 mô hình, nhân rộng 12 mô hình;
- Có 5 cá nhân được Thủ tướng Chính phủ tặng Bằng khen.
II. MỤC TIÊU
+ Mỗi xã, thị trấn lựa chọn ít nhất 02 tập thể, 05 cá nhân.
+ Mỗi trường học giới thiệu một giáo viên và hai học sinh.
+ Ít nhất 60% thôn, bon đăng ký xây dựng mô hình tự quản.
III. PHÂN CÔNG
+ Hội Nông dân huyện: chọn ít nhất 10 hộ nông dân sản xuất, kinh doanh giỏi.
+ Hội Liên hiệp Phụ nữ huyện: xây dựng 03 câu lạc bộ, 01 mô hình.
+ Công an huyện: 04 cá nhân.
IV. TIẾN ĐỘ
+ Tháng 3: đăng ký.
+ Trước ngày 15/5/2025: gửi danh sách về Phòng Nội vụ.
+ Tháng 11/2025: tổng kết.
V. KINH PHÍ
Kinh phí 150 triệu đồng, chi cho 20 tập thể và 40 cá nhân được khen thưởng.

TRƯỞNG PHÒNG
Trần Đức Long
"""

PARTY = """
TỈNH ỦY VĨNH LONG
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số 31-HD/BTGDVTU

ĐẢNG CỘNG SẢN VIỆT NAM
Vĩnh Long, ngày 19 tháng 5 năm 2026

HƯỚNG DẪN
Xây dựng, nhân rộng mô hình “Dân vận khéo” giai đoạn 2026 - 2030
-----
Căn cứ Kế hoạch số 60-KH/TU, ngày 02/4/2026 của Ban Thường vụ Tỉnh ủy, Ban Tuyên giáo và Dân vận hướng dẫn như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Tiếp tục thực hiện Chỉ thị số 05-CT/TW sau 10 năm; năm 2025 toàn tỉnh có 1.204 mô hình.
2. Bám sát 3 nội dung, 5 giải pháp.

II. LĨNH VỰC XÂY DỰNG MÔ HÌNH
1. Lĩnh vực kinh tế: mỗi đảng bộ xã, phường xây dựng ít nhất 02 mô hình.
2. Lĩnh vực văn hóa - xã hội: mỗi đảng bộ xã, phường xây dựng từ 01 đến 03 mô hình.
3. Lĩnh vực quốc phòng - an ninh: Đảng ủy Công an tỉnh, Đảng ủy Quân sự tỉnh mỗi đơn vị xây dựng không quá 05 mô hình.

III. TỔ CHỨC THỰC HIỆN
1. Các đảng ủy trực thuộc Tỉnh ủy đăng ký mô hình trước ngày 30/6/2026.
2. Các cơ quan nêu tại mục II lựa chọn mỗi năm một mô hình tiêu biểu báo cáo về Ban trước ngày 15/11 hằng năm.
3. Sơ kết vào quý II/2028, tổng kết vào quý III/2030.

Nơi nhận:
- Các đảng ủy trực thuộc,
- Lưu Ban TGDV.

K/T TRƯỞNG BAN
PHÓ TRƯỞNG BAN
Nguyễn Hữu Phước
"""

SCANNED = unicodedata.normalize(
    "NFD",
    """
ỦY BAN NHÂN DÂN
XÃ TÂN HƯNG
Số: 09/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Tân Hưng, ngày 10 tháng 01 năm 2027

KẾ HOẠCH
Xây dựng điển hình tiên tiến trên địa bàn xã năm 2027

1. Yêu cầu
Việc lựa chọn bảo đảm ít nhất 30% là
nữ; tuổi đời từ 18 trở lên.
2. Chỉ tiêu
a) Mỗi ấp lựa
chọn ít nhất
02 cá nhân và 01 hộ gia đình.
b) Mỗi trường học trên địa bàn giới thiệu tối đa 02 giáo
viên.
c) Toàn xã xây dựng 3 mô hình mới.
- 2 -
3. Tiến độ
a) Các ấp gửi danh sách về Phòng Văn hóa - Xã
hội trước ngày 20/
3/2027.
b) Công bố kết quả nhân dịp kỷ niệm 82 năm Quốc khánh.
4. Liên hệ
Phòng số 15, điện thoại 0276.381.2345, gặp bà Lan, 02 bản giấy.

CHỦ TỊCH
Võ Văn Sáu
""",
)

WORDS = """
TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM
LIÊN ĐOÀN LAO ĐỘNG TỈNH AN GIANG
Số: 77/KH-LĐLĐ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Giang, ngày 01 tháng 3 năm 2026

KẾ HOẠCH
Tổ chức phong trào thi đua “Lao động giỏi, lao động sáng tạo” giai đoạn 2026 - 2028

I. MỤC TIÊU
1. Hằng năm, mỗi công đoàn cơ sở giới thiệu ít nhất một đoàn viên tiêu biểu và một sáng kiến.
2. Mỗi công đoàn xã, phường chọn từ hai đến bốn tập thể.
3. Toàn tỉnh phấn đấu có một trăm công nhân giỏi được tuyên dương trong cả giai đoạn, không quá mười doanh nghiệp vì \
người lao động.
4. 70% công đoàn cơ sở trở lên tổ chức hội thi.
II. KẾT QUẢ ĐÃ ĐẠT ĐƯỢC
Giai đoạn trước, đã công nhận 250 tập thể; biểu dương 300 công nhân; hỗ trợ xây 70 mái ấm.
III. THỜI GIAN
Chọn cấp cơ sở xong trước 30/4, cấp tỉnh xong trước 30/6 hằng năm.
Trao danh hiệu dịp 97 năm ngày thành lập Công đoàn Việt Nam (28/7).
Tổng kết giai đoạn trong quý IV năm 2028.
"""

CLUSTERS = docx_of(
    "ỦY BAN NHÂN DÂN TỈNH LÀO CAI\nSỞ GIÁO DỤC VÀ ĐÀO TẠO",
    "Số: 512/SGDĐT-VP",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    "Lào Cai, ngày 08 tháng 9 năm 2026",
    "V/v giới thiệu điển hình tiên tiến năm học 2026 - 2027",
    "Kính gửi: Các trường trung học phổ thông.",
    "Thực hiện Công văn số 3344/UBND-NC ngày 20/8/2026, Sở đề nghị như sau:",
    "1. Số lượng giới thiệu theo cụm như sau:",
    [
        ["Cụm", "Số trường", "Giáo viên", "Học sinh"],
        ["Cụm thi đua số 1", "8", "4", "8"],
        ["Cụm thi đua số 2", "11", "5", "10"],
    ],
    "2. Mỗi trường chuyên, trường dân tộc nội trú giới thiệu thêm không quá 01 giáo viên.",
    "3. Hồ sơ gồm 01 tờ trình, 01 báo cáo thành tích (không quá 03 trang), 02 ảnh, gửi trước ngày 30/9/2026 về Văn "
    "phòng Sở (phòng 201, ĐT 0214.3840.034).",
    "Nơi nhận:",
    "- Như trên;",
    "KT. GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "Hoàng Thị Mai",
)

DOCUMENTS = {
    "decision": (
        DECISION,
        "a.docx",
        {
            "fields": {},
            "quotas": [
                (C, 5, None, UNIT, "Sở Y tế"),
                (I, 10, None, UNIT, "Sở Y tế"),
                (M, 2, None, UNIT, "Sở Y tế"),
                (C, 2, None, UNIT, "Sở Tư pháp"),
                (I, 4, None, UNIT, "Sở Tư pháp"),
                (C, 3, None, UNIT, "Phường Buôn Ma Thuột"),
                (I, 6, None, UNIT, "Phường Buôn Ma Thuột"),
                (M, 1, None, UNIT, "Phường Buôn Ma Thuột"),
            ],
            "dues": [("--10-30", None, "annual")],
        },
    ),
    "district": (
        DISTRICT,
        "b.txt",
        {
            "fields": {},
            "quotas": [
                (C, 2, None, CATEGORY, "xã, thị trấn"),
                (I, 5, None, CATEGORY, "xã, thị trấn"),
                (I, 1, 1, CATEGORY, "trường học"),
                (I, 2, 2, CATEGORY, "trường học"),
                (AREA, 60, None, PLAN, None, "percent"),
                (H, 10, None, UNIT, "Hội Nông dân huyện"),
                (CLUB, 3, 3, UNIT, "Hội Liên hiệp Phụ nữ huyện"),
                (M, 1, 1, UNIT, "Hội Liên hiệp Phụ nữ huyện"),
                (I, 4, 4, UNIT, "Công an huyện"),
            ],
            "dues": [("2025-03", None, None), ("2025-05-15", None, None), ("2025-11", None, None)],
        },
    ),
    "party": (
        PARTY,
        "c.txt",
        {
            "fields": {
                "Lĩnh vực kinh tế": ([], [(M, 2, None, CATEGORY, "đảng bộ xã, phường")]),
                "Lĩnh vực văn hóa - xã hội": ([], [(M, 1, 3, CATEGORY, "đảng bộ xã, phường")]),
                "Lĩnh vực quốc phòng - an ninh": (
                    [],
                    [(M, None, 5, CATEGORY, "Đảng ủy Công an tỉnh, Đảng ủy Quân sự tỉnh")],
                ),
            },
            "quotas": [(M, 1, 1, CATEGORY, "Các cơ quan nêu tại mục II")],
            "dues": [
                ("2026-06-30", None, None),
                ("--11-15", None, "annual"),
                ("2028-Q2", None, None),
                ("2030-Q3", None, None),
            ],
        },
    ),
    "scanned": (
        SCANNED,
        "d.txt",
        {
            "fields": {},
            "quotas": [
                (I, 2, None, CATEGORY, "ấp"),
                (H, 1, None, CATEGORY, "ấp"),
                (I, None, 2, CATEGORY, "trường học trên địa bàn"),
                (M, 3, 3, PLAN, None),
            ],
            "dues": [("2027-03-20", None, None)],
        },
    ),
    "words": (
        WORDS,
        "e.txt",
        {
            "fields": {},
            "quotas": [
                (I, 1, None, CATEGORY, "công đoàn cơ sở"),
                (C, 2, 4, CATEGORY, "công đoàn xã, phường"),
                (I, 100, 100, PLAN, None),
                (ENT, None, 10, PLAN, None),
            ],
            "dues": [("--04-30", None, "annual"), ("--06-30", None, "annual"), ("2028-Q4", None, None)],
        },
    ),
    "clusters": (
        CLUSTERS,
        "f.docx",
        {
            "fields": {},
            "quotas": [
                (I, 4, 4, UNIT, "Cụm thi đua số 1"),
                (I, 8, 8, UNIT, "Cụm thi đua số 1"),
                (I, 5, 5, UNIT, "Cụm thi đua số 2"),
                (I, 10, 10, UNIT, "Cụm thi đua số 2"),
                (I, None, 1, CATEGORY, "trường chuyên, trường dân tộc nội trú"),
            ],
            "dues": [("2026-09-30", None, None)],
        },
    ),
}
