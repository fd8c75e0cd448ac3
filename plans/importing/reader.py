"""A place in a JSON file that knows its path: wrong values are noted in Vietnamese and answered by a default."""
import json
import re
from datetime import date

from core.errors import InvalidInput
from core.text import clean_line

MAX_BYTES = 4 * 1024 * 1024
MARKS = re.compile(r"\*+|^#+\s*")
SURROGATES = re.compile("[\ud800-\udfff]")


def parse_json(raw):
    """The JSON object in `raw` (bytes, at most 4 MiB, UTF-8). Raises InvalidInput with a Vietnamese reason."""
    if len(raw) > MAX_BYTES:
        raise InvalidInput({"tệp": ["Tệp lớn hơn 4 MiB. Một tệp chỉ chứa một kế hoạch."]})
    try:
        data = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise InvalidInput({"tệp": ["Tệp không phải văn bản UTF-8."]}) from None
    except json.JSONDecodeError as error:
        raise InvalidInput({"tệp": [f"JSON sai ở dòng {error.lineno}, cột {error.colno}."]}) from None
    except RecursionError:
        raise InvalidInput({"tệp": ["JSON lồng nhau quá sâu."]}) from None
    except ValueError:
        raise InvalidInput({"tệp": ["JSON chứa giá trị không dùng được (NaN, Infinity hoặc số quá dài)."]}) from None
    if not isinstance(data, dict):
        raise InvalidInput({"tệp": ["Tệp phải là một đối tượng JSON mô tả một kế hoạch."]})
    return data


def _refuse_constant(name):
    raise ValueError(name)


class Place:
    """One object of the file. Every reader returns a usable value and notes what was wrong in `problems`."""

    def __init__(self, value, path="", problems=None):
        self.path = path
        self.problems = {} if problems is None else problems
        if not isinstance(value, dict):
            self.note("", "phải là một đối tượng { … }")
            value = {}
        self.value = value

    def note(self, key, message):
        """Remember what is wrong at `key` below this place, once."""
        messages = self.problems.setdefault(self.path_of(key) or "tệp", [])
        if message not in messages:
            messages.append(message)

    def path_of(self, key):
        return ".".join(part for part in (self.path, key) if part)

    def has(self, key):
        return self.value.get(key) is not None

    def text(self, key, limit=300, required=False):
        """The cleaned line at `key`, without marks of formatting; empty when null."""
        found = self.value.get(key)
        if found is None:
            if required:
                self.note(key, "thiếu")
            return ""
        return self._clean(key, found, limit, required)

    def _clean(self, key, found, limit, required=False):
        if not isinstance(found, str):
            self.note(key, "phải là chuỗi ký tự")
            return ""
        if SURROGATES.search(found):
            self.note(key, "chứa ký tự không hợp lệ")
            return ""
        line = clean_line(MARKS.sub("", found))
        if len(line) > limit:
            self.note(key, f"dài {len(line)} ký tự, tối đa {limit}")
            return line[:limit]
        if required and not line:
            self.note(key, "để trống")
        return line

    def texts(self, key, limit=300, most=500):
        """The non-empty lines of the list at `key`."""
        found = self._list(key, most)
        lines = [self._clean(f"{key}[{n}]", item, limit) for n, item in enumerate(found)]
        return tuple(line for line in lines if line)

    def items(self, key, most=500):
        """The objects of the list at `key`, each with its own path."""
        return [Place(item, self.path_of(f"{key}[{n}]"), self.problems)
                for n, item in enumerate(self._list(key, most))]

    def _list(self, key, most):
        found = self.value.get(key)
        if found is None:
            return []
        if not isinstance(found, list):
            self.note(key, "phải là danh sách [ … ]")
            return []
        if len(found) > most:
            self.note(key, f"có {len(found)} mục, tối đa {most}")
        return found[:most]

    def child(self, key):
        """The object at `key`; an empty one when null."""
        found = self.value.get(key)
        return Place({} if found is None else found, self.path_of(key), self.problems)

    def choice(self, key, allowed, default):
        """One of `allowed` (or a key of that mapping, answered by its value)."""
        found = self.value.get(key)
        if found is None:
            return default
        if not isinstance(found, str) or found not in allowed:
            self.note(key, f"phải là một trong: {', '.join(str(item) for item in allowed)}")
            return default
        return allowed[found] if isinstance(allowed, dict) else found

    def choices(self, key, allowed, default=()):
        """The listed values, each of `allowed`, each once."""
        if self.value.get(key) is None:
            return tuple(default)
        found = self._list(key, 50)
        for n, item in enumerate(found):
            if item not in allowed if isinstance(item, str) else True:
                self.note(f"{key}[{n}]", f"phải là một trong: {', '.join(str(item) for item in allowed)}")
        return tuple(dict.fromkeys(item for item in found if isinstance(item, str) and item in allowed))

    def whole(self, key, low=0, high=1_000_000):
        """The whole number at `key` between the bounds (inclusive), or None."""
        found = self.value.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int) or not low <= found <= high:
            self.note(key, f"phải là số nguyên từ {low} đến {high}")
            return None
        return found

    def flag(self, key):
        found = self.value.get(key)
        if found not in (None, True, False):
            self.note(key, "phải là true hoặc false")
        return found is True

    def day(self, key):
        """The ISO day at `key`, or None."""
        found = self.value.get(key)
        if found is None or found == "":
            return None
        try:
            return date.fromisoformat(found)
        except (TypeError, ValueError):
            self.note(key, "phải là ngày dạng 2026-11-30")
            return None

    def year(self, key):
        return self.whole(key, 1945, 2200)
