"""Whole plans written before the reader saw them (third batch), each with its facts. All invented."""

from weasyprint import HTML

from tests.plans.intake.files import cell, docx_of
from tests.plans.intake.unseen_a import CATEGORY, CLUB, COOP, ENT, FIELD, LEAD, UNIT, C, E, H, I, M

DOWN, MORE = "restart", "continue"

ANNEX = docx_of(
    [
        ["ỦY BAN NHÂN DÂN\nTỈNH PHÚ HƯNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"],
        ["Số: 77/KH-UBND", "Phú Hưng, ngày 04 tháng 5 năm 2026"],
    ],
    "KẾ HOẠCH",
    "Xây dựng, bồi dưỡng, tổng kết và nhân điển hình tiên tiến tỉnh Phú Hưng giai đoạn 2026 - 2030",
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; Chỉ thị số 41-CT/TW ngày 26 tháng 12 năm 2024 của Bộ "
    "Chính trị; Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "Trong 05 năm qua, toàn tỉnh đã biểu dương 512 tập thể, 1.204 cá nhân; còn 37 xã chưa có mô hình được nhân rộng.",
    "II. NHIỆM VỤ",
    "1. Các lĩnh vực, cơ quan chủ trì và chỉ tiêu thực hiện theo Phụ lục ban hành kèm theo Kế hoạch này.",
    "2. Mỗi xã, phường, đặc khu xây dựng ít nhất 01 mô hình và giới thiệu 02 cá nhân tiêu biểu.",
    "3. Tỷ lệ điển hình là người trực tiếp lao động, sản xuất chiếm ít nhất 40%, trong đó ít nhất 30% là nữ.",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Các cơ quan nêu tại Phụ lục gửi kế hoạch chi tiết về Sở Nội vụ trước ngày 30 tháng 6 năm 2026.",
    "2. Định kỳ trước ngày 20 tháng 11 hằng năm, các cơ quan, đơn vị báo cáo kết quả về Sở Nội vụ.",
    "3. Sở Nội vụ tham mưu tổ chức sơ kết vào quý III năm 2028, tổng kết trong quý II năm 2030.",
    "Nơi nhận:",
    "- Thường trực Tỉnh ủy;",
    "- Lưu: VT, NC.",
    "CHỦ TỊCH",
    "Phan Đình Trọng",
    "PHỤ LỤC",
    "Lĩnh vực, cơ quan chủ trì và chỉ tiêu tối thiểu giai đoạn 2026 - 2030",
    [
        [
            cell("Số TT", 1, DOWN),
            cell("Tên lĩnh vực", 1, DOWN),
            cell("Cơ quan chủ trì", 1, DOWN),
            cell("Cơ quan phối hợp", 1, DOWN),
            cell("Số lượng tối thiểu", 3),
        ],
        [
            cell("", 1, MORE),
            cell("", 1, MORE),
            cell("", 1, MORE),
            cell("", 1, MORE),
            "Tập thể",
            "Cá nhân",
            "Hộ gia đình",
        ],
        ["1", "Nông nghiệp, nông thôn mới", "Sở Nông nghiệp và Môi trường", "Hội Nông dân tỉnh", "12", "20", "30"],
        ["2", "Giáo dục và đào tạo", "Sở Giáo dục và Đào tạo", "Sở Nội vụ", "15", "25", ""],
        ["3", "An ninh, trật tự", "Công an tỉnh", "", "10", "15", "0"],
        ["", "Tổng cộng", "", "", "37", "60", "30"],
    ],
)

