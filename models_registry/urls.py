from django.urls import path

from models_registry.views import development, merit, profile, records, sensitive, subjects

app_name = "models_registry"
urlpatterns = [
    path("dien-hinh/", records.record_list, name="list"),
    path("dien-hinh/phat-hien/", records.discover, name="discover"),
    path("dien-hinh/phat-hien/trung-lap/", profile.alike_hint, name="alike_hint"),
    path("dien-hinh/trung-lap/", subjects.alike_list, name="alike"),
    path("dien-hinh/doi-tuong/<uuid:public_id>/", subjects.subject_detail, name="subject"),
    path("dien-hinh/doi-tuong/<uuid:public_id>/thanh-tich/", merit.add, name="merit_add"),
    path("dien-hinh/doi-tuong/<uuid:public_id>/thanh-tich/ket-thuc/", merit.close, name="merit_close"),
    path("dien-hinh/doi-tuong/<uuid:public_id>/ky-luat/", merit.conduct, name="conduct"),
    path("dien-hinh/doi-tuong/<uuid:public_id>/so-sanh/", subjects.compare, name="compare"),
    path("dien-hinh/<uuid:public_id>/", records.record_detail, name="record"),
    path("dien-hinh/xuat/", records.export, name="export"),
    path("dien-hinh/danh-gia/", development.assessments, name="assessments"),
    path("dien-hinh/dot-dang-ky/", development.batches, name="batches"),
    path("dien-hinh/<uuid:public_id>/nhat-ky/", development.diary, name="diary"),
    path("dien-hinh/<uuid:public_id>/sua/", profile.edit, name="edit"),
    path("dien-hinh/<uuid:public_id>/bo-chu-mo-hinh/", profile.owner_remove, name="owner_remove"),
    path("dien-hinh/nhay-cam/", sensitive.policies, name="sensitive_policies"),
    path("dien-hinh/<uuid:public_id>/nhay-cam/", sensitive.facts, name="sensitive"),
    path("dien-hinh/<uuid:public_id>/rut-dong-y/", development.revoke, name="consent_revoke"),
    path("dien-hinh/<uuid:public_id>/<slug:slug>/", records.step, name="step"),
]
