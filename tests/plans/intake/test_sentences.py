"""Quotas, times and charges of single sentences, in many wordings. All sentences are invented."""

import pytest

from plans.intake.deadlines import times_in
from plans.intake.leads import charges
from plans.intake.quotas import quotas_in

C, I, H, M, E = "collective", "individual", "household", "model", "exemplar"
CATEGORY, UNIT, PLAN, FIELD, LEAD = "per_unit_category", "per_unit", "per_plan", "per_field", "per_lead"

QUOTAS = [
    (
        "Mỗi sở, ban, ngành cấp tỉnh lựa chọn và giới thiệu tối thiểu 02 tập thể, 04 cá nhân tiêu biểu.",
        [(C, 2, None, CATEGORY, "sở, ban, ngành cấp tỉnh"), (I, 4, None, CATEGORY, "sở, ban, ngành cấp tỉnh")],
    ),
    ("Phấn đấu mỗi năm toàn tỉnh có ít nhất 50 điển hình tiên tiến được nhân rộng.", [(E, 50, None, PLAN, None)]),
    ("Giao Công an thành phố chủ trì xây dựng 03 mô hình phòng cháy, chữa cháy.", [(M, 3, 3, FIELD, None)]),
    (
        "Mỗi trường tiểu học chọn không quá ba giáo viên và một tập thể tổ chuyên môn.",
        [(I, None, 3, CATEGORY, "trường tiểu học"), (C, None, 1, CATEGORY, "trường tiểu học")],
    ),
    ("UBND các xã, phường: mỗi đơn vị đăng ký từ 02 đến 03 hộ gia đình.", [(H, 2, 3, CATEGORY, "UBND các xã, phường")]),
    ("Hội Cựu chiến binh tỉnh giới thiệu 05 hội viên tiêu biểu.", [(I, 5, 5, UNIT, "Hội Cựu chiến binh tỉnh")]),
    ("Bình quân mỗi thôn có 01 gương người tốt, việc tốt.", [(E, 1, 1, CATEGORY, "thôn")]),
    (
        "Lựa chọn 15 điển hình tiên tiến, gồm 05 tập thể, 08 cá nhân và 02 hộ gia đình.",
        [(C, 5, 5, PLAN, None), (I, 8, 8, PLAN, None), (H, 2, 2, PLAN, None)],
    ),
    (
        "Xét chọn 63 gương điển hình (trong đó: 21 tập thể; 42 cá nhân).",
        [(C, 21, 21, PLAN, None), (I, 42, 42, PLAN, None)],
    ),
    (
        "Mỗi cụm thi đua chọn một tập thể dẫn đầu và hai cá nhân xuất sắc.",
        [(C, 1, 1, CATEGORY, "cụm thi đua"), (I, 2, 2, CATEGORY, "cụm thi đua")],
    ),
    (
        "Đề nghị Tỉnh đoàn chủ trì, phối hợp với Sở Nội vụ chọn ít nhất 12 thanh niên khởi nghiệp.",
        [(I, 12, None, FIELD, None)],
    ),
    (
        "Mỗi phường, xã, đặc khu xây dựng tối thiểu 01 mô hình “Dân vận khéo”.",
        [(M, 1, None, CATEGORY, "phường, xã, đặc khu")],
    ),
    (
        "Hằng năm, mỗi khối thi đua giới thiệu tối đa 03 tập thể và 05 cá nhân để tuyên dương.",
        [(C, None, 3, CATEGORY, "khối thi đua"), (I, None, 5, CATEGORY, "khối thi đua")],
    ),
    (
        "Sở Y tế, Sở Giáo dục và Đào tạo mỗi ngành lựa chọn ít nhất 10 tập thể.",
        [(C, 10, None, CATEGORY, "Sở Y tế, Sở Giáo dục và Đào tạo")],
    ),
    ("Các huyện, thành phố mỗi địa phương chọn 05 tập thể.", [(C, 5, 5, CATEGORY, "huyện, thành phố")]),
    (
        "Mỗi huyện ủy, thành ủy chọn từ 3-5 tập thể, 5-7 cá nhân.",
        [(C, 3, 5, CATEGORY, "huyện ủy, thành ủy"), (I, 5, 7, CATEGORY, "huyện ủy, thành ủy")],
    ),
    ("Số lượng: 10 tập thể, 15 cá nhân.", [(C, 10, 10, PLAN, None), (I, 15, 15, PLAN, None)]),
    (
        "Chỉ tiêu: ít nhất hai mươi tập thể, bốn mươi lăm cá nhân.",
        [(C, 20, None, PLAN, None), (I, 45, None, PLAN, None)],
    ),
    ("lựa chọn tối thiểu (03) ba tập thể và (05) năm cá nhân", [(C, 3, None, PLAN, None), (I, 5, None, PLAN, None)]),
    ("mỗi đơn vị ít nhất 02 (hai) tập thể, 03 (ba) cá nhân.", [(C, 2, None, UNIT, None), (I, 3, None, UNIT, None)]),
    ("Mỗi quý, mỗi đơn vị phát hiện ít nhất 01 gương người tốt, việc tốt.", [(E, 1, None, UNIT, None)]),
    (
        "Riêng Sở Tư pháp, Sở Xây dựng mỗi sở được đăng ký tối đa 07 cá nhân.",
        [(I, None, 7, CATEGORY, "Sở Tư pháp, Sở Xây dựng")],
    ),
    (
        "Mỗi sở, ban, ngành: 03 tập thể, 05 cá nhân.",
        [(C, 3, 3, CATEGORY, "sở, ban, ngành"), (I, 5, 5, CATEGORY, "sở, ban, ngành")],
    ),
    (
        "Thành lập ít nhất 05 tổ tự quản, 10 nhóm thiện nguyện.",
        [("club", 5, None, PLAN, None), ("club", 10, None, PLAN, None)],
    ),
    ("Giao Công an xã, Ban Chỉ huy Quân sự xã mỗi cơ quan chủ trì chọn 02 cá nhân.", [(I, 2, 2, LEAD, None)]),
    (
        "Mỗi ban, ngành, đoàn thể huyện đăng ký ít nhất 01 mô hình và 02 gương điển hình.",
        [(M, 1, None, CATEGORY, "ban, ngành, đoàn thể huyện"), (E, 2, None, CATEGORY, "ban, ngành, đoàn thể huyện")],
    ),
    (
        "Giao Hội Liên hiệp Phụ nữ tỉnh chủ trì, phối hợp với Sở Tư pháp xây dựng 15 câu lạc bộ, biểu dương 30 phụ "
        "nữ tiêu biểu.",
        [("club", 15, 15, FIELD, None), (I, 30, 30, FIELD, None)],
    ),
    ("Toàn ngành phấn đấu xây dựng từ 10 đến 12 mô hình mới trong giai đoạn 2026 - 2030.", [(M, 10, 12, PLAN, None)]),
    (
        "Mỗi xã, phường, thị trấn chọn tối thiểu 2 khu dân cư và 5 hộ gia đình làm điểm.",
        [
            ("residential_area", 2, None, CATEGORY, "xã, phường, thị trấn"),
            (H, 5, None, CATEGORY, "xã, phường, thị trấn"),
        ],
    ),
    (
        "Bộ Chỉ huy Bộ đội Biên phòng tỉnh đăng ký 04 tập thể, 06 cá nhân.",
        [(C, 4, 4, UNIT, "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"), (I, 6, 6, UNIT, "Bộ Chỉ huy Bộ đội Biên phòng tỉnh")],
    ),
    (
        "Số lượng đề nghị: không quá 03 tập thể và 05 cá nhân đối với mỗi đơn vị.",
        [(C, None, 3, UNIT, None), (I, None, 5, UNIT, None)],
    ),
    (
        "Mỗi khoa, phòng chọn 1 cá nhân; mỗi trung tâm chọn 1 tập thể, 2 cá nhân.",
        [(I, 1, 1, CATEGORY, "khoa, phòng"), (C, 1, 1, CATEGORY, "trung tâm"), (I, 2, 2, CATEGORY, "trung tâm")],
    ),
    (
        "Các trường đại học, cao đẳng lựa chọn ít nhất 03 sinh viên tiêu biểu.",
        [(I, 3, None, CATEGORY, "trường đại học, cao đẳng")],
    ),
    ("Phát hiện, giới thiệu ít nhất 100 gương người tốt, việc tốt.", [(E, 100, None, PLAN, None)]),
    (
        "Sở Công Thương chủ trì lựa chọn 10 doanh nghiệp, 10 doanh nhân.",
        [("enterprise", 10, 10, FIELD, None), (I, 10, 10, FIELD, None)],
    ),
    (
        "Mỗi liên đoàn lao động huyện giới thiệu từ 02 đến 03 công nhân, viên chức, lao động tiêu biểu.",
        [(I, 2, 3, CATEGORY, "liên đoàn lao động huyện")],
    ),
    ("Hằng năm mỗi đơn vị cơ sở lựa chọn ít nhất một điển hình tiên tiến.", [(E, 1, None, CATEGORY, "đơn vị cơ sở")]),
    (
        "Các đơn vị trực thuộc Sở lựa chọn 02 tập thể, 03 cá nhân.",
        [(C, 2, 2, CATEGORY, "Các đơn vị trực thuộc Sở"), (I, 3, 3, CATEGORY, "Các đơn vị trực thuộc Sở")],
    ),
    (
        "Mỗi chi đoàn giới thiệu ít nhất 02 đoàn viên; mỗi đoàn xã giới thiệu 05 đoàn viên và 01 tập thể.",
        [(I, 2, None, CATEGORY, "chi đoàn"), (I, 5, 5, CATEGORY, "đoàn xã"), (C, 1, 1, CATEGORY, "đoàn xã")],
    ),
    (
        "Ngành Giáo dục lựa chọn 20 nhà giáo, ngành Y tế lựa chọn 15 thầy thuốc tiêu biểu.",
        [(I, 20, 20, PLAN, None), (I, 15, 15, PLAN, None)],
    ),
    (
        "Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh: 10 tập thể, 10 cá nhân mỗi đơn vị.",
        [
            (C, 10, 10, CATEGORY, "Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh"),
            (I, 10, 10, CATEGORY, "Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh"),
        ],
    ),
    (
        "Phấn đấu đến hết năm 2027, mỗi phường có ít nhất 03 mô hình chuyển đổi số cộng đồng.",
        [(M, 3, None, CATEGORY, "phường")],
    ),
    (
        "Sở Du lịch chủ trì, xây dựng ít nhất 05 mô hình du lịch cộng đồng và bồi dưỡng 20 hộ dân làm du lịch.",
        [(M, 5, None, FIELD, None), (H, 20, 20, FIELD, None)],
    ),
    (
        "Chọn 03 tập thể, 05 cá nhân tiêu biểu nhất của mỗi huyện.",
        [(C, 3, 3, CATEGORY, "huyện"), (I, 5, 5, CATEGORY, "huyện")],
    ),
    (
        "Đảng ủy xã A lựa chọn 3 gương (1 tập thể, 2 cá nhân).",
        [(C, 1, 1, UNIT, "Đảng ủy xã A"), (I, 2, 2, UNIT, "Đảng ủy xã A")],
    ),
    ("giới thiệu từ 1-2 mô hình hiệu quả/năm", [(M, 1, 2, PLAN, None)]),
    (
        "Căn cứ tình hình thực tế, các đơn vị lựa chọn số lượng phù hợp, tối đa 05 điển hình.",
        [(E, None, 5, CATEGORY, "các đơn vị")],
    ),
]

