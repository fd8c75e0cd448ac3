"""Invented plans in structures of their own: a Party plan, a table in text, a decision, headings, bullets, a report."""

PARTY_COMMUNE = """
ĐẢNG BỘ TỈNH CÀ MAU
ĐẢNG ỦY XÃ TÂN THUẬN
*
Số 12-KH/ĐU

ĐẢNG CỘNG SẢN VIỆT NAM
Tân Thuận, ngày 05 tháng 01 năm 2027

KẾ HOẠCH
phát hiện, bồi dưỡng gương điển hình trong học tập và làm theo Bác, giai đoạn 2027 - 2030
-----

Thực hiện Kế hoạch số 45-KH/TU, ngày 12/11/2026 của Ban Thường vụ Tỉnh ủy; Ban Thường vụ Đảng ủy xã xây dựng Kế hoạch như sau:

I- MỤC ĐÍCH
Nâng cao nhận thức của cán bộ, đảng viên.

II- NỘI DUNG
1. Chỉ tiêu
1.1. Mỗi chi bộ trực thuộc lựa chọn ít nhất 01 tập thể và 02 cá nhân;
1.2. Chi bộ Quân sự, Chi bộ Công an mỗi chi bộ chọn 01 mô hình;
1.3. Ban Thường vụ Đảng ủy chọn không quá mười cá nhân đề nghị cấp trên biểu dương hằng năm.
2. Lĩnh vực trọng tâm
a) Xây dựng Đảng và hệ thống chính trị: giao Ban Xây dựng Đảng phụ trách;
b) Phát triển kinh tế tập thể: giao Phòng Kinh tế làm đầu mối, chọn 02 hợp tác xã;
c) Văn hóa - xã hội: giao Phòng Văn hóa - Xã hội làm đầu mối.

III- THỜI GIAN THỰC HIỆN
- Các chi bộ gửi danh sách về Đảng ủy (qua Ban Xây dựng Đảng) trước ngày 20/02/2027.
- Định kỳ hằng quý báo cáo kết quả.
- Tháng 5/2028 sơ kết; tháng 5 năm 2030 tổng kết.

Nơi nhận:
- Ban Thường vụ Tỉnh ủy (b/c);
- Các chi bộ trực thuộc;
- Lưu VPĐU.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Lâm Văn Út
"""

SCHOOL_TABLE = """
UBND TỈNH QUẢNG TRỊ
SỞ GIÁO DỤC VÀ ĐÀO TẠO
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 321/KH-SGDĐT
Quảng Trị, ngày 3 tháng 9 năm 2026

KẾ HOẠCH
Xây dựng điển hình tiên tiến ngành Giáo dục năm học 2026 - 2027

Căn cứ Kế hoạch số 90/KH-UBND ngày 01/6/2026 của UBND tỉnh; Sở Giáo dục và Đào tạo ban hành Kế hoạch như sau:

I. CHỈ TIÊU PHÂN BỔ
Số lượng tối đa mỗi đơn vị được giới thiệu như sau:

TT | Đơn vị | Số tập thể | Số cá nhân
1 | Trường THPT Đông Hà | 1 | 3
2 | Trường THPT Lê Lợi | 01 | 02
3 | Các trường THCS | 2 | 4
 | Tổng cộng | 4 | 9

II. MỐC THỜI GIAN
1. Đăng ký: trước ngày 30/9/2026.
2. Báo cáo sơ kết học kỳ I: trước ngày 15/01/2027.
3. Hoàn thành hồ sơ trước 17 giờ ngày 31 tháng 5 năm 2027, gửi về Phòng Tổ chức cán bộ.

III. ĐIỀU KIỆN
- Cá nhân phải đạt danh hiệu “Lao động tiên tiến” năm học liền kề.
- Không xem xét đơn vị có cán bộ bị kỷ luật trong năm học.

Nơi nhận:
- Như trên;
- Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
(Đã ký)
Nguyễn Thị Hồng Vân
"""

