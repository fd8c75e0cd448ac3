"""Rendering in the child process: what comes out, what is refused, and that hostile text stays text."""

import io
import json
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace

import pikepdf
import pytest

from reporting import rendering
from reporting.documents.values import Block, from_json, to_json
from reporting.rendering import BAD_CONTENT, CRASHED, TOO_LARGE, TOO_SLOW, RenderFailed, render_pdf
from tests.reporting.conformance import Report
from tests.reporting.report_samples import report


@pytest.fixture
def listener():
    """A port on the loopback that counts who connects."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


def connections(server):
    try:
        server.accept()
    except TimeoutError:
        return 0
    return 1


def with_text(text):
    """The sample report with a text in the body, the subject, the issuer, a name and an annex cell."""
    content = report(subject_lines=(text[:300],), issuer_lines=(text[:60],), place=text[:30])
    section = replace(content.sections[0], blocks=(Block("paragraph", text), Block("bullet", text)))
    annex = content.annexes[0]
    row = replace(annex.quota_rows[1], lead=text[:2000], note=text[:200])
    return replace(
        content,
        sections=(section, *content.sections[1:]),
        signer=replace(content.signer, name=text[:40]),
        recipients=(text[:80], "Lưu: VT"),
        annexes=(replace(annex, quota_rows=(row, *annex.quota_rows[1:])), *content.annexes[1:]),
    )


def test_report_survives_json_unchanged():
    content = report(wide=True, with_chart=True)

    frozen = json.loads(json.dumps(to_json(content)))

    assert from_json(frozen) == content


def test_json_with_an_unknown_or_mistyped_field_is_refused():
    data = to_json(report())

    with pytest.raises(ValueError, match="không có trường colour"):
        from_json(data | {"colour": "red"})
    with pytest.raises(ValueError, match="closing: cần kiểu str"):
        from_json(data | {"closing": 5})


def test_same_values_give_the_same_text_twice():
    data = to_json(report())

    first, second = Report(render_pdf(data)), Report(render_pdf(data))

    assert first.text == second.text
    assert "có 163/400 điển hình được công nhận, đạt 40,75 % chỉ tiêu" in first.text.replace("\n", " ")


def test_hostile_text_is_printed_as_text_and_reaches_nothing(listener, tmp_path):
    decoy = tmp_path / "decoy.txt"
    decoy.write_text("BIMAT-MOI-NHU")
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    payloads = [
        f"<link rel=attachment href=file://{decoy}>",
        f"<link rel=stylesheet href={address}/a.css><img src={address}/b.png><base href={address}>",
        f"</style><style>@import url({address}/c.css); p {{ background: url({address}/d) }}</style>",
        f"<svg><image href='{address}/e.svg'/></svg><object data=file://{decoy}></object>",
        "{% include 'x' %}{{ settings.SECRET_KEY }}</div></body>",
    ]

    shown = [render_pdf(to_json(with_text(text))) for text in payloads]

    for text, pdf in zip(payloads, shown, strict=True):
        assert not list(pikepdf.open(io.BytesIO(pdf)).attachments)
        squeezed = "".join(Report(pdf).text.split())
        assert "".join(text.split()) in squeezed
        assert "BIMAT" not in squeezed
    assert connections(listener) == 0


def test_direction_and_control_signs_vanish_and_unknown_signs_show_as_a_box():
    pdf = render_pdf(to_json(with_text("Nguye\u0302\u0303n\u202e Văn\x00 A\u200b 😀")))

    assert "Nguyễn Văn A □" in Report(pdf).text


def test_twenty_thousand_letters_in_one_paragraph_are_printed():
    pdf = render_pdf(to_json(with_text("Thi đua yêu nước " * 1176)))

    assert Report(pdf).text.replace("\n", " ").count("đua") >= 2 * 1176


def test_a_word_without_end_stays_inside_the_margins():
    printed = Report(render_pdf(to_json(with_text("x" * 3000))))

    edges = [line.x1 / printed.pages[at].width for at, lines in enumerate(printed.lines) for line in lines]
    assert max(edges) <= 1 - 15 / 297


def test_content_of_another_shape_is_refused_with_a_reason():
    with pytest.raises(RenderFailed) as failed:
        render_pdf({"head": "không phải báo cáo"})

    assert failed.value.reason == BAD_CONTENT


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import sys; sys.exit(4)", TOO_LARGE),
        ("import os; os.kill(os.getpid(), 9)", TOO_LARGE),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", TOO_SLOW),
        ("import os; os.abort()", CRASHED),
        ("raise ValueError", CRASHED),
        ("print('not a PDF')", CRASHED),
    ],
)
def test_a_child_that_dies_leaves_a_reason_in_vietnamese(monkeypatch, program, reason):
    monkeypatch.setattr(rendering, "COMMAND", [sys.executable, "-c", program])

    with pytest.raises(RenderFailed) as failed:
        render_pdf({})

    assert failed.value.reason == reason


def test_a_child_over_its_time_is_ended_with_everything_it_started(monkeypatch, tmp_path):
    note = tmp_path / "pid"
    program = f"import subprocess, time; p = subprocess.Popen(['sleep', '60']); open({str(note)!r}, 'w').write(str(p.pid)); time.sleep(60)"  # noqa: E501
    monkeypatch.setattr(rendering, "COMMAND", [sys.executable, "-c", program])

    with pytest.raises(RenderFailed) as failed:
        render_pdf({}, wall_seconds=5)

    assert failed.value.reason == TOO_SLOW
    assert ends_soon(int(note.read_text()))


def ends_soon(pid, *, seconds=20):
    """Whether the process is gone within `seconds`: the system kills at once, but clears away when it has time."""
    until = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.05)
    return not is_running(pid)


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_child_is_held_to_its_limits_and_knows_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "bi-mat")
    program = (
        "import json, os, resource; from reporting.render_child import limit_resources; limit_resources();"
        "print(json.dumps([[resource.getrlimit(k)[0] for k in "
        "(resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE)],"
        " sorted(os.environ)]))"
    )

    printed = subprocess.run(
        [sys.executable, "-c", program], cwd=rendering.PROJECT, env=rendering.child_environment("/tmp"),
        capture_output=True, check=True,
    )  # fmt: skip

    limits, names = json.loads(printed.stdout)
    assert limits == [1 << 30, 120, 64 << 20, 64]
    assert not {"SECRET_KEY", "DATABASE_URL", "HTTP_PROXY"} & set(names)


def test_web_process_does_not_load_the_pdf_library():
    program = "import reporting.rendering, reporting.documents.report, sys; print('weasyprint' in sys.modules)"

    printed = subprocess.run(
        [sys.executable, "-c", program], cwd=rendering.PROJECT, capture_output=True, check=True, text=True
    )

    assert printed.stdout == "False\n"


def test_two_reports_at_once_do_not_mix():
    results = {}

    def work(place):
        results[place] = Report(render_pdf(to_json(report(place=place)))).text

    threads = [threading.Thread(target=work, args=(place,)) for place in ("Lạng Sơn", "Gia Lai")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert "Lạng Sơn, ngày" in results["Lạng Sơn"] and "Gia Lai, ngày" in results["Gia Lai"]
    assert "Gia Lai, ngày" not in results["Lạng Sơn"]
