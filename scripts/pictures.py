"""The pictures of README.md, taken of a running application with the demonstration data.

    ./run            in one terminal
    .venv/bin/python scripts/pictures.py http://127.0.0.1:8000

The report is made by `manage.py make_report`, with the settings of the same environment. Needs the packages of
requirements-dev.txt, Chromium and pdftoppm. Each picture stays below 150 KB.
"""
import os
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

BASE = Path(__file__).resolve().parent.parent
FOLDER = BASE / "docs" / "img"
PASSWORD = "HoaDep-2026!"
LIMIT = 150 * 1024
DESK, PHONE = (1200, 800), (390, 800)
PLAN = "main a[href^='/ke-hoach/']:not([href$='/moi/']):not([href$='/doc-van-ban/'])"
BOARD = "main a[href$='/bang-chi-tieu/'] >> nth=1"

# Name, who, size of the window, where to begin, and the links to follow from there (as CSS).
SHOTS = (
    ("home-office", "demo_chuyen_vien", DESK, "/", ()),
    ("board", "demo_chuyen_vien", DESK, "/bang-chi-tieu/", (BOARD,)),
    ("plan", "demo_chuyen_vien", DESK, "/ke-hoach/", (PLAN,)),
    ("review", "demo_chuyen_vien", DESK, "/tham-dinh/", ("main table a[href^='/tham-dinh/']",)),
    ("home-agency", "demo_nguoi_nop_so_y_te", DESK, "/", ()),
    ("nomination", "demo_nguoi_nop_so_y_te", DESK, "/de-cu/", ("main a[href^='/de-cu/ho-so/']",)),
    ("phone", "demo_nguoi_nop_so_y_te", PHONE, "/", ()),
)


def main(base):
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
                                             args=["--no-sandbox", "--disable-background-networking"])
        for name, person, size, start, links in SHOTS:
            tab = signed_in(browser, base, person, size)
            tab.goto(base + start)
            for link in links:
                tab.goto(base + tab.locator(link).first.get_attribute("href"))
            keep(name, tab.screenshot())
            tab.context.close()
        browser.close()
    keep("report", first_page_of_a_report())


def signed_in(browser, base, person, size):
    tab = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN").new_page()
    tab.goto(f"{base}/dang-nhap/")
    tab.get_by_label("Tên đăng nhập").fill(person)
    tab.get_by_label("Mật khẩu").fill(PASSWORD)
    tab.get_by_role("button", name="Đăng nhập").click()
    tab.wait_for_url(f"{base}/")
    return tab


def first_page_of_a_report():
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.pdf")
        subprocess.run(
            [sys.executable, BASE / "manage.py", "make_report", "S0", "--as-of", "2025-12-31", "--out", file],
            check=True)
        subprocess.run(["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", file, file], check=True)
        return Path(f"{file}.png").read_bytes()


def keep(name, png):
    """Store the picture, with fewer colours when it is large."""
    file = FOLDER / f"{name}.png"
    picture = Image.open(BytesIO(png)).convert("RGB")
    for colours in (256, 64, 16):
        picture.quantize(colours).save(file, optimize=True)
        if file.stat().st_size <= LIMIT:
            break
    print(f"{file.name}: {file.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
