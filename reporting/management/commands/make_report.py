from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.errors import InvalidInput
from reporting.content import proposed_paper
from reporting.documents.values import to_json
from reporting.enums import Layout, ReportKind
from reporting.management.arguments import day_argument, plan_argument
from reporting.nominees import check_names
from reporting.offices import usual_layout
from reporting.papers import papers_of
from reporting.periods import beyond_plan
from reporting.remembered import usual_day
from reporting.rendering import RenderFailed, render
from reporting.spreadsheets import board_workbook

# a hand-over is of a body, not of a plan
PLAN_KINDS = [kind.value for kind in ReportKind if kind != ReportKind.HANDOVER]


class Command(BaseCommand):
    help = "Lập một báo cáo về kế hoạch thành tệp."

    def add_arguments(self, parser):
        parser.add_argument("plan", metavar="PLAN", help="mã kế hoạch hoặc tên gọi ngắn")
        parser.add_argument("--kind", choices=PLAN_KINDS, default=ReportKind.RESULT.value, help="loại báo cáo")
        parser.add_argument("--layout", choices=Layout.values, help="thể thức; mặc định theo kế hoạch")
        parser.add_argument("--as-of", metavar="D",
                            help="số liệu đến hết ngày, ví dụ 2023-06-30; mặc định hôm nay hoặc hết kỳ còn nợ báo cáo")
        parser.add_argument("--format", choices=["pdf", "docx", "xlsx"], default="pdf", help="định dạng")
        parser.add_argument("--with-duties", action="store_true", help="kèm phụ lục các nhiệm vụ đã đến hạn")
        parser.add_argument("--out", metavar="FILE", required=True, help="tệp kết quả")

    def handle(self, *args, plan, layout, as_of, out, kind, **options):
        plan = plan_argument(plan)
        layout = layout or usual_layout(plan)
        day = day_argument(as_of) if as_of else usual_day(kind, timezone.localdate(), plan)
        if reason := beyond_plan(kind, plan, day):
            raise CommandError(reason)
        paper = replace(proposed_paper(plan, layout), with_duties=options["with_duties"])
        try:
            check_names(kind, plan, as_of=day, paper=paper)
        except InvalidInput as error:
            raise CommandError(error.message) from error
        data = to_json(papers_of(kind, plan, as_of=day, layout=layout, paper=paper))
        if not data:
            raise CommandError("Không có cơ quan nào còn thiếu chỉ tiêu nên không có công văn đôn đốc.")
        try:
            Path(out).write_bytes(_made(plan, data, options["format"], day))
        except RenderFailed as error:
            raise CommandError(error.reason) from error
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {out}: {error.strerror}.") from error
        self.stdout.write(f"Đã lập {out}.")


def _made(plan, data, kind, day):
    """The bytes of the paper; as a spreadsheet the quotas behind it."""
    return board_workbook(plan, as_of=day) if kind == "xlsx" else render(data, kind)
