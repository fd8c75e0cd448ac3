from django.urls import path

from reporting.views import boards, checking, dossiers, issuing, leader_pages, own_papers, packs, papers, reports
from reporting.views.handovers import handover_create
from reporting.views.tables import report_tables

app_name = "reporting"
urlpatterns = [
    path("bang-chi-tieu/", boards.board_list, name="boards"),
    path("ke-hoach/<uuid:public_id>/bang-chi-tieu/", boards.board_page, name="board"),
    path("ke-hoach/<uuid:public_id>/bang-chi-tieu/so-lieu/", boards.numbers, name="numbers"),
    path("ke-hoach/<uuid:public_id>/bang-chi-tieu/xuat-excel/", boards.board_export, name="board_export"),
    path("ke-hoach/<uuid:public_id>/bang-chi-tieu/nhac/", boards.remind, name="remind"),
    path("ke-hoach/<uuid:public_id>/mot-trang/", leader_pages.leader_page, name="leader_page"),
    path("kiem-tra/", checking.check, name="check"),
    path("kiem-tra/<str:code>/", checking.check_code, name="check_code"),
    path("de-cu/ho-so/<uuid:public_id>/pdf/", dossiers.print_submission, name="print_submission"),
    path("de-cu/<uuid:public_id>/pdf/", dossiers.print_nomination, name="print_nomination"),
    path("ban-in/<uuid:public_id>/", dossiers.print_page, name="print"),
    path("ban-in/<uuid:public_id>/tai-ve/", dossiers.print_download, name="print_download"),
    path("de-cu/<uuid:public_id>/bao-cao-thanh-tich/", own_papers.merit_page, name="merit"),
    path("hoi-dong/bien-ban/<uuid:public_id>/", own_papers.minutes_make, {"kind": "bien-ban"}, name="print_minutes"),
    path("hoi-dong/kiem-phieu/<uuid:public_id>/", own_papers.minutes_make, {"kind": "kiem-phieu"},
         name="print_counting"),
    path("bao-cao/", reports.report_list, name="list"),
    path("bao-cao/lap/", reports.report_create, name="create"),
    path("bao-cao/ban-giao/", handover_create, name="handover"),
    path("bao-cao/<uuid:public_id>/", reports.report_page, name="report"),
    path("bao-cao/<uuid:public_id>/cau-chu/", papers.sentences_edit, name="sentences"),
    path("bao-cao/<uuid:public_id>/xem-truoc/", papers.paper_preview, name="preview"),
    path("bao-cao/<uuid:public_id>/trang/<int:number>/", papers.paper_page, name="page"),
    path("bao-cao/<uuid:public_id>/so-lieu/", papers.paper_figure, name="figure"),
    path("bao-cao/<uuid:public_id>/lap-lai/", reports.report_retry, name="retry"),
    path("bao-cao/<uuid:public_id>/ban-hanh/", issuing.report_issue, name="issue"),
    path("bao-cao/<uuid:public_id>/thu-hoi/", issuing.report_withdraw, name="withdraw"),
    path("bao-cao/<uuid:public_id>/ban-ky/", issuing.signed_copy_add, name="sign"),
    path("bao-cao/<uuid:public_id>/ban-ky/tai-ve/", issuing.signed_copy_download, name="download_signed"),
    path("bao-cao/<uuid:public_id>/tai-ve/", reports.report_download, name="download"),
    path("bao-cao/<uuid:public_id>/tai-ve/excel/", report_tables, name="download_tables"),
    path("bao-cao/<uuid:public_id>/tai-ve/tung-van-ban/", packs.pack_download, name="download_pack"),
    path("bao-cao/<uuid:public_id>/tai-ve/word/", reports.report_download, {"kind": "docx"}, name="download_word"),
]
