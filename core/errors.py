"""What a service raises when it refuses; `str(error)` is a Vietnamese sentence to show as it stands."""
from django.utils import timezone


class DomainError(Exception):
    """Any refusal of a service."""

    default_message = "Không thực hiện được việc này."

    def __init__(self, message=""):
        self.message = message or self.default_message
        super().__init__(self.message)


class WrongState(DomainError):
    """The object is not in a state from which the act may be done."""

    default_message = "Trạng thái hiện tại không cho phép việc này. Xin tải lại trang để xem tình hình mới nhất."


class NotAllowed(DomainError):
    """The person may not do this."""

    default_message = "Anh/chị không có quyền thực hiện việc này."


class InvalidInput(DomainError):
    """Values that break a rule; `errors` maps a field name ("" for the whole) to its Vietnamese messages."""

    default_message = "Thông tin nhập chưa đúng."

    def __init__(self, errors):
        if isinstance(errors, str):
            errors = {"": [errors]}
        self.errors = {field: [found] if isinstance(found, str) else list(found) for field, found in errors.items()}
        super().__init__(" ".join(message for messages in self.errors.values() for message in messages))


class EditConflict(DomainError):
    """Someone else saved the object first; `fields` are the Vietnamese labels of what they changed."""

    def __init__(self, by, at, fields=()):
        self.by, self.at, self.fields = by, at, tuple(fields)
        moment = timezone.localtime(at) if timezone.is_aware(at) else at
        changed = f" ({', '.join(self.fields)})" if self.fields else ""
        super().__init__(
            f"{by or 'Hệ thống'} đã sửa nội dung này{changed} lúc {moment:%H:%M} ngày {moment:%d/%m/%Y}. "
            "Xin xem lại bản mới rồi sửa tiếp."
        )


def require(verdict):
    """Pass when the verdict allows; raise NotAllowed with its reason otherwise."""
    if not verdict:
        raise NotAllowed(verdict.reason)
