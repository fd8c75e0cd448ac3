from django.urls import path

from models_registry.views import merit, records, subjects

app_name = "models_registry"
urlpatterns = [
    path("dien-hinh/", records.record_list, name="list"),
    path("dien-hinh/phat-hien/", records.discover, name="discover"),
    path("dien-hinh/trung-lap/", subjects.alike_list, name="alike"),
    path("dien-hinh/doi-tuong/<uuid:public_id>/", subjects.subject_detail, name="subject"),
    path("dien-hinh/doi-tuong/<uuid:public_id>/thanh-tich/", merit.add, name="merit_add"),
    path("dien-hinh/doi-tuong/<uuid:public_id>/thanh-tich/ket-thuc/", merit.close, name="merit_close"),
    path("dien-hinh/doi-tuong/<uuid:public_id>/so-sanh/", subjects.compare, name="compare"),
    path("dien-hinh/<uuid:public_id>/", records.record_detail, name="record"),
    path("dien-hinh/<uuid:public_id>/<slug:slug>/", records.step, name="step"),
]