PARTY = """
TỈNH ỦY PHÚ HƯNG
THÀNH ỦY TÂN HIỆP
*
Số 31-KH/TU

ĐẢNG CỘNG SẢN VIỆT NAM
Tân Hiệp, ngày 18 tháng 8 năm 2023

KẾ HOẠCH
xây dựng và nhân rộng mô hình “Dân vận khéo” và điển hình học tập, làm theo Bác giai đoạn 2023 - 2025

Thực hiện Kế hoạch số 112-KH/TU ngày 20/6/2023 của Ban Thường vụ Tỉnh ủy, Ban Thường vụ Thành ủy ban hành Kế hoạch \
như sau:

I- MỤC ĐÍCH, YÊU CẦU
Việc lựa chọn phải khách quan; không chọn quá 02 lần một tập thể trong cả giai đoạn.
II- LĨNH VỰC, CHỈ TIÊU
1- Lĩnh vực kinh tế
Phòng Kinh tế thành phố chủ trì, xây dựng từ 05 đến 07 mô hình, lựa chọn không quá 10 doanh nghiệp.
2- Lĩnh vực văn hóa - xã hội
Giao Phòng Văn hóa và Thông tin thành phố chủ trì, phối hợp với Phòng Giáo dục và Đào tạo thành phố xây dựng ít nhất \
06 mô hình; lựa chọn ít nhất 10 gia đình văn hóa tiêu biểu.
3- Lĩnh vực quốc phòng - an ninh
Ban Chỉ huy Quân sự thành phố và Công an thành phố chủ trì, mỗi đơn vị xây dựng 03 mô hình.
III- CHỈ TIÊU ĐỐI VỚI TỔ CHỨC CƠ SỞ ĐẢNG
- Mỗi đảng ủy xã, phường: ít nhất 02 mô hình, 03 cá nhân.
- Mỗi chi bộ cơ sở trực thuộc: 01 mô hình hoặc 01 điển hình.
- Hội Liên hiệp Phụ nữ thành phố: 04 mô hình, 10 cá nhân.
IV- TIẾN ĐỘ
- Tháng 9/2023: triển khai Kế hoạch đến các tổ chức cơ sở đảng.
- Quý I năm 2024 và quý I năm 2025: biểu dương điển hình.
- Trước ngày 05/12 hằng năm, các đảng ủy, chi bộ báo cáo kết quả về Ban Thường vụ Thành ủy (qua Ban Dân vận).

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Trần Thị Kim Oanh
"""

DISTRICT = """
ỦY BAN NHÂN DÂN
HUYỆN ĐỒNG XANH
Số: 140/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đồng Xanh, ngày 22 tháng 02 năm 2022

KẾ HOẠCH
Phát hiện, bồi dưỡng, nhân rộng các mô hình, điển hình tiên tiến trên địa bàn huyện Đồng Xanh giai đoạn 2022 - 2025

Căn cứ Kế hoạch số 300/KH-UBND ngày 30/12/2021 của UBND tỉnh; UBND huyện ban hành Kế hoạch như sau:
I. MỤC TIÊU
Đến năm 2025 có trên 80% điển hình được tuyên truyền trên hệ thống truyền thanh của 12 xã, thị trấn.
II. PHÂN BỔ CHỈ TIÊU
1. Thị trấn Đồng Xanh và các xã Bình An, Bình Hòa, Bình Thuận: mỗi đơn vị lựa chọn 03 tập thể, 05 cá nhân.
2. Các xã còn lại: mỗi xã lựa chọn 02 tập thể, 03 cá nhân và 02 hộ gia đình.
3. Các phòng, ban chuyên môn thuộc huyện: mỗi phòng, ban giới thiệu tối thiểu 01 tập thể hoặc 01 cá nhân.
4. Hội Nông dân huyện: 10 hộ nông dân, 02 hợp tác xã.
5. Phòng Giáo dục và Đào tạo: không quá 04 tập thể, 08 giáo viên.
III. TIẾN ĐỘ THỰC HIỆN
1. Trước ngày 15/4/2022, các xã, thị trấn, phòng, ban gửi danh sách đăng ký về Phòng Nội vụ.
2. Trong năm 2023, UBND huyện tổ chức kiểm tra, đánh giá giữa kỳ.
3. Báo cáo hằng quý trước ngày 25 của tháng cuối quý.
4. Quý III/2025 tổng kết, khen thưởng; đề nghị UBND tỉnh khen thưởng 05 tập thể, 10 cá nhân.
IV. KINH PHÍ
Dự toán 850 triệu đồng, trong đó hỗ trợ 06 mô hình điểm mỗi mô hình 20 triệu đồng.

CHỦ TỊCH
Nguyễn Hữu Thọ
"""

