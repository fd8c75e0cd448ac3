"""What the log calls the acts of this app."""
ACTS = {
    "reporting.prepare_report": "Lập báo cáo",
    "reporting.store_report": "Lưu tệp báo cáo",
    "reporting.retry_report": "Lập lại báo cáo",
    "reporting.edit_sentences": "Sửa câu chữ dự thảo",
    "reporting.issue_report": "Ghi ban hành văn bản",
    "reporting.withdraw_report": "Ghi thu hồi văn bản",
    "reporting.add_signed_copy": "Tải lên bản đã ký",
    "reporting.fetch_signed_copy": "Tải về bản đã ký",
    "reporting.fetch_report": "Tải báo cáo",
    "reporting.print_dossier": "In cả hồ sơ",
    "reporting.fetch_dossier": "Tải bản in cả hồ sơ",
    "reporting.prepare_handover": "Lập hồ sơ bàn giao",
    "reporting.fetch_tables": "Tải phụ lục của báo cáo thành Excel",
    "reporting.remind": "Gửi nhắc việc",
}
