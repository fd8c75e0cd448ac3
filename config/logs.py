"""One JSON object a line on standard error, so that any collector can read it."""
import json
import logging
import re
from datetime import UTC, datetime

from audit.context import CURRENT

SECRET = re.compile(r"([?&;]ma=)[^&;\s\"']+")  # of a private calendar, of a signed link


class JsonFormatter(logging.Formatter):
    def format(self, record):
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": SECRET.sub(r"\1…", record.getMessage()),
            "request": CURRENT.get().request_id,
        }
        if record.exc_info:
            line["trace"] = SECRET.sub(r"\1…", self.formatException(record.exc_info))
        return json.dumps({name: value for name, value in line.items() if value}, ensure_ascii=False)