COMMUNE = """
ỦY BAN NHÂN DÂN
XÃ THẠCH LƯU
Số: 12/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Thạch Lưu, ngày 10 tháng 01 năm 2027

KẾ HOẠCH
Xây dựng gương người tốt, việc tốt năm 2027 trên địa bàn xã Thạch Lưu

Thực hiện Kế hoạch số 05/KH-UBND ngày 05/01/2027 của UBND tỉnh, UBND xã xây dựng kế hoạch như sau:
1. Nội dung
a) Mỗi thôn bình chọn ít nhất hai gương người tốt, việc tốt và một gia đình tiêu biểu.
b) Trường Mầm non, Trường Tiểu học, Trường Trung học cơ sở xã: mỗi trường chọn một tập thể, hai cá nhân.
c) Trạm Y tế xã giới thiệu một cá nhân.
d) Hội Cựu chiến binh xã xây dựng một mô hình tự quản; thành lập hai câu lạc bộ.
2. Thời gian
a) Trong tháng 02/2027: các thôn, đơn vị đăng ký.
b) Từ tháng 3 đến tháng 10/2027: triển khai, bồi dưỡng.
c) Trước ngày 15 tháng 11 năm 2027: các thôn gửi hồ sơ về Phòng Văn hóa - Xã hội xã.
d) Tháng 12 năm 2027: UBND xã tổ chức biểu dương.
3. Lưu ý
Năm 2026, xã có 14 gương được biểu dương, 3 cá nhân được Chủ tịch UBND tỉnh tặng Bằng khen. Xã có 9 thôn, 2.310 hộ, \
8.954 nhân khẩu.

CHỦ TỊCH
Hồ Sỹ Dương
"""

UNION = """
LIÊN ĐOÀN LAO ĐỘNG TỈNH PHÚ HƯNG
BAN CHẤP HÀNH
Số: 19/HD-LĐLĐ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Phú Hưng, ngày 15 tháng 3 năm 2026

HƯỚNG DẪN
Lựa chọn, tôn vinh công nhân, viên chức, lao động tiêu biểu năm 2026

I. ĐỐI TƯỢNG, TIÊU CHUẨN
1. Cá nhân là đoàn viên công đoàn, có ít nhất 03 năm liên tục hoàn thành tốt nhiệm vụ.
2. Tập thể là công đoàn cơ sở, tổ sản xuất, có từ 90% đoàn viên trở lên đạt lao động giỏi.
II. SỐ LƯỢNG
1. Công đoàn ngành Giáo dục: 05 tập thể, 15 cá nhân.
2. Công đoàn ngành Y tế: 03 tập thể, 10 cá nhân.
3. Liên đoàn Lao động các huyện, thành phố: mỗi đơn vị không quá 02 tập thể, 06 cá nhân.
4. Công đoàn các khu công nghiệp: 08 tập thể, 20 công nhân, 04 doanh nghiệp.
Ưu tiên lao động trực tiếp (không dưới 70%), lao động nữ (không dưới 40%).
III. HỒ SƠ, THỜI GIAN
1. Hồ sơ gồm 01 tờ trình, 02 bản tóm tắt thành tích có xác nhận.
2. Hồ sơ gửi về Liên đoàn Lao động tỉnh (qua Ban Chính sách) trước ngày 10/4/2026.
3. Lễ tôn vinh tổ chức vào dịp 28/7/2026; thưởng mỗi tập thể 02 triệu đồng, mỗi cá nhân 01 triệu đồng.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH
Lý Thanh Bình
"""

