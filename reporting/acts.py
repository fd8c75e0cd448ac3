"""What the log calls the acts of this app."""
ACTS = {
    "reporting.prepare_report": "Lập báo cáo",
    "reporting.store_report": "Lưu tệp báo cáo",
    "reporting.retry_report": "Lập lại báo cáo",
    "reporting.fetch_report": "Tải báo cáo",
    "reporting.remind": "Gửi nhắc việc",
}