NO_QUOTAS = [
    "Khen thưởng 20 tập thể và 35 cá nhân có thành tích xuất sắc.",
    "Năm 2025 đã biểu dương 120 tập thể, 240 cá nhân.",
    "Tổng kinh phí 500 triệu đồng cho 20 mô hình.",
    "Mỗi mô hình được hỗ trợ 30 triệu đồng.",
    "Hội nghị có 150 đại biểu là các cá nhân điển hình.",
    "Tỷ lệ hộ nghèo giảm ít nhất 2%/năm.",
    "Phấn đấu 100% cơ quan, đơn vị xây dựng kế hoạch.",
    "Toàn tỉnh có 102 xã, phường với 1.250 thôn, tổ dân phố.",
    "Tổ chức cho 40 cá nhân điển hình đi tham quan học tập.",
    "Hộ gia đình có từ 03 thế hệ trở lên cùng chung sống.",
    "Mỗi hồ sơ gồm 02 bản, mỗi tập thể 01 báo cáo thành tích.",
    "Điều 12. Mỗi cá nhân được tặng 01 hình thức khen thưởng.",
    "Kết quả: đã có 35 mô hình, 12 câu lạc bộ được nhân rộng.",
    "Xây dựng được 15 mô hình, 20 câu lạc bộ; đến nay còn 12 mô hình.",
    "Chăn nuôi của hộ ông A đạt trên 20 mô hình lớn nhỏ.",
    "Sở Nông nghiệp và Môi trường có 12 đơn vị trực thuộc.",
    "Trong 10 năm qua, tỉnh đã công nhận 356 mô hình “Dân vận khéo”, 1.024 gương người tốt, việc tốt.",
    "Mỗi đồng chí cấp ủy viên phụ trách ít nhất 01 chi bộ.",
    "Hỗ trợ 200 hộ nghèo phát triển sản xuất, xây mới 45 nhà đại đoàn kết.",
    "Mỗi cơ quan báo chí đăng ít nhất 10 bài viết về 05 điển hình mỗi tháng.",
    "Đoàn đại biểu gồm 25 cá nhân do đồng chí Phó Chủ tịch làm Trưởng đoàn.",
    "Mỗi xã được thưởng 01 tỷ đồng khi có từ 03 mô hình trở lên.",
    "Đăng ký ít nhất 05 sáng kiến, 02 đề tài.",
    "Toàn tỉnh hiện có 1.250 hợp tác xã, 4.500 doanh nghiệp đang hoạt động.",
    "Xét, tặng Bằng khen cho không quá 10 tập thể, 20 cá nhân.",
    "Tổ chức 02 lớp tập huấn cho 150 cá nhân làm công tác thi đua.",
    "Bình quân mỗi năm kết nạp 1.500 đảng viên.",
    "Đến nay, 85% thôn, 90% cơ quan đạt chuẩn văn hóa.",
]

