"""Whole plans written before the reader saw them (second batch), each with its facts. All invented."""

import unicodedata

from tests.plans.intake.files import cell, docx_of
from tests.plans.intake.unseen_a import CATEGORY, COOP, ENT, FIELD, LEAD, PLAN, UNIT, C, H, I, M

DOWN, MORE = "restart", "continue"

FIELD_HEADINGS = """
ỦY BAN NHÂN DÂN
TỈNH QUẢNG NGÃI
Số: 233/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Quảng Ngãi, ngày 14 tháng 7 năm 2026

KẾ HOẠCH
Phát hiện, bồi dưỡng và nhân rộng điển hình tiên tiến giai đoạn 2026 - 2030

Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ, \
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Giai đoạn 2021 - 2025 đã có 410 tập thể, 905 cá nhân được khen thưởng; kế thừa kết quả đó.
2. Việc xây dựng điển hình phải thực chất.
II. CÁC LĨNH VỰC VÀ CHỈ TIÊU
1. Lĩnh vực nông nghiệp, nông thôn
Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Hội Nông dân tỉnh, Liên minh Hợp tác xã tỉnh lựa chọn ít nhất 15 hộ \
gia đình và 05 hợp tác xã tiêu biểu.
2. Lĩnh vực y tế, chăm sóc sức khỏe nhân dân
Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ lựa chọn, giới thiệu tối thiểu 10 tập thể, 20 cá nhân.
3. Lĩnh vực quốc phòng, an ninh
Giao Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh: mỗi cơ quan chủ trì lựa chọn ít nhất 10 tập thể và 15 cá nhân.
4. Lĩnh vực phát triển doanh nghiệp
Đề nghị Hiệp hội Doanh nghiệp tỉnh chủ trì, lựa chọn không quá 12 doanh nghiệp.
III. TỔ CHỨC THỰC HIỆN
1. Các cơ quan chủ trì nêu tại mục II xây dựng kế hoạch, gửi Sở Nội vụ trước ngày 31/8/2026.
2. Ủy ban nhân dân các xã, phường, đặc khu: mỗi địa phương lựa chọn tối thiểu 02 tập thể, 04 cá nhân.
3. Hằng năm, trước ngày 15 tháng 11, các cơ quan, đơn vị báo cáo kết quả về Sở Nội vụ.
4. Sở Nội vụ tham mưu sơ kết vào năm 2028 và tổng kết vào quý II năm 2030.
Kinh phí: bố trí 2.400 triệu đồng từ ngân sách tỉnh.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Đinh Thị Hồng
"""

