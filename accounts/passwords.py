"""One-time passwords that can be read out over the telephone."""
import secrets

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # without l, o, 0 and 1, which are misread


def one_time_password():
    """Four groups of four signs, such as «k3fa-9xqm-t7hd-wp2c»: 80 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
