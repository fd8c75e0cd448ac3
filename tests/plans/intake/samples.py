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

Thực hiện Kế hoạch số 45-KH/TU, ngày 12/11/2026 của Ban Thường vụ Tỉnh ủy; Ban Thường vụ Đảng ủy xã xây dựng Kế hoạch \
như sau:

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

LETTER = """
UBND TỈNH HÀ TĨNH
SỞ NỘI VỤ
Số: 2034/SNV-TĐKT
V/v đăng ký điển hình tiên tiến
giai đoạn 2026 - 2030
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Tĩnh, ngày 6 tháng 7 năm 2026

Kính gửi:
- Các sở, ban, ngành, đoàn thể cấp tỉnh;
- UBND các xã, phường.

Thực hiện Chỉ thị số 41-CT/TW ngày 26/12/2024 của Bộ Chính trị, Sở Nội vụ đề nghị các cơ quan, đơn vị:

1. Lựa chọn, đăng ký từ 01 đến 02 tập thể, 02 đến 03 cá nhân điển hình; riêng các xã, phường đăng ký thêm ít nhất 01 \
mô hình.
2. Hồ sơ đăng ký (01 bộ, gồm: báo cáo thành tích, biên bản họp) gửi về Sở Nội vụ (qua Phòng Thi đua - Khen thưởng) \
trước ngày 15 tháng 8 năm 2026.
3. Không đăng ký tập thể, cá nhân đang trong thời gian xem xét kỷ luật, bị khởi tố, điều tra.

Đề nghị các cơ quan, đơn vị quan tâm, thực hiện./.

Nơi nhận:
- Như trên;
- GĐ, các PGĐ Sở;
- Lưu: VT, TĐKT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Nguyễn Trọng Hiếu
"""

DISTRICT = """
UỶ BAN NHÂN DÂN
HUYỆN MƯỜNG LA

CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 118/KH-UBND
Mường La, ngày 22 tháng 02 năm 2022

KẾ HOẠCH
Phát hiện, bồi dưỡng và nhân điển hình tiên tiến trên địa bàn huyện Mường La, giai đoạn 2022-2025

Căn cứ Luật Thi đua, khen thưởng năm 2003; Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng năm 2013;
Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ;
UBND huyện Mường La ban hành Kế hoạch, cụ thể như sau:

I. MỤC ĐÍCH - YÊU CẦU
1. Mục đích: Giai đoạn 2017-2021 toàn huyện có 15 tập thể, 42 cá nhân được Chủ tịch UBND tỉnh tặng Bằng khen.
2. Yêu cầu: Mỗi xã, thị trấn phải có kế hoạch.

II. NỘI DUNG
1. Lĩnh vực kinh tế - nông, lâm nghiệp
Phòng Nông nghiệp và Phát triển nông thôn chủ trì, phối hợp với Hội Nông dân huyện, Hội Liên hiệp Phụ nữ huyện và \
UBND các xã, thị trấn lựa chọn, bồi dưỡng: 05 tập thể, 20 hộ gia đình sản xuất kinh doanh giỏi.
2. Lĩnh vực văn hóa - xã hội
a) Giáo dục: Phòng Giáo dục và Đào tạo chủ trì lựa chọn ít nhất mười trường và hai mươi cán bộ quản lý, giáo viên.
b) Y tế: Trung tâm Y tế huyện chủ trì lựa chọn 03 trạm y tế, 10 cá nhân.
c) Giảm nghèo: giao Phòng Lao động - Thương binh và Xã hội chủ trì chọn tối thiểu 30 hộ thoát nghèo.
3. Lĩnh vực quốc phòng - an ninh
Ban Chỉ huy Quân sự huyện, Công an huyện mỗi đơn vị chủ trì lựa chọn 02 tập thể và 05 cá nhân.

III. LỘ TRÌNH
1. Năm 2022: Đăng ký, xây dựng kế hoạch xong trước ngày 30/4/2022.
2. Năm 2023 - 2024: Bồi dưỡng, nhân rộng. Quý IV/2023 tổ chức sơ kết.
3. Năm 2025: Tổng kết trong quý I năm 2025; giới thiệu 05 tập thể, 10 cá nhân dự Đại hội Thi đua yêu nước tỉnh.

IV. KINH PHÍ
Kinh phí 250.000.000đ (Hai trăm năm mươi triệu đồng).

V. TỔ CHỨC THỰC HIỆN
1. Phòng Nội vụ chủ trì, phối hợp với các cơ quan, đơn vị đôn đốc thực hiện; định kỳ báo cáo UBND huyện trước ngày \
10/12 hàng năm.
2. Các cơ quan, đơn vị, UBND các xã, thị trấn gửi báo cáo 6 tháng trước ngày 05/6, báo cáo năm trước ngày 25/11 về \
Phòng Nội vụ.

Nơi nhận:
- TT Huyện ủy;
- Các phòng, ban;
- Lưu: VT.
TM. UỶ BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(đã ký)
Lò Văn Pành
"""

