from datetime import UTC, date, datetime

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django_htmx.middleware import HtmxDetails

from core.htmx import redirect_htmx, render_page
from core.looks import LOOKS, look_of
from core.templatetags import viet


class Person:
    is_authenticated = True

    def __str__(self):
        return "Nguyễn Thị Ánh"


class PersonForm(forms.Form):
    full_name = forms.CharField(label="Họ và tên")
    kind = forms.ChoiceField(label="Loại", choices=[("a", "Tập thể"), ("b", "Cá nhân")], required=False)

    def clean(self):
        self.add_error(None, "Hạn đã qua.")


class Conditions(forms.Form):
    q = forms.CharField(label="Tên", required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("", "Tất cả"), ("a", "Tập thể")], required=False)
    since = forms.DateField(label="Từ ngày", required=False)


class Filter:
    def __init__(self, data):
        self.form = Conditions(data)


def shown(source, **values):
    return Template(source).render(Context(values))


def page_for(rf, user, template="base.html", path="/", **context):
    """The page with just this context: what the other apps add around it is not looked at here."""
    request = rf.get(path)
    request.user = user
    return render_to_string(template, {"request": request, "csrf_token": "T0KEN", **context})


def asking(request, **headers):
    """The request as the htmx middleware leaves it."""
    for header, value in headers.items():
        request.META[f"HTTP_{header.upper()}"] = value
    request.htmx = HtmxDetails(request)
    return request


# Frame of the page


def test_page_stands_without_any_context(rf):
    page = page_for(rf, AnonymousUser())

    assert '<html lang="vi">' in page
    assert 'href="#noi-dung"' in page and 'id="noi-dung"' in page
    assert "site-nav" not in page and "Đăng xuất" not in page


def test_page_shows_the_menu_where_one_is_and_what_waits(rf):
    menu = [{"label": "Việc của tôi", "url": "/viec/", "active": True, "badge": 4},
            {"label": "Báo cáo", "url": "/bao-cao/", "active": False, "badge": 0}]

    page = page_for(rf, Person(), menu=menu, acting_role="Chuyên viên Sở Nội vụ")

    assert '<a href="/viec/" aria-current="page">Việc của tôi <span class="badge-count">4</span></a>' in page
    assert '<a href="/bao-cao/">Báo cáo</a>' in page
    assert "Đang làm việc với tư cách" in page and "Chuyên viên Sở Nội vụ" in page


def test_htmx_keeps_no_page_in_the_browser_and_runs_no_text(rf):
    page = page_for(rf, AnonymousUser())

    for setting in ('"historyCacheSize":0', '"selfRequestsOnly":true', '"allowEval":false',
                    '"includeIndicatorStyles":false'):
        assert setting in page


def test_every_page_sends_the_csrf_token_with_htmx(rf):
    page = page_for(rf, AnonymousUser())

    assert 'hx-headers=\'{"X-CSRFToken": "T0KEN"}\'' in page


def test_waiting_page_reloads_itself_only_without_scripts(rf):
    page = page_for(rf, AnonymousUser(), refresh_seconds=3)

    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page


@pytest.mark.parametrize(("code", "words"), [
    ("400", "Yêu cầu không hợp lệ"), ("403", "Không được phép thực hiện"), ("404", "Không tìm thấy trang"),
    ("500", "Hệ thống gặp lỗi"),
])
def test_error_pages_need_neither_request_nor_context(code, words):
    assert f"<h1>{words}</h1>" in render_to_string(f"{code}.html")


# Pieces


@pytest.mark.parametrize(("code", "word", "html"), [
    ("at_risk", "", '<span class="st st-at_risk tone-bad"><span class="st-sign" aria-hidden="true">■</span>'
                    "Nguy cơ không đạt</span>"),
    ("met", "Đạt <1>", '<span class="st st-met tone-good"><span class="st-sign" aria-hidden="true">✓</span>'
                       "Đạt &lt;1&gt;</span>"),
])
def test_status_is_colour_shape_and_word(code, word, html):
    assert shown("{% load ui %}{% status code word %}", code=code, word=word) == html
    assert render_to_string("_status.html", {"status": code, "word": word}).strip() == html


def test_every_status_has_a_word_and_unknown_ones_a_quiet_look():
    assert [code for code, look in LOOKS.items() if not look.word or not look.sign] == []
    assert (look_of("unheard of").tone.name, look_of("unheard of").sign) == ("quiet", "–")


def test_pagination_keeps_the_filters_and_marks_the_page(rf):
    page = Paginator(range(500), 20).page(4)

    html = render_to_string("_pagination.html", {"page": page}, request=rf.get("/?kind=a&page=4"))

    assert '<span aria-current="page">4</span>' in html
    assert 'href="?kind=a&amp;page=3" rel="prev"' in html
    assert "…" in html and ">25</a>" in html


def test_pagination_of_one_page_is_silent(rf):
    page = Paginator(range(5), 20).page(1)

    assert "<nav" not in render_to_string("_pagination.html", {"page": page}, request=rf.get("/"))


def test_conditions_in_force_are_said_in_words_and_can_be_taken_away(rf):
    request = rf.get("/de-cu/?q=&kind=a&since=2023-06-30&page=3")
    context = Context({"request": request, "filter": Filter(request.GET)})

    Template("{% load ui %}{% filter_pills filter as pills %}").render(context)
    template = Template("{% load ui %}{% filter_pills filter as pills %}"
                        "{% for pill in pills %}{{ pill.label }}={{ pill.value }}@{{ pill.remove_url }};{% endfor %}")

    assert template.render(context) == (
        "Loại=Tập thể@/de-cu/?q=&amp;since=2023-06-30;Từ ngày=30/06/2023@/de-cu/?q=&amp;kind=a;"
    )


