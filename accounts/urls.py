from django.urls import path

from accounts.views import own, people

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", own.SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", own.SignOut.as_view(), name="sign_out"),
    path("doi-mat-khau/", own.ChangePassword.as_view(), name="change_password"),
    path("vai-tro/", own.switch_role, name="switch_role"),
    path("tai-khoan/", own.profile, name="profile"),
    path("quan-tri/tai-khoan/", people.account_list, name="list"),
    path("quan-tri/tai-khoan/them/", people.account_create, name="create"),
    path("quan-tri/tai-khoan/<uuid:public_id>/", people.account_edit, name="edit"),
    path("quan-tri/tai-khoan/<uuid:public_id>/vai-tro/", people.role_grant, name="grant_role"),
    path("quan-tri/tai-khoan/<uuid:public_id>/vai-tro/ket-thuc/", people.role_end, name="end_role"),
    path("quan-tri/tai-khoan/<uuid:public_id>/mat-khau/", people.password_reset, name="reset_password"),
    path("quan-tri/tai-khoan/<uuid:public_id>/khoa/", people.account_disable, name="disable"),
    path("quan-tri/tai-khoan/<uuid:public_id>/mo-lai/", people.account_enable, name="enable"),
]
