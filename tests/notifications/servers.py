"""A mail server for tests that does what the test told it to: takes, refuses, hangs, or dies."""
from django.core.mail.backends.base import BaseEmailBackend

NAME = "tests.notifications.servers.Server"


class Killed(BaseException):
    """The process is gone; no `except Exception` hears of it."""


class Server(BaseEmailBackend):
    """`answers` is what the next mails meet: None (taken), an exception (raised), a function (called, then taken);
    `after` is called when a mail was taken and before the sender hears of it."""

    answers, taken, after = [], [], None

    @classmethod
    def reset(cls, *answers, after=None):
        cls.answers, cls.taken, cls.after = list(answers), [], after

    def send_messages(self, messages):
        for message in messages:
            answer = self.answers.pop(0) if self.answers else None
            if isinstance(answer, BaseException):
                raise answer
            if answer:
                answer()
            self.taken.append(message)
            if type(self).after:
                type(self).after()
        return len(messages)

    @classmethod
    def ids(cls):
        return [message.extra_headers["Message-ID"] for message in cls.taken]
