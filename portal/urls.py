from django.urls import path

from portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("tim/", views.search_page, name="search"),
    path("co-quan/<uuid:public_id>/ke-hoach/", views.agency, name="agency"),
]
