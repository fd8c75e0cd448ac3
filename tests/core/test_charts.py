import re
from datetime import date

import pytest
from django.template import Context, Template

from core.charts import LANES_AT_MOST, Milestone, bound_text, bullet_bar, burn_up, milestone_strip, short_label

PLAN = {"from_day": date(2021, 11, 26), "to_day": date(2025, 12, 31)}


def drawn(source, **values):
    return Template("{% load charts %}" + source).render(Context(values))


@pytest.mark.parametrize(("target", "maximum", "text"), [
    (30, None, "30"), (5, 7, "5–7"), (10, 10, "10"), (None, 5, "≤ 5"), (None, None, ""), (1200, None, "1.200"),
])
def test_bound_reads_as_the_plan_says_it(target, maximum, text):
    assert bound_text(target, maximum) == text


def test_bar_lengths_are_shares_of_the_greatest_figure():
    bar = bullet_bar(counted=8, target=32, expected=16, width=264)

    assert (bar.label, bar.has_bar) == ("8/32", True)
    assert (bar.target_width, bar.counted_width, bar.expected_x) == (200.0, 50.0, 101.0)


def test_pipeline_is_stacked_after_the_counted_and_empty_parts_are_left_out():
    bar = bullet_bar(counted=10, target=20, pipeline=[("Đang đề nghị", 4), ("Bồi dưỡng", 0), ("Đăng ký", 2)], width=264)

    assert [(part.x, part.width, part.shade, part.title) for part in bar.parts] == [
        (101.0, 40.0, 1, "Đang đề nghị: 4"), (141.0, 20.0, 3, "Đăng ký: 2"),
    ]


def test_a_count_above_the_target_widens_the_scale_instead_of_leaving_the_picture():
    bar = bullet_bar(counted=40, target=20, width=264)

    assert (bar.target_width, bar.counted_width) == (100.0, 200.0)


def test_bars_of_one_board_may_share_a_scale():
    bar = bullet_bar(counted=5, target=10, scale=40, width=264)

    assert (bar.target_width, bar.counted_width) == (50.0, 25.0)


def test_range_shows_its_upper_end():
    bar = bullet_bar(counted=6, target=5, maximum=7)

    assert bar.label == "6/5–7"
    assert bar.target_width < bar.counted_width < bar.ceiling_x


def test_line_without_a_figure_shows_the_count_and_no_bar():
    svg = drawn("{% bullet_bar counted=3 %}")

    assert ">3</text>" in svg
    assert "<rect" not in svg


def test_zero_target_of_an_empty_plan_still_draws():
    bar = bullet_bar(counted=0, target=0)

    assert (bar.label, bar.target_width, bar.counted_width) == ("0/0", 0.0, 0.0)


def test_the_short_bar_of_a_page_is_the_same_drawing_with_its_colours_elsewhere():
    given = "counted=6 target=5 maximum=7 expected=3 pipeline=pipeline name='Y tế'"

    whole, short = (drawn(f"{{% {tag} {given} %}}", pipeline=[("Bồi dưỡng", 1), ("Đăng ký", 2)])
                    for tag in ("bullet_bar", "page_bar"))

    assert [re.findall(pattern, short) for pattern in GEOMETRY] == [re.findall(pattern, whole) for pattern in GEOMETRY]
    assert 'translate(' + short.split('"#muc-can-co" x="')[1].split('"')[0] + " 0)" in whole
    assert "fill=" not in short and len(short) < .6 * len(whole)


GEOMETRY = (r'<rect class="([^"]+)" x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"',
            r"<title>([^<]+)</title>", r'viewBox="([^"]+)"', r">([^<]+)</text>", r'class="ch-axis" d="([^"]+)"')


def test_bar_is_told_to_people_who_do_not_see_it():
    bar = bullet_bar(counted=8, target=30, expected=12, pipeline=[("Đang đề nghị", 3)], name="Y tế, cá nhân")

    assert bar.title == "Y tế, cá nhân: đã tính 8, chỉ tiêu 30, mức cần có 12, đang đề nghị 3"


def test_names_cannot_bring_markup_into_a_drawing():
    svg = drawn("{% bullet_bar counted=1 target=2 name=name %}{% heat_cell 1 2 name=name %}", name="<b>&")

    assert "<b>" not in svg
    assert svg.count("&lt;b&gt;&amp;") == 2


def test_coordinates_keep_the_decimal_point_of_svg(settings):
    settings.USE_THOUSAND_SEPARATOR = True

    svg = drawn("{% bullet_bar counted=1 target=3 width=2062 %}")

    assert 'width="2062"' in svg
    assert 'width="666.0"' in svg


def test_burn_up_goes_right_then_up_and_holds_until_today():
    chart = burn_up(points=[(date(2022, 1, 6), 5)], target=10, from_day=date(2022, 1, 1), to_day=date(2022, 1, 11),
                    today=date(2022, 1, 9), width=160, height=152)

    assert (chart.left, chart.right, chart.top, chart.bottom) == (44.0, 144.0, 22.0, 122.0)
    assert chart.counted == "44.0,122.0 94.0,122.0 94.0,72.0 124.0,72.0"
    assert (chart.target_y, chart.today_x, chart.end_label) == (22.0, 124.0, "5")
    assert [tick.label for tick in chart.y_ticks] == ["0", "2", "4", "6", "8", "10"]


