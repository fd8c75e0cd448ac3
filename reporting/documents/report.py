"""«Báo cáo kết quả thực hiện Kế hoạch»: figures in, a drafted `ReportContent` out. Pure: no database, no clock."""

from dataclasses import dataclass, replace
from datetime import date

from reporting.documents import sentences
from reporting.documents.figures import mark, settled
from reporting.documents.sentences import Progress
from reporting.documents.tables import LANDSCAPE_QUOTAS, PORTRAIT_DUTIES, PORTRAIT_QUOTAS
from reporting.documents.text import day_text, listed, number_text
from reporting.documents.values import (
    BULLET,
    DUTIES,
    PARAGRAPH,
    QUOTAS,
    SUBHEADING,
    Annex,
    Block,
    Chart,
    ChartBar,
    DocumentHead,
    ReportContent,
    Section,
    Signer,
)

QUOTA_NOTE = (
    "Ghi chú: “≥” là chỉ tiêu tối thiểu Kế hoạch giao; “-” là không giao chỉ tiêu bằng số. "
    "Kết quả tính theo số {counted}; tỷ lệ và số còn thiếu không lấy phần vượt của nơi này bù cho nơi khác."
)


HURRIED_BY_NAME = 6
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
BEHIND = "agencies_behind"
DONE = " đã được công nhận"


@dataclass(frozen=True)
class ReportFigures:
    """Counted elsewhere, as of one day. Counts are of exemplars; duties of reports due by that day.

    `demand` is what the plan asks of whom, in words; `is_led` whether agencies lead its fields; `actual_key` the list
    behind `actual`; `no_target` why the plan has no number to reach; `is_over` whether the plan's last day is there.
    """

    actual: int
    target: int
    shortfall: int
    registered: int
    nurturing: int
    replicated: int
    fields: tuple[Progress, ...]
    agencies: tuple[Progress, ...]
    duties_on_time: int = 0
    duties_late: int = 0
    duties_missing: int = 0
    counted: str = "được công nhận"
    demand: str = ""
    is_led: bool = True
    actual_key: str = "counted"
    no_target: str = sentences.NO_TARGET
    is_over: bool = False


def draft_report(
    *,
    head: DocumentHead,
    plan_cited: str,
    figures: ReportFigures,
    quota_rows,
    signer: Signer,
    recipients,
    as_of: date,
    duty_rows=(),
    snapshot_code: str = "",
    wide: bool = False,
    with_chart: bool = False,
    more_results=(),
    more_annexes=(),
) -> ReportContent:
    """A report ready to print: `plan_cited` comes from `sentences.cite_plan`; `wide` prints every stage, landscape.

    `more_annexes` follow the usual ones; in `more_results`, paragraphs on the quotas, {0}, {1} … stand for their names.
    """
    issuer = head.issuer_name or " ".join(head.issuer_lines)
    charts = (progress_chart(figures.fields, as_of),) if with_chart and figures.fields else ()
    annexes = _annexes(tuple(quota_rows), tuple(duty_rows), as_of, snapshot_code, wide, figures.counted,
                       _by_field(figures)) + tuple(more_annexes)
    names = _annex_names(len(annexes) + bool(charts))
    own = names[len(annexes) - len(more_annexes):]
    return settled(ReportContent(
        head=replace(head, issuer_name=issuer),
        opening=(f"Thực hiện {plan_cited}, {issuer} báo cáo kết quả thực hiện đến ngày {day_text(as_of)} như sau:",),
        sections=_sections(figures, as_of, names, has_duties=bool(duty_rows), has_chart=bool(charts),
                           more=[text.format(*own) for text in more_results]),
        closing=_closing(issuer, head.addressees),
        annexes=annexes,
        recipients=tuple(recipients),
        signer=signer,
        as_of=as_of,
        snapshot_code=snapshot_code,
        sentence=_progress(figures, as_of),
        charts=charts,
    ))


def progress_chart(rows, as_of):
    """Bars of the share reached by each field that has a number to reach."""
    bars = tuple(
        ChartBar(row.name, float(100 * row.share), f"{number_text(row.actual)}/{number_text(row.target)}")
        for row in rows
        if row.target
    )
    return Chart(("Tiến độ chỉ tiêu theo lĩnh vực", f"đến ngày {day_text(as_of)}"), bars)


def _progress(figures, as_of):
    return sentences.progress_sentence(
        actual=figures.actual, target=figures.target, shortfall=figures.shortfall, as_of=as_of,
        counted=figures.counted, no_target=figures.no_target, mark=mark, key=figures.actual_key,
    )  # fmt: skip


def _annex_names(count):
    return ["Phụ lục"] if count == 1 else [f"Phụ lục {numeral}" for numeral in ROMAN[:count]]


