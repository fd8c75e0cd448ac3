from django.urls import path

from models_registry import views

app_name = "models_registry"
urlpatterns = [
    path("dien-hinh/", views.record_list, name="list"),
    path("dien-hinh/phat-hien/", views.discover, name="discover"),
    path("dien-hinh/doi-tuong/<uuid:public_id>/", views.subject_detail, name="subject"),
    path("dien-hinh/<uuid:public_id>/", views.record_detail, name="record"),
    path("dien-hinh/<uuid:public_id>/<slug:slug>/", views.step, name="step"),
]
