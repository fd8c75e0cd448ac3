from django.urls import path

from organizations.views import agencies, changes, groups, intake

app_name = "organizations"
urlpatterns = [
    path("co-quan/", agencies.agency_list, name="list"),
    path("co-quan/them/", agencies.agency_create, name="create"),
    path("co-quan/nhap/", intake.upload, name="intake"),
    path("co-quan/nhap/<uuid:public_id>/", intake.preview, name="import_preview"),
    path("co-quan/nhap/<uuid:public_id>/xac-nhan/", intake.confirm, name="import_confirm"),
    path("co-quan/nhap/<uuid:public_id>/hoan-tac/", intake.undo, name="import_undo"),
    path("co-quan/<uuid:public_id>/", agencies.agency_detail, name="detail"),
    path("co-quan/<uuid:public_id>/sua/", agencies.agency_edit, name="edit"),
    path("co-quan/<uuid:public_id>/doi-ten/", agencies.agency_rename, name="rename"),
    path("co-quan/<uuid:public_id>/xac-nhan/", agencies.agency_confirm, name="confirm"),
    path("co-quan/<uuid:public_id>/gop/", agencies.agency_merge, name="merge"),
    path("nhom-don-vi/", groups.category_list, name="categories"),
    path("nhom-don-vi/them/", groups.category_create, name="category_create"),
    path("nhom-don-vi/<uuid:public_id>/", groups.category_detail, name="category"),
    path("nhom-don-vi/<uuid:public_id>/sua/", groups.category_edit, name="category_edit"),
    path("nhom-don-vi/<uuid:public_id>/thanh-vien/", groups.add_members, name="add_members"),
    path("nhom-don-vi/<uuid:public_id>/ra-khoi-nhom/", groups.end_memberships, name="end_memberships"),
    path("sap-xep-to-chuc/", changes.change_list, name="changes"),
    path("sap-xep-to-chuc/them/", changes.change_create, name="change_create"),
    path("sap-xep-to-chuc/<uuid:public_id>/", changes.change_detail, name="change"),
    path("sap-xep-to-chuc/<uuid:public_id>/xac-nhan/", changes.change_confirm, name="change_confirm"),
    path("cum-khoi/", groups.cluster_list, name="clusters"),
    path("cum-khoi/them/", groups.cluster_create, name="cluster_create"),
    path("cum-khoi/<uuid:public_id>/", groups.cluster_detail, name="cluster"),
    path("cum-khoi/<uuid:public_id>/sua/", groups.cluster_edit, name="cluster_edit"),
]