def _annexes(quota_rows, duty_rows, as_of, snapshot_code, wide, counted, is_by_field):
    since = f"đến ngày {day_text(as_of)}"
    code = f" Mã số liệu đã chốt: {snapshot_code}." if snapshot_code else ""
    quotas = Annex(
        kind=QUOTAS,
        title_lines=(f"Bảng tổng hợp chỉ tiêu{' theo lĩnh vực' if is_by_field else ''}", since),
        columns=LANDSCAPE_QUOTAS if wide else PORTRAIT_QUOTAS,
        quota_rows=quota_rows,
        note=QUOTA_NOTE.format(counted=counted) + code,
    )
    duties = Annex(
        kind=DUTIES,
        title_lines=("Tình hình thực hiện các nhiệm vụ có thời hạn", since),
        columns=PORTRAIT_DUTIES,
        duty_rows=duty_rows,
    )
    return (quotas, duties) if duty_rows else (quotas,)


def _sections(figures, as_of, annexes, *, has_duties, has_chart, more):
    return (
        Section("Công tác lãnh đạo, chỉ đạo, triển khai", _guidance(figures)),
        Section("Kết quả thực hiện", _results(figures, as_of, annexes, has_duties, has_chart, more)),
        Section("Đánh giá chung", _judgement(figures)),
        Section("Phương hướng, nhiệm vụ", _tasks(figures)),
    )


def _guidance(figures):
    fields = mark(number_text(len(figures.fields)), "fields_all")
    agencies = mark(number_text(len(figures.agencies)), "agencies_all")
    divided = f"Kế hoạch xác định {fields} lĩnh vực" if len(figures.fields) > 1 else ""
    if not figures.target:
        without = figures.no_target.removeprefix("Kế hoạch ") if divided else _capital(figures.no_target)
        return _paragraphs(f"{'; '.join(filter(None, (divided, without)))}.")
    demand = figures.demand or (f"giao và đề nghị {agencies} cơ quan, đơn vị chủ trì xây dựng, nhân rộng "
                                f"ít nhất {mark(number_text(figures.target), 'target')} điển hình tiên tiến")
    who = ("chủ trì phối hợp với cơ quan thường trực về thi đua, khen thưởng" if figures.is_led
           else "trong phạm vi nhiệm vụ")
    return _paragraphs(
        f"{divided + ', ' if divided else 'Kế hoạch '}{demand}. Các cơ quan, đơn vị {who} "
        "triển khai việc phát hiện, bồi dưỡng, đề nghị công nhận và nhân rộng điển hình."
    )


def _results(figures, as_of, annexes, has_duties, has_chart, more):
    blocks = [
        Block(SUBHEADING, "Thực hiện chỉ tiêu theo lĩnh vực" if _by_field(figures) else "Thực hiện chỉ tiêu"),
        *_paragraphs(
            *_quota_paragraphs(figures, as_of,
                               f"(chi tiết tại {annexes[0]} kèm theo"
                               f"{f'; biểu đồ tại {annexes[-1]}' if has_chart else ''})."),
            *more,
        ),
        Block(SUBHEADING, "Phát hiện, bồi dưỡng, nhân rộng điển hình"),
        *_paragraphs(_stages(figures)),
    ]
    if has_duties:
        counts = {
            "on_time": figures.duties_on_time,
            "late": figures.duties_late,
            "missing": figures.duties_missing,
        }
        blocks.append(Block(SUBHEADING, "Thực hiện các nhiệm vụ có thời hạn"))
        blocks += _paragraphs(_with_details(sentences.duties_sentence(**counts, mark=mark),
                                            f"(chi tiết tại {annexes[1]} kèm theo)."))
    return tuple(blocks)


def _quota_paragraphs(figures, as_of, details):
    """The sum, then how the fields stand; where the annexes say more stands at the end of the last of them."""
    by_field = _joined(sentences.completed_sentence(figures.fields, mark=mark),
                       sentences.extremes_sentence(figures.fields, mark=mark))
    texts = [text for text in (_progress(figures, as_of), by_field) if text]
    return [*texts[:-1], _with_details(texts[-1], details)]


def _with_details(text, details):
    """«…, còn thiếu 16 điển hình (chi tiết tại Phụ lục kèm theo).»; behind another bracket «…; chi tiết tại …»."""
    if text.endswith(")."):
        return f"{text.removesuffix('.')}; {details.removeprefix('(').replace(').', '.')}"
    return f"{text.removesuffix('.')} {details}"


def _stages(figures):
    stages = (
        (figures.registered, "được đăng ký", "registered"),
        (figures.nurturing, "được đưa vào bồi dưỡng", "nurturing"),
        (figures.replicated, "được nhân rộng", "replicated"),
    )
    if not any(count for count, _, _ in stages):
        return "Chưa có điển hình nào được đăng ký, bồi dưỡng hoặc nhân rộng."
    reached = [f"{mark(number_text(count), key)} điển hình {words}" for count, words, key in stages if count]
    none = [words for count, words, _ in stages if not count]
    missing = f"; chưa có điển hình nào {' hoặc '.join(none)}" if none else ""
    return f"Lũy kế có {listed(reached)}{missing}."


