"""What the log calls the acts of this app."""
ACTS = {
    "notifications.retry": "Gửi lại thư",
}