def test_burn_up_of_an_empty_plan_draws_only_the_axes():
    chart = burn_up(points=[], target=0, **PLAN)

    assert (chart.end_label, chart.ideal) == ("0", "")
    assert [tick.label for tick in chart.x_ticks] == ["2022", "2023", "2024", "2025"]


def test_short_time_axis_names_quarters():
    chart = burn_up(points=[], target=1, from_day=date(2025, 1, 1), to_day=date(2025, 12, 31))

    assert [tick.label for tick in chart.x_ticks] == ["II/2025", "III/2025", "IV/2025"]


def test_strip_draws_a_quarter_as_a_span_and_a_day_as_a_point():
    strip = milestone_strip([
        Milestone("Sơ kết", end=date(2023, 6, 30), start=date(2023, 1, 1), state="late"),
        Milestone("Báo cáo năm", end=date(2023, 11, 29)),
    ], **PLAN)

    assert [(mark.label, mark.is_span, mark.state) for mark in strip.marks] == [
        ("Sơ kết", True, "late"), ("Báo cáo năm", False, "open"),
    ]
    assert strip.marks[0].width > strip.marks[1].width == 16.0
    assert strip.marks[0].title == "Sơ kết: 01/01/2023 – 30/06/2023, quá hạn"


def test_words_of_neighbours_never_share_a_lane():
    close = [Milestone(f"Báo cáo định kỳ lần thứ {day}", end=date(2023, 6, day)) for day in range(1, 6)]

    strip = milestone_strip(close, **PLAN)

    assert len({mark.y for mark in strip.marks}) == 5
    assert strip.height > max(mark.y for mark in strip.marks) + 16


def test_marks_beyond_the_lanes_keep_their_title_and_lose_their_words():
    crowd = [Milestone("Báo cáo…", end=date(2023, 6, day), name=f"Báo cáo ngày {day}") for day in range(1, 13)]

    marks = milestone_strip(crowd, **PLAN).marks

    assert len({mark.y for mark in marks}) == LANES_AT_MOST
    assert [mark.label for mark in marks].count("") == len(crowd) - LANES_AT_MOST
    assert marks[-1].title == "Báo cáo ngày 12: 12/06/2023, đang mở"


@pytest.mark.parametrize(("text", "short"), [
    ("Tổng kết", "Tổng kết"), ("Mặt trận và tổ chức chính trị", "Mặt trận và tổ…"),
    ("Báo cáo năm - quý hai", "Báo cáo năm…"),
])
def test_a_long_label_ends_after_a_whole_word(text, short):
    assert short_label(text, 15) == short


def test_words_at_the_right_edge_stand_before_their_mark():
    strip = milestone_strip([Milestone("Tổng kết giai đoạn của tỉnh", end=PLAN["to_day"])], **PLAN)

    (mark,) = strip.marks
    assert mark.anchor == "end"
    assert mark.label_x < mark.x <= strip.width - 16


def test_today_is_marked_only_inside_the_plan():
    inside = milestone_strip([], today=date(2023, 7, 5), **PLAN)
    outside = milestone_strip([], today=date(2026, 7, 5), **PLAN)

    assert (inside.today_x is None, outside.today_x) == (False, None)


def test_strip_without_duties_still_prints():
    svg = drawn("{% milestone_strip strip %}", strip=milestone_strip([], **PLAN))

    assert "0 mốc từ 26/11/2021 đến 31/12/2025" in svg


@pytest.mark.parametrize(("status", "tint", "word"), [
    ("at_risk", "#fae3e3", "nguy cơ không đạt"), ("met", "#e0f0e6", "đạt"), ("never seen", "#eceef2", "2/10"),
])
def test_cell_of_the_matrix_has_colour_figure_and_word(status, tint, word):
    svg = drawn("{% heat_cell 2 10 status=status %}", status=status)

    assert f'fill="{tint}"' in svg
    assert ">2/10</text>" in svg
    assert word in svg.split("</title>")[0]


def test_drawings_carry_no_style_and_no_reference():
    svg = drawn(
        "{% bullet_bar counted=6 target=5 maximum=7 expected=3 %}{% burn_up burn %}{% milestone_strip strip %}"
        "{% heat_cell 1 2 status='met' %}",
        burn=burn_up(points=[(date(2022, 5, 1), 3)], target=9, ideal=[(date(2022, 3, 1), 2)], **PLAN),
        strip=milestone_strip([Milestone("Sơ kết", end=date(2023, 6, 30))], today=date(2023, 1, 1), **PLAN),
    )

    assert [word for word in ("style=", "href", "var(", "<script", "url(") if word in svg] == []
    assert svg.count("<svg") == svg.count('role="img"') == 4