TIMES = [
    (
        "Báo cáo 6 tháng đầu năm gửi trước ngày 15/6; báo cáo năm gửi trước ngày 30/11.",
        [("--06-15", None, "annual"), ("--11-30", None, "annual")],
    ),
    ("Định kỳ ngày 20 hàng tháng, các đơn vị gửi báo cáo về Sở Nội vụ.", [("---20", None, "monthly")]),
    ("Hoàn thành trước 31/12/2026.", [("2026-12-31", None, None)]),
    ("Thời gian: tháng 9 năm 2027.", [("2027-09", None, None)]),
    ("Thời hạn gửi hồ sơ: chậm nhất ngày 15-10-2026.", [("2026-10-15", None, None)]),
    ("Chậm nhất 10 ngày làm việc sau khi kết thúc quý, các đơn vị báo cáo.", [("P10WD", None, None)]),
    ("Tuần đầu tháng 12 hằng năm, Sở Nội vụ tổng hợp.", [("--12", None, "annual")]),
    ("Sơ kết vào năm 2028, tổng kết vào năm 2030.", [("2028", None, None), ("2030", None, None)]),
    ("Gửi về Ban Tổ chức trước 16 giờ ngày 05/5/2027.", [("2027-05-05", None, None)]),
    (
        "Năm 2026: đăng ký; năm 2027-2029: bồi dưỡng; năm 2030: tổng kết.",
        [("2026", None, None), ("2027", "2029", None), ("2030", None, None)],
    ),
    ("Từ tháng 01 đến tháng 3 hằng năm, rà soát, đăng ký.", [("--01", "--03", "annual")]),
    ("6 tháng cuối năm 2026 tổ chức kiểm tra.", [("2026-H2", None, None)]),
    ("Hằng quý, Phòng Văn hóa - Xã hội báo cáo UBND xã.", [(None, None, "quarterly")]),
    ("Trong thời gian 30 ngày, kể từ ngày nhận được Kế hoạch này.", [("P30D", None, None)]),
    (
        "Báo cáo định kỳ: 06 tháng (trước 10/6), năm (trước 10/12) và báo cáo đột xuất.",
        [("--06-10", None, "annual"), ("--12-10", None, "annual")],
    ),
    ("ngày 25 tháng cuối mỗi quý gửi số liệu", [("---25", None, "quarterly")]),
    (
        "Tổ chức sơ kết giữa kỳ trong Quý III/2028 và tổng kết vào Quý IV/2030.",
        [("2028-Q3", None, None), ("2030-Q4", None, None)],
    ),
    ("Thời gian thực hiện: từ ngày 01/4/2026 đến hết ngày 31/12/2030.", [("2026-04-01", "2030-12-31", None)]),
    ("Quý 4 hàng năm, tổ chức bình xét", [("--Q4", None, "annual")]),
    ("Ngày 11/6/2023, kỷ niệm 75 năm Ngày Bác Hồ ra Lời kêu gọi.", []),
    ("Kế hoạch này có hiệu lực từ ngày 01/01/2026.", []),
    ("Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ.", []),
    ("Giai đoạn 2026 - 2030 phấn đấu.", []),
    ("chọn tối thiểu từ 03 - 10 mô hình", []),
]