FIELD_TABLE = docx_of(
    [
        ["TỈNH ỦY SƠN LA\nBAN TỔ CHỨC", "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["*\nSố 18-KH/BTCTU", "Sơn La, ngày 20 tháng 3 năm 2026"],
    ],
    "KẾ HOẠCH",
    "xây dựng điển hình học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh, giai đoạn 2026 - 2030",
    "I- CHỈ TIÊU",
    "Chỉ tiêu tối thiểu của từng lĩnh vực như sau:",
    [
        [cell("STT", 1, DOWN), cell("Lĩnh vực", 1, DOWN), cell("Cơ quan chủ trì", 1, DOWN), cell("Chỉ tiêu", 2)],
        [cell("", 1, MORE), cell("", 1, MORE), cell("", 1, MORE), "Tập thể", "Cá nhân"],
        ["1", "Xây dựng Đảng", "Ban Tổ chức Tỉnh ủy", "10", "25"],
        ["2", "Kiểm tra, giám sát", "Ủy ban Kiểm tra Tỉnh ủy", "04", "08"],
        ["3", "Nội chính", "Ban Nội chính Tỉnh ủy", "03", "-"],
    ],
    "II- TIẾN ĐỘ",
    [
        ["Nội dung", "Thời gian hoàn thành", "Đơn vị thực hiện"],
        ["Đăng ký điển hình", "Trước ngày 30/4/2026", "Các đảng ủy trực thuộc"],
        ["Sơ kết", "Quý III/2028", "Ban Tổ chức Tỉnh ủy"],
    ],
    "K/T TRƯỞNG BAN",
    "PHÓ TRƯỞNG BAN",
    "Lò Văn Hặc",
)

WARD = unicodedata.normalize(
    "NFD",
    """
UBND THÀNH PHỐ HẢI PHÒNG
UỶ BAN NHÂN DÂN PHƯỜNG LÊ CHÂN
Số: 58/KH-UBND

CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lê Chân, ngày 06 tháng 02 năm 2026

KẾ HOẠCH
Nhân điển hình tiên tiến phường Lê Chân năm 2026

I. ĐẶC ĐIỂM TÌNH HÌNH
Phường có 62 tổ dân phố, 41.250 nhân khẩu, 14 trường học, 230 doanh nghiệp. Năm 2025, phường công nhận 250 tập thể và
cá nhân điển hình; 12 mô hình được duy trì.
II. CHỈ TIÊU
1. Mỗi tổ dân phố lựa chọn ít nhất 01 gia đình, 01 cá nhân tiêu
biểu.
2. Các trường học trên địa bàn: mỗi trường chọn tối đa hai giáo viên.
3. Uỷ ban Mặt trận Tổ quốc Việt Nam phường xây dựng 03 mô hình.
4. Phấn đấu trong năm có từ 05 đến 07 doanh nghiệp tiêu biểu.
III. THỜI GIAN
- Quý I/2026: phát động, đăng ký.
- Từ tháng 4 đến tháng 10/2026: bồi dưỡng.
- Trước ngày 20/11/2026: các tổ dân phố gửi báo cáo về Phòng Văn hoá - Xã hội.
IV. LIÊN HỆ
Đồng chí Phạm Thị Hoa, phòng 204, số điện thoại 0225.3.740.159 - 0912.345.678.

CHỦ TỊCH
Đỗ Gia Khánh
""",
)

GUIDE = """
BAN CHẤP HÀNH ĐẢNG BỘ
TỈNH PHÚ THỌ
ĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH
*
Số 05-HD/ĐU

ĐẢNG CỘNG SẢN VIỆT NAM
Phú Thọ, ngày 02 tháng 4 năm 2026

HƯỚNG DẪN
lựa chọn, biểu dương điển hình học tập và làm theo Bác năm 2026

1. Đối tượng
Tập thể, cá nhân thuộc các chi bộ, đảng bộ trực thuộc có ít nhất 2 năm liên tục hoàn thành tốt nhiệm vụ.
2. Số lượng
2.1. Đảng bộ có từ 300 đảng viên trở lên: giới thiệu không quá 02 tập thể, 03 cá nhân.
2.2. Các đảng bộ, chi bộ còn lại: giới thiệu không quá 01 tập thể, 01 cá nhân.
2.3. Đảng ủy chọn 10 tập thể, 15 cá nhân biểu dương cấp Đảng bộ.
3. Hồ sơ, thời gian
3.1. Hồ sơ: tờ trình (01 bản), báo cáo thành tích (02 bản, không quá 04 trang), danh sách trích ngang 5 cột.
3.2. Gửi về Đảng ủy (qua Ban Tuyên giáo, tầng 3, phòng 302) trước ngày 25/4/2026.
3.3. Tổ chức biểu dương nhân dịp kỷ niệm 136 năm Ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2026).

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Bùi Đình Thi
"""

UNION = """
LIÊN HIỆP CÁC HỘI KHOA HỌC VÀ KỸ THUẬT VIỆT NAM
LIÊN HIỆP HỘI TỈNH ĐỒNG THÁP
Số: 41/KH-LHH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đồng Tháp, ngày 09 tháng 9 năm 2026

KẾ HOẠCH
Tôn vinh trí thức tiêu biểu lần thứ III, năm 2027

1. Mục tiêu: qua 02 lần tổ chức đã tôn vinh 97 trí thức; lần thứ III dự kiến tôn vinh không quá 40 trí thức.
2. Phân bổ: mỗi hội thành viên giới thiệu tối đa 03 cá nhân; các trường đại học, mỗi trường giới thiệu tối đa 05 \
cá nhân; các sở, ngành liên quan mỗi đơn vị 02 cá nhân.
3. Thời gian: nhận hồ sơ từ ngày 01/10/2026 đến ngày 31/12/2026; xét chọn trong tháng 02/2027; công bố \
vào ngày 18/5/2027.
4. Kinh phí: mỗi cá nhân được thưởng 5.000.000 đồng; tổng 200 triệu đồng cho 40 cá nhân.
"""

LETTER = """
UBND TỈNH CAO BẰNG
SỞ NỘI VỤ
Số: 1890/SNV-TĐKT
V/v phân bổ chỉ tiêu giới thiệu điển hình tiên tiến năm 2027

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Bằng, ngày 28 tháng 12 năm 2026

Kính gửi: Các sở, ban, ngành; UBND các xã, phường.

Thực hiện Kế hoạch số 1021/KH-UBND ngày 05/5/2026 của UBND tỉnh, Sở Nội vụ phân bổ chỉ tiêu như sau:
- Các sở, ban, ngành: mỗi đơn vị ít nhất 01 tập thể, 02 cá nhân.
- UBND các xã, phường: mỗi địa phương ít nhất 01 tập thể, 02 cá nhân, 03 hộ gia đình.
- Khối doanh nghiệp: 05 tập thể, 10 công nhân.
- Hội Nông dân tỉnh: 10 nông dân.
Đề nghị các đơn vị gửi danh sách trước ngày 28/02/2027. Quá thời hạn trên, Sở không tổng hợp. Mọi vướng mắc liên hệ bà
Nông Thị Én, điện thoại 0206 3852 147, email 2 địa chỉ.

GIÁM ĐỐC
Triệu Đình Lê
"""

DOCUMENTS = {
    "field headings": (
        FIELD_HEADINGS,
        "a.txt",
        {
            "fields": {
                "Lĩnh vực nông nghiệp, nông thôn": (
                    ["Sở Nông nghiệp và Môi trường"],
                    [(H, 15, None, FIELD, None), (COOP, 5, None, FIELD, None)],
                ),
                "Lĩnh vực y tế, chăm sóc sức khỏe nhân dân": (
                    ["Sở Y tế"],
                    [(C, 10, None, FIELD, None), (I, 20, None, FIELD, None)],
                ),
                "Lĩnh vực quốc phòng, an ninh": (
                    ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"],
                    [(C, 10, None, LEAD, None), (I, 15, None, LEAD, None)],
                ),
                "Lĩnh vực phát triển doanh nghiệp": (["Hiệp hội Doanh nghiệp tỉnh"], [(ENT, None, 12, FIELD, None)]),
            },
            "quotas": [
                (C, 2, None, CATEGORY, "Ủy ban nhân dân các xã, phường, đặc khu"),
                (I, 4, None, CATEGORY, "Ủy ban nhân dân các xã, phường, đặc khu"),
            ],
            "dues": [
                ("2026-08-31", None, None),
                ("--11-15", None, "annual"),
                ("2028", None, None),
                ("2030-Q2", None, None),
            ],
        },
    ),
    "field table": (
        FIELD_TABLE,
        "b.docx",
        {
            "fields": {
                "Xây dựng Đảng": (["Ban Tổ chức Tỉnh ủy"], [(C, 10, None, FIELD, None), (I, 25, None, FIELD, None)]),
                "Kiểm tra, giám sát": (
                    ["Ủy ban Kiểm tra Tỉnh ủy"],
                    [(C, 4, None, FIELD, None), (I, 8, None, FIELD, None)],
                ),
                "Nội chính": (["Ban Nội chính Tỉnh ủy"], [(C, 3, None, FIELD, None)]),
            },
            "quotas": [],
            "dues": [("2026-04-30", None, None), ("2028-Q3", None, None)],
        },
    ),
    "ward": (
        WARD,
        "c.txt",
        {
            "fields": {},
            "quotas": [
                (H, 1, None, CATEGORY, "tổ dân phố"),
                (I, 1, None, CATEGORY, "tổ dân phố"),
                (I, None, 2, CATEGORY, "trường học trên địa bàn"),
                (M, 3, 3, UNIT, "Uỷ ban Mặt trận Tổ quốc Việt Nam phường"),
                (ENT, 5, 7, PLAN, None),
            ],
            "dues": [("2026-Q1", None, None), ("2026-04", "2026-10", None), ("2026-11-20", None, None)],
        },
    ),
    "guide": (
        GUIDE,
        "d.txt",
        {
            "fields": {},
            "quotas": [
                (C, None, 2, CATEGORY, "Đảng bộ có từ 300 đảng viên trở lên"),
                (I, None, 3, CATEGORY, "Đảng bộ có từ 300 đảng viên trở lên"),
                (C, None, 1, CATEGORY, "Các đảng bộ, chi bộ còn lại"),
                (I, None, 1, CATEGORY, "Các đảng bộ, chi bộ còn lại"),
                (C, 10, 10, PLAN, None),
                (I, 15, 15, PLAN, None),
            ],
            "dues": [("2026-04-25", None, None), ("2026-05-19", None, None)],
        },
    ),
    "union": (
        UNION,
        "e.txt",
        {
            "fields": {},
            "quotas": [
                (I, None, 40, PLAN, None),
                (I, None, 3, CATEGORY, "hội thành viên"),
                (I, None, 5, CATEGORY, "trường đại học"),
                (I, 2, 2, CATEGORY, "sở, ngành liên quan"),
            ],
            "dues": [("2026-10-01", "2026-12-31", None), ("2027-02", None, None), ("2027-05-18", None, None)],
        },
    ),
    "letter": (
        LETTER,
        "f.txt",
        {
            "fields": {},
            "quotas": [
                (C, 1, None, CATEGORY, "sở, ban, ngành"),
                (I, 2, None, CATEGORY, "sở, ban, ngành"),
                (C, 1, None, CATEGORY, "UBND các xã, phường"),
                (I, 2, None, CATEGORY, "UBND các xã, phường"),
                (H, 3, None, CATEGORY, "UBND các xã, phường"),
                (C, 5, 5, CATEGORY, "Khối doanh nghiệp"),
                (I, 10, 10, CATEGORY, "Khối doanh nghiệp"),
                (I, 10, 10, UNIT, "Hội Nông dân tỉnh"),
            ],
            "dues": [("2027-02-28", None, None)],
        },
    ),
}