SCANNED_UNION = """
UBND TỈNH THÁI BÌNH
LIÊN ĐOÀN LAO ĐỘNG TỈNH
Số: 45/KH-LĐLĐ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Thái Bình, ngày 12 tháng 4 năm 2021

KÉ HOẠCH
Xây dựng điển hình tiên tiến trong công nhân, viên chức, lao động giai đoạn
2021 - 2025

Thực hiện Kế hoạch số 33/KH-UBND ngày 15/3/2021 của UBND tỉnh, Ban Thường
vụ Liên đoàn Lao động tỉnh xây dựng kế hoạch như sau:

I. CHỈ TIÊU
1. Mỗi Liên đoàn Lao động huyện, thành phố, công đoàn ngành lựa chọn ít nhất
05 tập thể, 10 cá
nhân điển hình.
2. Công đoàn cơ sở có từ 100 đoàn viên trở lên chọn ít nhất 01 cá nhân.
3. Liên đoàn Lao động tỉnh lựa chọn 20 tập thể và 50 cá nhân biểu dương vào dịp 28/7/2025.

II. THỜI GIAN
Các cấp công đoàn gửi danh sách về Liên đoàn Lao động tỉnh (qua Ban Chính sách
pháp luật) chậm nhất ngày 30/6
hàng năm.
                              2
Tổng kết Kế hoạch vào Quý II/2025.
"""

PARTY_GUIDE = """
TỈNH ỦY LÂM ĐỒNG
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số 08-HD/BTGDVTU
ĐẢNG CỘNG SẢN VIỆT NAM
Lâm Đồng, ngày 10 tháng 3 năm 2026

HƯỚNG DẪN
bình chọn gương "Dân vận khéo" giai đoạn 2026 - 2030

Căn cứ Kế hoạch số 20-KH/TU, ngày 15/01/2026 của Ban Thường vụ Tỉnh ủy;
Ban Tuyên giáo và Dân vận Tỉnh ủy hướng dẫn như sau:

I. LĨNH VỰC
1. Trên lĩnh vực kinh tế
Là mô hình phát triển sản xuất có hiệu quả.
2. Trên lĩnh vực văn hóa - xã hội
Là mô hình giữ gìn bản sắc.
3. Trên lĩnh vực quốc phòng, an ninh
4. Trên lĩnh vực xây dựng hệ thống chính trị

II. SỐ LƯỢNG
1. Hằng năm
- Mỗi đảng ủy xã, phường, đặc khu: tối thiểu 05 mô hình, 03 điển hình.
- Mặt trận Tổ quốc và mỗi tổ chức chính trị - xã hội tỉnh: ít nhất 03 mô hình.
- Đảng ủy các cơ quan Đảng tỉnh, Đảng ủy UBND tỉnh: mỗi đảng ủy đăng ký 10 mô hình.
2. Sơ kết 3 năm (2028)
Mỗi đảng ủy trực thuộc chọn 01 tập thể, 01 cá nhân gửi về Ban Tuyên giáo và Dân vận Tỉnh ủy trước ngày 30/8/2028.
3. Tổng kết 5 năm (2030)
Mỗi đảng ủy trực thuộc chọn không quá 02 tập thể, 02 cá nhân, gửi trước ngày 30/8/2030.

III. TIÊU CHUẨN
1. Tập thể: được công nhận mô hình “Dân vận khéo” ít nhất 02 năm liên tục.
2. Cá nhân: hoàn thành tốt nhiệm vụ trở lên; không vi phạm kỷ luật từ khiển trách trở lên trong thời gian xét.

Nơi nhận:
- Thường trực Tỉnh ủy (b/c),
- Các đảng ủy trực thuộc,
- Lưu.
TRƯỞNG BAN
Bùi Thắng
"""

