from django.urls import path

from nominations.views import agency, files, intake, review

app_name = "nominations"
urlpatterns = [
    path("de-cu/", agency.submission_list, name="list"),
    path("de-cu/lap/", agency.start, name="start"),
    path("de-cu/chi-tieu/<uuid:public_id>/", agency.obligation_shortcut, name="for_obligation"),
    path("de-cu/ho-so/<uuid:public_id>/", agency.submission_detail, name="submission"),
    path("de-cu/ho-so/<uuid:public_id>/them/<slug:kind>/", agency.nominee_add, name="nominee_add"),
    path("de-cu/ho-so/<uuid:public_id>/trung-lap/", agency.duplicate_hint, name="duplicate_hint"),
    path("de-cu/ho-so/<uuid:public_id>/ghi-chu/", agency.note, name="note"),
    path("de-cu/ho-so/<uuid:public_id>/tu-so-dien-hinh/", agency.from_registry, name="from_registry"),
    path("de-cu/ho-so/<uuid:public_id>/gui/", agency.submit, name="submit"),
    path("de-cu/ho-so/<uuid:public_id>/xoa/", agency.draft_delete, name="draft_delete"),
    path("de-cu/<uuid:public_id>/", agency.nomination_detail, name="detail"),
    path("de-cu/<uuid:public_id>/sua/", agency.nominee_edit, name="nominee_edit"),
    path("de-cu/<uuid:public_id>/ke-khai/", agency.declaration, name="declaration"),
    path("de-cu/<uuid:public_id>/bo/", agency.nominee_remove, name="nominee_remove"),
    path("de-cu/<uuid:public_id>/rut/", agency.withdraw, name="withdraw"),
    path("de-cu/<uuid:public_id>/tep/", files.upload, name="upload"),
    path("de-cu/tep/<uuid:public_id>/", files.download, name="file"),
    path("de-cu/tep/<uuid:public_id>/bo/", files.remove, name="file_remove"),
    path("tham-dinh/", review.queue, name="queue"),
    path("tham-dinh/chon/", review.recognise_selected, name="recognise_selected"),
    path("tham-dinh/<uuid:public_id>/", review.review, name="review"),
    path("tham-dinh/<uuid:public_id>/dieu-kien/", review.finding, name="finding"),
    path("tham-dinh/<uuid:public_id>/<slug:slug>/", review.act, name="act"),
    path("de-cu/ho-so/<uuid:public_id>/nhap/", intake.upload, name="intake"),
    path("de-cu/ho-so/<uuid:public_id>/mau-excel/", intake.kit, name="kit"),
    path("de-cu/nhap/<uuid:public_id>/", intake.preview, name="import_preview"),
    path("de-cu/nhap/<uuid:public_id>/cot/", intake.columns, name="import_columns"),
    path("de-cu/nhap/<uuid:public_id>/dong/", intake.row, name="import_row"),
    path("de-cu/nhap/<uuid:public_id>/xac-nhan/", intake.confirm, name="import_confirm"),
    path("de-cu/nhap/<uuid:public_id>/hoan-tac/", intake.undo, name="import_undo"),
    path("de-cu/nhap/<uuid:public_id>/bo/", intake.discard, name="import_discard"),
    path("de-cu/nhap/<uuid:public_id>/can-sua/", intake.faulty, name="import_faulty"),
]
