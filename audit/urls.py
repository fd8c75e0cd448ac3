from django.urls import path

from audit import views

app_name = "audit"
urlpatterns = [
    path("quan-tri/nhat-ky/", views.event_list, name="list"),
]
