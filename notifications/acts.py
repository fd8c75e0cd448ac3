"""What the log calls the acts of this app."""
ACTS = {
    "notifications.retry": "Gửi lại thư",
    "notifications.release": "Cho gửi thư ngay",
    "notifications.hold": "Giữ thư lại",
    "notifications.edit": "Sửa thư chờ gửi",
    "notifications.set_frequency": "Chọn cách nhận thư",
    "notifications.enter_absence": "Báo vắng mặt, cử người thay",
    "notifications.end_absence": "Bỏ vắng mặt",
    "notifications.bounce": "Thư bị máy chủ trả lại",
    "notifications.set_policy": "Đổi chế độ gửi thư",
}