DECISION = """
ỦY BAN NHÂN DÂN
TỈNH SƠN LA
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 1502/QĐ-UBND
Sơn La, ngày 12 tháng 8 năm 2026
QUYẾT ĐỊNH
Giao chỉ tiêu xây dựng điển hình tiên tiến năm 2027
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022;
Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 88/TTr-SNV ngày 05 tháng 8 năm 2026.
QUYẾT ĐỊNH:
Điều 1. Giao chỉ tiêu xây dựng điển hình tiên tiến năm 2027 cho các cơ quan, đơn vị như sau:
1. Mỗi sở, ban, ngành: 03 tập thể, 05 cá nhân.
2. Mỗi xã, phường: 02 tập thể, 03 cá nhân và 01 mô hình.
3. Riêng Công an tỉnh: 10 tập thể, 20 cá nhân.
Điều 2. Các cơ quan, đơn vị báo cáo kết quả về Sở Nội vụ trước ngày 05/12/2027.
Điều 3. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 900/QĐ-UBND ngày 01/3/2025.
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Hà Trung Chiến
"""

ROMAN_FIELDS = """
UBND THÀNH PHỐ HUẾ
SỞ NỘI VỤ
Số: 77/HD-SNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Huế, ngày 9 tháng 02 năm 2026

HƯỚNG DẪN
Về việc lựa chọn điển hình tiên tiến từ năm 2026 đến năm 2028

Thực hiện Kế hoạch số 15/KH-UBND ngày 20/01/2026 của UBND thành phố, Sở Nội vụ hướng dẫn như sau:

A. CÁC LĨNH VỰC

I. LĨNH VỰC DU LỊCH, DỊCH VỤ
- Cơ quan chủ trì: Sở Du lịch.
- Cơ quan phối hợp: Sở Văn hóa và Thể thao; Hiệp hội Du lịch thành phố.
- Số lượng: tối thiểu 10 doanh nghiệp, 15 cá nhân.

II. LĨNH VỰC BẢO TỒN DI SẢN
- Cơ quan chủ trì: Trung tâm Bảo tồn Di tích Cố đô Huế.
- Số lượng: từ 03 đến 05 tập thể; không quá 10 cá nhân.

III. LĨNH VỰC Y TẾ
- Cơ quan chủ trì: Sở Y tế.
- Số lượng: 5 tập thể và 8 cá nhân mỗi năm.

B. THỜI GIAN
- Đợt 1: gửi hồ sơ trước ngày 31/3/2026.
- Đợt 2: gửi hồ sơ trước ngày 30/9/2027.
- Tổng kết: Quý IV năm 2028.

Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT.
GIÁM ĐỐC
Trần Thị Hoài Trâm
"""

REPORT = """
UBND HUYỆN X
Số: 05/BC-UBND

BÁO CÁO
Kết quả phong trào thi đua năm 2024

I. KẾT QUẢ
1. Toàn huyện đã phát hiện 125 điển hình, lựa chọn 30 tập thể, 60 cá nhân đề nghị khen thưởng.
2. Xây dựng được 15 mô hình, 20 câu lạc bộ; nhân rộng 05 mô hình.
3. Năm 2024, Hội Nông dân huyện giới thiệu 12 hộ gia đình, trong đó 05 hộ được tặng Bằng khen.
4. Kinh phí thực hiện 350 triệu đồng. Mỗi xã được hỗ trợ 20 triệu đồng.
II. TỒN TẠI
Còn 03 xã chưa có điển hình; 10/25 chi bộ chưa đăng ký.
"""

WARD_BULLETS = """
ỦY BAN NHÂN DÂN
PHƯỜNG AN KHÊ
Số: 40/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Khê, ngày 18 tháng 3 năm 2026

KẾ HOẠCH
Nhân rộng điển hình tiên tiến trên địa bàn phường năm 2026

Thực hiện Kế hoạch số 22/KH-UBND ngày 02/02/2026 của Ủy ban nhân dân thành phố; UBND phường xây dựng kế hoạch như sau:

1. Chỉ tiêu
Mỗi tổ dân phố lựa chọn, giới thiệu ít nhất:
- 01 tập thể;
- 02 hộ gia đình;
- 03 cá nhân.
Các đoàn thể phường phấn đấu:
+ Hội Liên hiệp Phụ nữ phường: 05 cá nhân, 01 mô hình.
+ Hội Nông dân phường: 03 hộ.
+ Đoàn Thanh niên phường: 04 cá nhân.

2. Tiến độ
- Trước 15/4/2026: các tổ dân phố gửi danh sách về UBND phường (qua Phòng Văn hóa - Xã hội).
- Trước 30/11/2026: báo cáo kết quả.

3. Kinh phí: 45 triệu đồng.

Nơi nhận:
- UBND thành phố;
- Các tổ dân phố;
- Lưu: VT.

CHỦ TỊCH

Phan Văn Đức
"""
