from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("thong-bao/", views.notice_list, name="list"),
    path("thong-bao/da-doc/", views.notices_read, name="read_all"),
    path("thong-bao/<uuid:public_id>/mo/", views.notice_open, name="open"),
    path("thu-gui/", views.outbox, name="outbox"),
    path("thu-gui/chon/", views.messages_move, name="move"),
    path("thu-gui/che-do/", views.policy, name="policy"),
    path("thu-gui/<uuid:public_id>/sua/", views.message_edit, name="edit"),
    path("thu-gui/<uuid:public_id>/", views.message, name="message"),
    path("thu-gui/<uuid:public_id>/gui-lai/", views.message_retry, name="retry"),
]