def test_summary_of_errors_leads_to_the_fields():
    html = render_to_string("_form_errors.html", {"form": PersonForm({"full_name": ""})})

    assert '<a href="#id_full_name">Họ và tên</a>' in html
    assert "<li>Hạn đã qua.</li>" in html


def test_control_says_what_kind_it_is_and_that_it_is_wrong():
    form = PersonForm({"full_name": "", "kind": "a"})

    html = shown("{% load ui %}{{ form.full_name|as_control }}{{ form.kind|as_control }}", form=form)

    assert 'class="form-control is-invalid"' in html
    assert 'class="form-select"' in html


def test_history_tells_before_and_after():
    event = {"at": datetime(2023, 6, 30, 1, 5, tzinfo=UTC), "who": "", "what": "Sửa hồ sơ", "reason": "Nhầm",
             "changes": [("Chức vụ", "", "Trưởng phòng"), ("Số", 0, 3)]}

    html = render_to_string("_history.html", {"events": [event]})

    assert "08:05, 30/06/2023" in html and "Hệ thống" in html and "Lý do: Nhầm" in html
    assert '<td></td><td><ins class="now">Trưởng phòng</ins>' in html
    assert '<del class="was">0</del></td><td><ins class="now">3</ins>' in html


def test_two_edits_at_once_stand_side_by_side():
    conflict = {"by": "Trần Văn Ánh", "at": datetime(2023, 6, 30, 1, 5, tzinfo=UTC),
                "fields": [("Thành tích", "của tôi", "của người khác")]}

    html = render_to_string("_field_conflict.html", {"conflict": conflict})

    assert html.index("Bản của anh/chị") < html.index("của tôi") < html.index("Bản đang lưu của Trần Văn Ánh")
    assert html.index("Bản đang lưu") < html.index("của người khác")


@pytest.mark.parametrize(("state", "asks_again"), [
    ("pending", True), ("running", True), ("done", False), ("failed", False),
])
def test_progress_asks_again_only_until_the_end(state, asks_again, rf):
    job = {"state": state, "label": "Báo cáo năm", "percent": 40, "reason": ""}

    html = render_to_string("_progress.html", {"job": job, "status_url": "/viec/1/"}, request=rf.get("/"))

    assert ('hx-get="/viec/1/"' in html) is asks_again


def test_confirmation_page_sends_the_same_fields_again(rf):
    html = page_for(rf, Person(), "core/confirm.html", question="Xóa dòng này?", action="/xoa/",
                    fields=[("row", "7")], label="Xóa", danger=True)

    assert '<input type="hidden" name="confirmed" value="1">' in html
    assert '<input type="hidden" name="row" value="7">' in html
    assert '<button class="btn btn-danger">Xóa</button>' in html


# Words for days and numbers


@pytest.mark.parametrize(("source", "text"), [
    ("{{ d|day }}", "05/12/2024"), ("{{ d|day_words }}", "ngày 05 tháng 12 năm 2024"), ("{{ none|day }}", ""),
    ("{{ late|day }}", "06/12/2024"), ("{{ n|count }}", "12.065"), ("{{ none|count }}", ""),
    ("{{ seven|percent:eight }}", "87,5 %"), ("{{ seven|percent:0 }}", "–"),
    ("{% days_left d d %}", "hôm nay"), ("{% days_left d before %}", "còn 3 ngày"),
    ("{% days_left d after %}", "quá hạn 2 ngày"), ("{% days_left none d %}", ""),
])
def test_days_and_numbers_read_as_offices_write_them(source, text):
    values = {"d": date(2024, 12, 5), "before": date(2024, 12, 2), "after": date(2024, 12, 7), "none": None,
              "late": datetime(2024, 12, 5, 18, 0, tzinfo=UTC), "n": 12065, "seven": 7, "eight": 8}

    assert shown("{% load viet %}" + source, **values) == text


# One address, page or piece


@pytest.mark.parametrize(("headers", "template"), [
    ({}, "_empty.html"),
    ({"hx_request": "true"}, "_status.html"),
    ({"hx_request": "true", "hx_boosted": "true"}, "_empty.html"),
    ({"hx_request": "true", "hx_history_restore_request": "true"}, "_empty.html"),
])
def test_page_for_a_browser_and_piece_for_htmx(rf, headers, template):
    request = asking(rf.get("/"), **headers)

    response = render_page(request, "_empty.html", "_status.html", {"text": "Chưa có gì.", "status": "met"})

    assert response.content.decode() == render_to_string(template, {"text": "Chưa có gì.", "status": "met"})
    assert "HX-Request" in response["Vary"]


def test_redirect_leaves_the_piece_for_a_new_page(rf):
    plain = redirect_htmx(asking(rf.get("/")), "/ke-hoach/")
    by_htmx = redirect_htmx(asking(rf.get("/"), hx_request="true"), "/ke-hoach/")

    assert (plain.status_code, plain["Location"]) == (302, "/ke-hoach/")
    assert (by_htmx.status_code, by_htmx["HX-Redirect"]) == (204, "/ke-hoach/")


@pytest.mark.parametrize(("words", "printed"), [
    ("Cơ quan rút đề cử", "Cơ quan rút đề cử."), ("Đã giải thể. ", "Đã giải thể."), ("Còn chờ…", "Còn chờ…"), ("", "")])
def test_words_that_a_person_wrote_end_with_one_full_stop(words, printed):
    assert viet.as_sentence(words) == printed
