import json
from io import StringIO

from django.core.management import call_command
from django.views.decorators.http import require_POST, require_safe

from portal import routes
from portal.routes import all_routes, methods_of, object_of

READ = routes.read_table


def listed():
    out = StringIO()
    call_command("show_routes", json=True, stdout=out)
    return {row["name"]: row for row in json.loads(out.getvalue())}


def test_a_route_is_told_with_its_methods_its_object_and_who_uses_it():
    queue, review = listed()["nominations:queue"], listed()["nominations:review"]

    assert queue == {"name": "nominations:queue", "path": "tham-dinh/", "methods": ["GET", "HEAD"], "object": "",
                     "public": False, "roles": ["chuyen_vien", "lanh_dao"]}
    assert (review["path"], review["object"]) == ("tham-dinh/<uuid:public_id>/", "nomination")


def test_rows_that_the_table_lacks_are_printed_to_be_filled_in(monkeypatch):
    monkeypatch.setattr(routes, "read_table", lambda: [cell for cell in READ() if cell.route != "nominations:queue"])
    out = StringIO()

    call_command("show_routes", lacking=True, stdout=out)

    assert "nominations:queue,GET,nguoi_nop|lanh_dao_don_vi|chu_tri|chuyen_vien|hoi_dong|lanh_dao|quan_tri,none,?\n" \
        "nominations:queue,GET,anonymous,none,302\n" in out.getvalue()


def test_public_pages_are_told_apart():
    rows = listed()

    assert rows["accounts:sign_in"]["public"] is True
    assert rows["portal:home"]["public"] is False


def test_methods_come_from_decorators_also_under_other_decorators():
    @require_POST
    def act(request):
        """Takes forms only."""

    @require_safe
    def page(request):
        """Is only read."""

    assert methods_of(act) == ("POST",)
    assert methods_of(page) == ("GET", "HEAD")
    assert methods_of(lambda request: None) == ("GET", "HEAD", "POST")


def test_every_address_with_an_object_knows_what_kind_it_is():
    nameless = [route.path for route in all_routes() if "<uuid:public_id>" in route.path and not route.object]

    assert nameless == []
    assert object_of("de-cu/ho-so/<uuid:public_id>/gui/") == "submission"


def test_every_page_says_which_methods_it_answers():
    careless = [route.name for route in all_routes()
                if set(route.methods) == {"GET", "HEAD", "POST"} and route.name in WITHOUT_FORMS]

    assert careless == []


WITHOUT_FORMS = {"portal:home", "portal:search", "alive", "ready", "nominations:for_obligation", "plans:detail"}
