"""One-time passwords that can be read out over the telephone, and how long a chosen one must be."""
import secrets

from django.contrib.auth.password_validation import MinimumLengthValidator

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # without l, o, 0 and 1, which are misread


def one_time_password():
    """Four groups of four signs, such as «k3fa-9xqm-t7hd-wp2c»: 80 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


class LengthValidator(MinimumLengthValidator):
    """Django's own message is not translated into Vietnamese."""

    def get_error_message(self):
        return f"Mật khẩu quá ngắn: cần ít nhất {self.min_length} ký tự."
