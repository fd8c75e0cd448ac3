"""What a log may hold of an address: never the secret of a private calendar or of a signed link."""
from gunicorn.glogging import Logger

from config.logs import SECRET


def masked(text):
    """«/lich/hoa-dep.ics?ma=…» for an address or any text that holds one."""
    return SECRET.sub(r"\1…", text)


class AccessLogger(Logger):
    """The access log of gunicorn (`--logger-class config.access.AccessLogger`) with secrets masked,
    the referer's too."""

    def atoms(self, resp, req, environ, request_time):
        found = super().atoms(resp, req, environ, request_time)
        return {name: masked(f"?{value}")[1:] if name == "q" else masked(value) if isinstance(value, str) else value
                for name, value in found.items()}
