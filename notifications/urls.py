from django.urls import path

from notifications.views import messages, preferences

app_name = "notifications"
urlpatterns = [
    path("thong-bao/", messages.notice_list, name="list"),
    path("thong-bao/da-doc/", messages.notices_read, name="read_all"),
    path("thong-bao/<uuid:public_id>/mo/", messages.notice_open, name="open"),
    path("thong-bao/nhan-thu/", preferences.preferences, name="preferences"),
    path("thong-bao/vang-mat/bo/", preferences.absence_end, name="absence_end"),
    path("thong-bao/bot-thu/", preferences.one_click, name="one_click"),
    path("thu-gui/", messages.outbox, name="outbox"),
    path("thu-gui/chon/", messages.messages_move, name="move"),
    path("thu-gui/dot/", messages.group_move, name="group_move"),
    path("thu-gui/tien-do/", messages.progress, name="progress"),
    path("thu-gui/che-do/", messages.policy, name="policy"),
    path("thu-gui/<uuid:public_id>/sua/", messages.message_edit, name="edit"),
    path("thu-gui/<uuid:public_id>/", messages.message, name="message"),
    path("thu-gui/<uuid:public_id>/gui-lai/", messages.message_retry, name="retry"),
]