CHARGES = [
    (
        "Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, UBND các xã, phường và các đơn vị có liên quan lựa chọn 05 "
        "tập thể.",
        ["Sở Xây dựng"],
        None,
        ["Sở Tài chính", "UBND các xã, phường", "các đơn vị có liên quan"],
    ),
    (
        "Cơ quan chủ trì: Sở Y tế. Cơ quan phối hợp: Sở Nội vụ, Bảo hiểm xã hội tỉnh.",
        ["Sở Y tế"],
        None,
        ["Sở Nội vụ", "Bảo hiểm xã hội tỉnh"],
    ),
    (
        "Giao Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã làm đầu mối.",
        ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"],
        "giao",
        [],
    ),
    (
        "Phân công Ban Tổ chức Đảng ủy phụ trách, phối hợp cùng Văn phòng Đảng ủy.",
        ["Ban Tổ chức Đảng ủy"],
        "phân công",
        ["Văn phòng Đảng ủy"],
    ),
    (
        "Giao cho Sở Dân tộc và Tôn giáo chủ trì phối hợp Sở Văn hóa, Thể thao và Du lịch",
        ["Sở Dân tộc và Tôn giáo"],
        "giao",
        ["Sở Văn hóa, Thể thao và Du lịch"],
    ),
    ("Sở Nông nghiệp và Môi trường là cơ quan chủ trì lĩnh vực này", ["Sở Nông nghiệp và Môi trường"], None, []),
    ("Yêu cầu Giám đốc Công an tỉnh chủ trì, lựa chọn 05 tập thể", ["Giám đốc Công an tỉnh"], "yêu cầu", []),
]


@pytest.mark.parametrize(("sentence", "expected"), QUOTAS)
def test_quotas_of_a_sentence(sentence, expected):
    found = quotas_in(sentence)

    assert [(q.subject_type, q.min, q.max, q.basis, q.unit_category) for q in found] == expected


@pytest.mark.parametrize("sentence", NO_QUOTAS)
def test_other_numbers_are_no_quotas(sentence):
    assert quotas_in(sentence) == []


@pytest.mark.parametrize(("sentence", "expected"), TIMES)
def test_times_of_a_sentence(sentence, expected):
    found = times_in(sentence)

    assert [(time.value, time.to, time.recurrence) for time in found] == expected


@pytest.mark.parametrize(("sentence", "leads", "verb", "partners"), CHARGES)
def test_who_chairs_and_with_whom(sentence, leads, verb, partners):
    (charge,) = charges(sentence)

    assert [sentence[a:b] for a, b in charge.leads] == leads
    assert charge.verb == verb
    assert [sentence[a:b] for a, b in charge.coordinators] == partners
