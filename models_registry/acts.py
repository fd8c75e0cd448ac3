"""What the log calls the acts of this app."""
ACTS = {
    "models_registry.create_subject": "Ghi đối tượng",
    "models_registry.correct_subject": "Sửa đối tượng",
    "models_registry.merge_subjects": "Gộp đối tượng trùng",
    "models_registry.tell_apart": "Kết luận khác người",
    "models_registry.create_record": "Lập hồ sơ điển hình",
    "models_registry.create_practice_model": "Ghi mô hình",
    "models_registry.credit": "Tính vào chỉ tiêu",
    "models_registry.uncredit": "Thôi tính vào chỉ tiêu",
    "models_registry.reach_stage": "Chuyển giai đoạn",
}