_DEPARTMENT = """
<table class="head"><tr><td>UBND TỈNH PHÚ HƯNG<br>SỞ Y TẾ</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>
Độc lập - Tự do - Hạnh phúc</td></tr><tr><td>Số: 208/KH-SYT</td><td>Phú Hưng, ngày 09 tháng 7 năm 2026</td></tr></table>
<h1>KẾ HOẠCH</h1><h2>Xây dựng điển hình tiên tiến ngành Y tế tỉnh Phú Hưng giai đoạn 2026 - 2030</h2>
<p>Thực hiện Kế hoạch số 77/KH-UBND ngày 04/5/2026 của Ủy ban nhân dân tỉnh, Sở Y tế ban hành Kế hoạch như sau:</p>
<h3>I. CHỈ TIÊU</h3>
<p>1. Chỉ tiêu tối thiểu giao các đơn vị trực thuộc:</p>
<table class="ruled"><tr><td rowspan="2">TT</td><td rowspan="2">Đơn vị</td><td colspan="2">Năm 2027</td>
<td rowspan="2">Ghi chú</td></tr><tr><td>Tập thể</td><td>Cá nhân</td></tr>
<tr><td colspan="5">I. Tuyến tỉnh</td></tr>
<tr><td>1</td><td>Bệnh viện Đa khoa tỉnh</td><td>4</td><td>12</td><td></td></tr>
<tr><td>2</td><td>Trung tâm Kiểm soát bệnh tật</td><td>2</td><td>5</td><td>cả CDC</td></tr>
<tr><td colspan="5">II. Tuyến cơ sở</td></tr>
<tr><td>3</td><td>Mỗi trung tâm y tế khu vực</td><td>1</td><td>3</td><td></td></tr>
<tr><td></td><td>Cộng</td><td>7</td><td>20</td><td></td></tr></table>
<p>2. Trong đó tỷ lệ bác sĩ, điều dưỡng trực tiếp điều trị chiếm ít nhất 60%.</p>
<p>3. Hằng năm, mỗi khoa, phòng đăng ký 01 sáng kiến và giới thiệu 01 gương “Thầy thuốc tận tụy vì người bệnh, hết \
lòng vì
sự nghiệp chăm sóc sức khỏe nhân dân”.</p>
<h3>II. TỔ CHỨC THỰC HIỆN</h3>
<p>1. Các đơn vị gửi kế hoạch về Sở Y tế (qua Văn phòng Sở) trong vòng 15 ngày kể từ ngày ban hành Kế hoạch này.</p>
<p>2. Báo cáo 6 tháng trước ngày 05/6, báo cáo năm trước ngày 05/12 hằng năm.</p>
<p>3. Quý IV/2028 tổ chức sơ kết, đánh giá; tháng 6/2030 tổng kết Kế hoạch.</p>
<table class="head"><tr><td>Nơi nhận:<br>- Các đơn vị trực thuộc;<br>- Lưu: VT, TCCB.</td><td>GIÁM ĐỐC<br><br>Tạ \
Quang Minh</td>
</tr></table>
"""
_STYLE = """
body { font: 14pt 'Liberation Serif'; text-align: justify; line-height: 1.3 } p { margin: 6pt 0 0; text-indent: 1cm }
h1, h2 { font-size: 14pt; text-align: center; margin: 0 } h3 { font-size: 14pt; margin: 6pt 0 0; text-indent: 1cm }
.head { width: 100% } .head td { width: 50%; text-align: center; vertical-align: top }
.ruled { border-collapse: collapse; width: 100% } .ruled td { border: 1px solid black; font-size: 12pt }
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page) } }
"""


def department():
    """The plan of a department as a PDF."""
    return HTML(
        string=f"<html><head><meta charset='utf-8'><style>{_STYLE}</style></head><body>{_DEPARTMENT}</body></html>"
    ).write_pdf()


