"""What the log calls the acts of this app."""
from nominations.queries import ACTIONS

ACTS = {
    **ACTIONS,
    "nominations.create_submission": "Lập hồ sơ đề nghị",
    "nominations.submit_submission": "Gửi hồ sơ đề nghị",
    "nominations.declare_merit": "Kê khai xếp loại, danh hiệu",
    "nominations.present": "Trình lãnh đạo cơ quan",
    "nominations.sign_off": "Lãnh đạo cơ quan duyệt",
    "nominations.send_back": "Lãnh đạo cơ quan chưa duyệt",
    "nominations.write_note": "Ghi chú gửi Sở Nội vụ",
    "nominations.remove_nominee": "Bỏ khỏi danh sách",
    "nominations.delete_draft": "Xóa bản nháp",
    "nominations.upload_list": "Tải danh sách lên để đọc",
    "nominations.start_import": "Đọc danh sách từ tệp",
    "nominations.choose_columns": "Chọn lại cột của danh sách",
    "nominations.import_nominees": "Nhập đề cử từ danh sách",
    "nominations.undo_import": "Hoàn tác cả lần nhập",
    "nominations.discard_import": "Bỏ danh sách đã đọc",
}
