"""Reports for the tests of rendering: the quotas of Kế hoạch 12065/KH-UBND (Khánh Hòa) with invented results."""

from dataclasses import replace
from datetime import date

from reporting.documents.report import ReportFigures, draft_report
from reporting.documents.sentences import Progress, cite_plan
from reporting.documents.text import number_text, share_text
from reporting.documents.values import DocumentHead, DutyAnnexRow, QuotaAnnexRow, Signer
from reporting.layouts import HD05_2026

AS_OF = date(2023, 6, 30)
FIELDS = (  # field, ((lead, subject, minimum, recognised), …)
    ("Phong trào thi đua “Cả nước chung sức xây dựng nông thôn mới”",
     (("Sở Nông nghiệp và Phát triển nông thôn", "Tập thể", 10, 6),
      ("Sở Nông nghiệp và Phát triển nông thôn", "Cá nhân", 10, 5))),
    ("Phong trào thi đua “Doanh nghiệp Việt Nam hội nhập và phát triển”",
     (("Liên đoàn Lao động tỉnh", "Tập thể", 20, 8), ("Liên đoàn Lao động tỉnh", "Cá nhân", 20, 9))),
    ("Cuộc vận động “Toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh”",
     (("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Tập thể", 20, 7),
      ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Cá nhân", 20, 6))),
    ("Phong trào thi đua “Đổi mới, sáng tạo trong quản lý giảng dạy và học tập”",
     (("Sở Giáo dục và Đào tạo", "Tập thể", 20, 20), ("Sở Giáo dục và Đào tạo", "Cá nhân", 30, 30))),
    ("Thực hiện nhiệm vụ quốc phòng - an ninh",
     (("Công an tỉnh", "Tập thể", 10, 4), ("Công an tỉnh", "Cá nhân", 10, 5),
      ("Bộ Chỉ huy Quân sự tỉnh", "Tập thể", 10, 3), ("Bộ Chỉ huy Quân sự tỉnh", "Cá nhân", 10, 4),
      ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Tập thể", 10, 2),
      ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Cá nhân", 10, 3))),
    ("Lĩnh vực y tế, chăm sóc sức khỏe nhân dân",
     (("Sở Y tế", "Tập thể", 20, 9), ("Sở Y tế", "Cá nhân", 30, 14))),
    ("“Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh” và thực hiện Nghị quyết Trung ương 4 "
     "(khóa XII, XIII)",
     (("Ban Tuyên giáo Tỉnh ủy", "Tập thể", 20, 8), ("Ban Tuyên giáo Tỉnh ủy", "Cá nhân", 20, 7))),
    ("Phát triển kinh tế hộ gia đình, xóa đói giảm nghèo", (("Hội Nông dân tỉnh", "Hộ gia đình", 20, 13),)),
    ("Phong trào thi đua “Cả nước chung tay vì người nghèo - Không để ai bị bỏ lại phía sau”",
     (("Sở Lao động - Thương binh và Xã hội", "Tập thể", 20, 0),
      ("Sở Lao động - Thương binh và Xã hội", "Cá nhân", 20, 0))),
    ("Phong trào thi đua “Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở”",
     (("Sở Nội vụ", "Tập thể", 20, 0), ("Sở Nội vụ", "Cá nhân", 20, 0))),
)  # fmt: skip
HEAD = DocumentHead(
    issuer_lines=("SỞ NỘI VỤ",),
    superior_lines=("UBND TỈNH KHÁNH HÒA",),
    number=None,
    symbol="BC-SNV",
    place="Khánh Hòa",
    issued_on=None,
    doc_type="Báo cáo",
    subject_lines=(
        "Kết quả thực hiện Kế hoạch tuyên truyền, phát hiện, bồi dưỡng và nhân rộng điển hình tiên tiến, "
        "các mô hình mới, nhân tố mới trên địa bàn tỉnh Khánh Hòa giai đoạn 2021 - 2025",
    ),
    addressees=("Ủy ban nhân dân tỉnh Khánh Hòa",),
    month=7,
    year=2023,
    issuer_name="Sở Nội vụ",
)
SIGNER = Signer("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Thị Ngọc Ẩn")
RECIPIENTS = ("Ban Thi đua - Khen thưởng tỉnh", "Các cơ quan chủ trì lĩnh vực", "Lưu: VT, TĐKT")
CITED = cite_plan(
    doc_type="Kế hoạch",
    number="12065",
    symbol="KH-UBND",
    issued_on=date(2021, 11, 26),
    issuer="Ủy ban nhân dân tỉnh Khánh Hòa",
    subject="Tuyên truyền, phát hiện, bồi dưỡng và nhân rộng điển hình tiên tiến, các mô hình mới, nhân tố mới trên "
    "địa bàn tỉnh Khánh Hòa giai đoạn 2021 - 2025",
)


def quota_rows():
    """The board of the plan as annex rows: ten field rows, 23 obligations, one total."""
    rows = []
    for order, (field, lines) in enumerate(FIELDS, start=1):
        rows.append(_sum_row(str(order), field, lines, is_group=True))
        rows += [_row(f"{order}.{place}", field, line) for place, line in enumerate(lines, start=1)]
    every = [line for _, lines in FIELDS for line in lines]
    return (*rows, _sum_row("", "", every, is_total=True))


def _row(order, field, line):
    lead, subject, least, actual = line
    return QuotaAnnexRow(
        order, field, lead, subject, f"≥ {least}", actual + 4, 3, actual, actual // 2, actual, least,
        share_text(actual, least), number_text(max(least - actual, 0)),
        "Đã hoàn thành" if actual >= least else "",
    )  # fmt: skip


def _sum_row(order, field, lines, **kind):
    least, actual = sum(line[2] for line in lines), sum(line[3] for line in lines)
    missing = sum(max(line[2] - line[3], 0) for line in lines)
    return QuotaAnnexRow(
        order, field, "", "", f"≥ {least}", sum(line[3] + 4 for line in lines), 3 * len(lines), actual,
        sum(line[3] // 2 for line in lines), actual, least, share_text(actual, least), number_text(missing), **kind,
    )  # fmt: skip


def _progress_by(key):
    sums = {}
    for field, lines in FIELDS:
        for lead, _, least, actual in lines:
            name = field if key == "field" else lead
            before = sums.get(name, (0, 0))
            sums[name] = (before[0] + actual, before[1] + least)
    return tuple(Progress(name, actual, target) for name, (actual, target) in sums.items())


def figures():
    """The totals of the sample: 163 of 400, every count from `FIELDS`."""
    every = [line for _, lines in FIELDS for line in lines]
    return ReportFigures(
        actual=sum(line[3] for line in every),
        target=sum(line[2] for line in every),
        shortfall=sum(line[2] - line[3] for line in every),
        registered=sum(line[3] + 4 for line in every),
        nurturing=3 * len(every),
        replicated=sum(line[3] // 2 for line in every),
        fields=_progress_by("field"),
        agencies=_progress_by("lead"),
        duties_on_time=9,
        duties_late=2,
        duties_missing=1,
    )


def duty_rows(count=12):
    """Yearly reports of the leads: nine in time, two late, one missing."""
    leads = [row.name for row in figures().agencies]
    states = ["Đúng hạn"] * (count - 3) + ["Chậm 05 ngày", "Chậm 12 ngày", "Chưa thực hiện"]
    done = ["25/11/2022"] * (count - 3) + ["05/12/2022", "12/12/2022", ""]
    return tuple(
        DutyAnnexRow(str(place + 1), "Báo cáo kết quả xây dựng điển hình tiên tiến năm 2022",
                     leads[place % len(leads)], "Trước ngày 30/11/2022", done[place], states[place])
        for place in range(count)
    )  # fmt: skip


PARTY_HEAD = {
    "issuer_lines": ("TỈNH ỦY KHÁNH HÒA",), "superior_lines": (), "symbol": "BC/TU", "issuer_name": "Tỉnh ủy Khánh Hòa",
    "subject_lines": (
        "về kết quả thực hiện Kế hoạch tuyên truyền, phát hiện, bồi dưỡng và nhân rộng điển hình tiên tiến",),
    "addressees": (),
}  # fmt: skip


PARTY_SIGNER = Signer("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Nguyễn Thị Ngọc Ẩn")


def party_report(*, style=HD05_2026, signer=PARTY_SIGNER, **options):
    """The sample as a Party committee would send it."""
    content = report(**{**PARTY_HEAD, **options})
    names = ("Các đảng bộ trực thuộc", "Các cơ quan tham mưu, giúp việc Tỉnh ủy", "Lưu Văn phòng Tỉnh ủy")
    return replace(content, style_code=style.code, signer=signer, recipients=names)


def report(*, wide=False, times=1, with_duties=True, with_chart=False, **changes):
    """The whole sample report; `times` repeats the annex rows to fill pages, `changes` replace parts of the head."""
    repeated = [replace(row, is_total=False, is_group=row.is_group or row.is_total) for row in quota_rows()]
    return draft_report(
        head=replace(HEAD, **changes),
        plan_cited=CITED,
        figures=figures(),
        quota_rows=(*(repeated * (times - 1)), *quota_rows()),
        duty_rows=duty_rows() if with_duties else (),
        signer=SIGNER,
        recipients=RECIPIENTS,
        as_of=AS_OF,
        snapshot_code="BC-2023-0007",
        wide=wide,
        with_chart=with_chart,
    )