LABELLED_GROUPS = """
UBND TỈNH TUYÊN QUANG
HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG
Số: 03/HD-HĐTĐKT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Tuyên Quang, ngày 25 tháng 01 năm 2026
HƯỚNG DẪN
Phát hiện, bồi dưỡng, tổng kết và nhân điển hình tiên tiến giai đoạn 2026 - 2030
Thực hiện Chương trình công tác năm 2026, Hội đồng Thi đua - Khen thưởng tỉnh hướng dẫn một số nội dung sau:
I. MỤC TIÊU
- 100% cơ quan, đơn vị có kế hoạch.
- Mỗi năm có từ 30 mô hình trở lên được nhân rộng cấp tỉnh.
II. CÁC NHÓM LĨNH VỰC
1. Nhóm lĩnh vực kinh tế
- Chủ trì: Sở Tài chính
- Phối hợp: Sở Công Thương, Sở Nông nghiệp và Môi trường
- Chỉ tiêu hằng năm: 05 doanh nghiệp, 10 hộ kinh doanh, 03 hợp tác xã.
2. Nhóm lĩnh vực văn hóa - xã hội
- Chủ trì: Sở Văn hóa, Thể thao và Du lịch; Sở Giáo dục và Đào tạo; Sở Y tế
- Phối hợp: các sở, ngành liên quan
- Chỉ tiêu hằng năm: mỗi cơ quan chủ trì 05 tập thể, 10 cá nhân.
3. Nhóm lĩnh vực nội chính
- Chủ trì: Công an tỉnh
- Chỉ tiêu hằng năm: tối thiểu 08 tập thể, 15 cá nhân.
III. QUY TRÌNH, THỜI GIAN
1. Bước 1. Đăng ký: tháng 01 hằng năm (năm 2026 trước ngày 28/02/2026).
2. Bước 2. Bồi dưỡng: từ tháng 2 đến tháng 10 hằng năm.
3. Bước 3. Tổng kết, đề nghị: gửi hồ sơ về Sở Nội vụ trước ngày 05/11 hằng năm.
4. Sơ kết giai đoạn: Quý II/2028; tổng kết: Quý II/2030.
Nơi nhận:
- Thành viên Hội đồng;
- Lưu: VT.
TM. HỘI ĐỒNG
CHỦ TỊCH
CHỦ TỊCH UBND TỈNH
Phan Huy Ngọc
"""

CELL = """
ĐẢNG ỦY PHƯỜNG VĂN MIẾU
CHI BỘ 5
*
Số 02-KH/CB

ĐẢNG CỘNG SẢN VIỆT NAM
Văn Miếu, ngày 12 tháng 02 năm 2026

KẾ HOẠCH
Thực hiện mô hình "Chi bộ 4 tốt" và xây dựng điển hình năm 2026
Thực hiện Kế hoạch số 11-KH/ĐU ngày 20/01/2026 của Đảng ủy phường, Chi bộ 5 xây dựng kế hoạch như sau:
1. Mục đích: Học Bác bằng việc làm cụ thể.
2. Nội dung: 
2.1. Chi bộ đăng ký 01 mô hình; mỗi tổ đảng chọn 01 đảng viên tiêu biểu.
2.2. Chi ủy phân công 03 đồng chí phụ trách.
3. Thời gian
- Đăng ký với Đảng ủy phường: trước ngày 28/02/2026.
- Kiểm điểm hằng quý; tổng kết trong tháng 11/2026.
Nơi nhận:
- Đảng ủy phường;
- Lưu chi bộ.
T/M CHI BỘ
BÍ THƯ
Nguyễn Thị Thu
"""
