"""Sentences written before the reader saw them (fourth batch), in the shapes of unseen_a. All invented."""

from tests.plans.intake.unseen_a import CATEGORY, PLAN, UNIT, C, E, H, I, M

SENTENCES = [
    (
        "Đến năm 2028, mỗi xã, phường có tối thiểu 02 mô hình hoạt động hiệu quả.",
        [(M, 2, None, CATEGORY, "xã, phường")],
        [],
        [],
    ),
    (
        "Yêu cầu Hội Liên hiệp Phụ nữ tỉnh đăng ký 15 mô hình “Nhà sạch, vườn đẹp”.",
        [(M, 15, 15, UNIT, "Hội Liên hiệp Phụ nữ tỉnh")],
        [],
        [],
    ),
    (
        "Các sở, ngành, đoàn thể mỗi năm lựa chọn ít nhất 01 tập thể, 02 cá nhân.",
        [(C, 1, None, CATEGORY, "sở, ngành, đoàn thể"), (I, 2, None, CATEGORY, "sở, ngành, đoàn thể")],
        [],
        [],
    ),
    ("Số lượng: 10 tập thể và 20 cá nhân.", [(C, 10, 10, PLAN, None), (I, 20, 20, PLAN, None)], [], []),
    (
        "Đơn vị có dưới 50 người chọn 01 cá nhân; đơn vị có từ 50 người trở lên chọn 02 cá nhân.",
        [(I, 1, 1, CATEGORY, "Đơn vị có dưới 50 người"), (I, 2, 2, CATEGORY, "đơn vị có từ 50 người trở lên")],
        [],
        [],
    ),
    ("Mỗi khối phố, bản làng chọn một đến hai hộ tiêu biểu.", [(H, 1, 2, CATEGORY, "khối phố, bản làng")], [], []),
    (
        "Trường Đại học Tân Hưng xây dựng 03 gương sinh viên 5 tốt, 02 gương nhà giáo.",
        [(E, 3, 3, UNIT, "Trường Đại học Tân Hưng"), (E, 2, 2, UNIT, "Trường Đại học Tân Hưng")],
        [],
        [],
    ),
    (
        "Công đoàn Viên chức tỉnh giới thiệu tối đa 12 cá nhân, trong đó cán bộ lãnh đạo không quá 03 người.",
        [(I, None, 12, UNIT, "Công đoàn Viên chức tỉnh")],
        [],
        [],
    ),
    ("Duy trì 100% khu dân cư có tổ tự quản.", [], [], []),
    ("Tổng số phiếu phát ra 35, thu về 35; 05 tập thể được 35/35 phiếu.", [], [], []),
    ("Tính đến 30/9/2026, đã có 18/25 xã đăng ký 40 mô hình.", [], [], []),
    ("Bồi dưỡng kiến thức cho 150 hội viên nông dân tại 05 hợp tác xã.", [], [], []),
    ("Mỗi năm tổ chức 02 đợt thi đua, mỗi đợt 06 tháng.", [], [], []),
    (
        "Điều 12 Nghị định số 152/2025/NĐ-CP quy định 03 hình thức đối với tập thể, 05 hình thức đối với cá nhân.",
        [],
        [],
        [],
    ),
    ("Chi 1.500.000 đồng cho mỗi cá nhân, 3.000.000 đồng cho mỗi tập thể điển hình.", [], [], []),
    ("Độ tuổi từ 18 đến 35; mỗi cá nhân nộp 02 ảnh 4x6.", [], [], []),
    ("Lựa chọn 05 trong số 12 tập thể đã đăng ký để đề nghị biểu dương.", [(C, 5, 5, PLAN, None)], [], []),
    (
        "Báo cáo sơ kết gửi trước ngày 30/6/2028; báo cáo tổng kết gửi trước ngày 31/5/2030.",
        [],
        [("2028-06-30", None, None), ("2030-05-31", None, None)],
        [],
    ),
    (
        "Đăng ký vào tháng 01, bình xét vào tháng 11 hằng năm.",
        [],
        [("--01", None, "annual"), ("--11", None, "annual")],
        [],
    ),
    ("Chậm nhất ngày 25 hằng tháng gửi bài về Cổng thông tin điện tử.", [], [("---25", None, "monthly")], []),
    ("Tuần cuối tháng 10 năm 2027 tổ chức gặp mặt.", [], [("2027-10", None, None)], []),
    ("Trước ngày 20 của tháng đầu quý, các khối gửi báo cáo.", [], [], []),
    ("Sau khi kết thúc đợt thi đua 15 ngày, các đơn vị gửi báo cáo.", [], [], []),
    ("Từ quý I đến quý III năm 2027: khảo sát, xây dựng mô hình điểm.", [], [("2027-Q1", "2027-Q3", None)], []),
]