def _judgement(figures):
    silent = [row.name for row in figures.agencies if row.target and not row.actual]
    counted = sum(1 for row in figures.agencies if row.target)
    completed = sentences.completed_sentence(figures.agencies, noun="cơ quan", mark=mark)
    is_reached = any(row.target and row.actual >= row.target for row in figures.agencies)
    return (
        Block(SUBHEADING, "Kết quả đạt được"),
        *_paragraphs(completed if is_reached else _counted_so_far(figures)),
        Block(SUBHEADING, "Tồn tại, hạn chế"),
        *_paragraphs(_joined(_shortfall(figures), "" if is_reached or counted < 2 else completed,
                             _silent(silent, counted, figures) if counted else "")),
    )


def _counted_so_far(figures):
    if not figures.actual:
        return f"Chưa có điển hình nào {figures.counted}."
    return f"Có {mark(number_text(figures.actual), figures.actual_key)} điển hình {figures.counted}."


def _silent(names, total, figures):
    return sentences.silent_sentence(names, total=total, counted=figures.counted, mark=mark)


def _shortfall(figures):
    if not figures.target:
        return f"{_capital(figures.no_target)} nên không xác định số còn thiếu."
    if not figures.shortfall:
        return "Không còn chỉ tiêu nào thiếu."
    return f"Còn thiếu {mark(number_text(figures.shortfall), 'shortfall')} điển hình so với chỉ tiêu của Kế hoạch."


def _tasks(figures):
    behind = [row for row in figures.agencies if row.actual < row.target]
    spread = Block(BULLET, f"Đẩy mạnh tuyên truyền, nhân rộng các điển hình{DONE if figures.actual else ''}.")
    if not behind and figures.target:
        return Block(BULLET, f"Duy trì kết quả, theo dõi và bồi dưỡng các điển hình{DONE}."), spread
    where = "các lĩnh vực còn thiếu" if _by_field(figures) else "nơi còn thiếu"
    find = "Tiếp tục phát hiện, bồi dưỡng và đề nghị công nhận điển hình"
    if figures.is_over:
        return (*_left_open(figures, behind), Block(BULLET, f"{find} trong giai đoạn tiếp theo."), spread)
    if not behind:
        return Block(BULLET, f"{find}."), spread
    return (
        Block(BULLET, _to_hurry(behind) if len(figures.agencies) > 1 else
              "Tập trung hoàn thành chỉ tiêu còn thiếu "
              f"({mark(number_text(figures.shortfall), 'shortfall')} điển hình)."),
        Block(BULLET, f"{find} ở {where}."),
        spread,
    )


def _left_open(figures, behind):
    """After the plan's last day nobody can reach its quotas any more: what is missing is explained."""
    if not behind:
        return ()
    gap = mark(number_text(figures.shortfall), "shortfall")
    return (Block(BULLET,
                  f"Làm rõ nguyên nhân chưa hoàn thành chỉ tiêu ({gap} điển hình) ở các cơ quan, đơn vị còn thiếu."
                  if len(figures.agencies) > 1 else f"Làm rõ nguyên nhân chưa hoàn thành chỉ tiêu ({gap} điển hình)."),)


def _capital(text):
    return text[:1].upper() + text[1:]


def _by_field(figures):
    return len(figures.fields) > 1 and (any(row.target for row in figures.fields) or not figures.target)


def _to_hurry(behind):
    """Whom to work with: named with their gaps when few, else counted. Party and Front bodies may be among them."""
    if len(behind) > HURRIED_BY_NAME:
        return (f"Phối hợp với {mark(number_text(len(behind)), BEHIND)} cơ quan, đơn vị còn thiếu so "
                "với chỉ tiêu (nêu tại phụ lục kèm theo) để hoàn thành chỉ tiêu của Kế hoạch.")
    names = "; ".join(f"{mark(row.name)} (còn thiếu {mark(number_text(row.target - row.actual), BEHIND)})"
                      for row in behind)
    return f"Phối hợp để hoàn thành chỉ tiêu của Kế hoạch với các cơ quan, đơn vị còn thiếu: {names}."


def _closing(issuer, addressees):
    if len(addressees) == 1:
        return f"Trên đây là kết quả thực hiện Kế hoạch, {issuer} kính báo cáo {addressees[0]} xem xét, chỉ đạo."
    if not addressees:
        return f"Trên đây là báo cáo kết quả thực hiện Kế hoạch của {issuer}."
    return f"Trên đây là kết quả thực hiện Kế hoạch, {issuer} kính báo cáo."


def _paragraphs(*texts):
    return tuple(Block(PARAGRAPH, text) for text in texts if text)


def _joined(*texts):
    return " ".join(text for text in texts if text)
