"""What the log calls the acts of this app."""
ACTS = {
    "accounts.create": "Tạo tài khoản",
    "accounts.update": "Sửa thông tin tài khoản",
    "accounts.grant_role": "Giao vai trò",
    "accounts.end_role": "Kết thúc vai trò",
    "accounts.reset_password": "Đặt lại mật khẩu",
    "accounts.change_password": "Đổi mật khẩu",
    "accounts.disable": "Khóa tài khoản",
    "accounts.enable": "Mở lại tài khoản",
    "accounts.sign_in": "Đăng nhập",
}