DOCUMENTS = {
    "annex table": (
        ANNEX,
        "ke-hoach.docx",
        {
            "fields": {
                "Nông nghiệp, nông thôn mới": (
                    ["Sở Nông nghiệp và Môi trường"],
                    [(C, 12, None, FIELD, None), (I, 20, None, FIELD, None), (H, 30, None, FIELD, None)],
                ),
                "Giáo dục và đào tạo": (
                    ["Sở Giáo dục và Đào tạo"],
                    [(C, 15, None, FIELD, None), (I, 25, None, FIELD, None)],
                ),
                "An ninh, trật tự": (["Công an tỉnh"], [(C, 10, None, FIELD, None), (I, 15, None, FIELD, None)]),
            },
            "quotas": [(M, 1, None, CATEGORY, "xã, phường, đặc khu"), (I, 2, 2, CATEGORY, "xã, phường, đặc khu")],
            "dues": [
                ("2026-06-30", None, None),
                ("--11-20", None, "annual"),
                ("2028-Q3", None, None),
                ("2030-Q2", None, None),
            ],
        },
    ),
    "party of a town": (
        PARTY,
        "ke-hoach.txt",
        {
            "fields": {
                "Lĩnh vực kinh tế": (
                    ["Phòng Kinh tế thành phố"],
                    [(M, 5, 7, FIELD, None), (ENT, None, 10, FIELD, None)],
                ),
                "Lĩnh vực văn hóa - xã hội": (
                    ["Phòng Văn hóa và Thông tin thành phố"],
                    [(M, 6, None, FIELD, None), (H, 10, None, FIELD, None)],
                ),
                "Lĩnh vực quốc phòng - an ninh": (
                    ["Ban Chỉ huy Quân sự thành phố", "Công an thành phố"],
                    [(M, 3, 3, LEAD, None)],
                ),
            },
            "quotas": [
                (M, 2, None, CATEGORY, "đảng ủy xã, phường"),
                (I, 3, None, CATEGORY, "đảng ủy xã, phường"),
                (M, 4, 4, UNIT, "Hội Liên hiệp Phụ nữ thành phố"),
                (I, 10, 10, UNIT, "Hội Liên hiệp Phụ nữ thành phố"),
            ],
            "dues": [
                ("2023-09", None, None),
                ("2024-Q1", None, None),
                ("2025-Q1", None, None),
                ("--12-05", None, "annual"),
            ],
        },
    ),
    "district in words": (
        DISTRICT,
        "ke-hoach.txt",
        {
            "fields": {},
            "quotas": [
                (C, 3, 3, CATEGORY, "Thị trấn Đồng Xanh và các xã Bình An, Bình Hòa, Bình Thuận"),
                (I, 5, 5, CATEGORY, "Thị trấn Đồng Xanh và các xã Bình An, Bình Hòa, Bình Thuận"),
                (C, 2, 2, CATEGORY, "xã còn lại"),
                (I, 3, 3, CATEGORY, "xã còn lại"),
                (H, 2, 2, CATEGORY, "xã còn lại"),
                (H, 10, 10, UNIT, "Hội Nông dân huyện"),
                (COOP, 2, 2, UNIT, "Hội Nông dân huyện"),
                (C, None, 4, UNIT, "Phòng Giáo dục và Đào tạo"),
                (I, None, 8, UNIT, "Phòng Giáo dục và Đào tạo"),
            ],
            "dues": [
                ("2022-04-15", None, None),
                ("2023", None, None),
                ("---25", None, "quarterly"),
                ("2025-Q3", None, None),
            ],
        },
    ),
    "commune in one year": (
        COMMUNE,
        "ke-hoach.txt",
        {
            "fields": {},
            "quotas": [
                (E, 2, None, CATEGORY, "thôn"),
                (H, 1, None, CATEGORY, "thôn"),
                (C, 1, 1, CATEGORY, "Trường Mầm non, Trường Tiểu học, Trường Trung học cơ sở xã"),
                (I, 2, 2, CATEGORY, "Trường Mầm non, Trường Tiểu học, Trường Trung học cơ sở xã"),
                (I, 1, 1, UNIT, "Trạm Y tế xã"),
                (M, 1, 1, UNIT, "Hội Cựu chiến binh xã"),
                (CLUB, 2, 2, UNIT, "Hội Cựu chiến binh xã"),
            ],
            "dues": [
                ("2027-02", None, None),
                ("2027-03", "2027-10", None),
                ("2027-11-15", None, None),
                ("2027-12", None, None),
            ],
        },
    ),
    "union guide": (
        UNION,
        "huong-dan.txt",
        {
            "fields": {},
            "quotas": [
                (C, 5, 5, UNIT, "Công đoàn ngành Giáo dục"),
                (I, 15, 15, UNIT, "Công đoàn ngành Giáo dục"),
                (C, 3, 3, UNIT, "Công đoàn ngành Y tế"),
                (I, 10, 10, UNIT, "Công đoàn ngành Y tế"),
                (C, None, 2, CATEGORY, "Liên đoàn Lao động các huyện, thành phố"),
                (I, None, 6, CATEGORY, "Liên đoàn Lao động các huyện, thành phố"),
                (C, 8, 8, UNIT, "Công đoàn các khu công nghiệp"),
                (I, 20, 20, UNIT, "Công đoàn các khu công nghiệp"),
                (ENT, 4, 4, UNIT, "Công đoàn các khu công nghiệp"),
            ],
            "dues": [("2026-04-10", None, None), ("2026-07-28", None, None)],
        },
    ),
    "department as PDF": (
        department(),
        "ke-hoach.pdf",
        {
            "fields": {},
            "quotas": [
                (C, 4, None, UNIT, "Bệnh viện Đa khoa tỉnh"),
                (I, 12, None, UNIT, "Bệnh viện Đa khoa tỉnh"),
                (C, 2, None, UNIT, "Trung tâm Kiểm soát bệnh tật"),
                (I, 5, None, UNIT, "Trung tâm Kiểm soát bệnh tật"),
                (C, 1, None, CATEGORY, "trung tâm y tế khu vực"),
                (I, 3, None, CATEGORY, "trung tâm y tế khu vực"),
                (E, 1, 1, CATEGORY, "khoa, phòng"),
            ],
            "dues": [
                ("P15D", None, None),
                ("--06-05", None, "annual"),
                ("--12-05", None, "annual"),
                ("2028-Q4", None, None),
                ("2030-06", None, None),
            ],
        },
    ),
}
