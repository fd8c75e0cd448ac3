from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.enums import Role
from accounts.services import create_account, grant_role
from core.errors import DomainError


class Command(BaseCommand):
    help = "Lập tài khoản quản trị đầu tiên; in mật khẩu dùng một lần, phải đổi khi đăng nhập."

    def add_arguments(self, parser):
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument("full_name", help="họ và tên")
        parser.add_argument("--email", default="", help="thư điện tử")

    @transaction.atomic
    def handle(self, *args, username, full_name, email, **options):
        try:
            person, password = create_account(by=None, username=username, full_name=full_name, email=email)
            grant_role(person, by=None, role=Role.ADMINISTRATOR)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Đã lập tài khoản {username}. Mật khẩu dùng một lần: {password}")
