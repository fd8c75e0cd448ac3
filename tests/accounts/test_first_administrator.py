from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_the_first_administrator_gets_a_password_for_one_sign_in():
    out = StringIO()

    call_command("create_administrator", "lan", "Nguyễn Thị Lan", stdout=out)

    person = User.objects.get(username="lan")
    assert person.is_administrator
    assert person.must_change_password
    assert person.check_password(out.getvalue().split()[-1])


def test_a_name_that_is_taken_is_refused_and_nothing_stays():
    call_command("create_administrator", "lan", "Nguyễn Thị Lan", stdout=StringIO())

    with pytest.raises(CommandError, match="đã có người dùng"):
        call_command("create_administrator", "LAN", "Người Khác", stdout=StringIO())

    assert User.objects.count() == 1
