"""How far the Word files, turned into PDF by LibreOffice, still obey the layout: «passes n of m» for each sample paper.

    DATABASE_URL=sqlite:////tmp/bench.sqlite3 python -m benchmarks.word

Needs `soffice` (package libreoffice-writer-nogui). The converter is shown the fonts of this repository under the name
that the Word files ask for, Times New Roman, as an office would have them.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()  # the samples of minutes speak the enums of the models

from reporting.documents.minutes import draft_counting  # noqa: E402
from reporting.documents.values import to_json  # noqa: E402
from reporting.rendering import render  # noqa: E402
from tests.reporting.conformance import broken_rules, judged_rules  # noqa: E402
from tests.reporting.paper_samples import merit, minutes  # noqa: E402
from tests.reporting.report_samples import party_report, report  # noqa: E402

FONTS = Path(__file__).resolve().parents[1] / "static" / "fonts"
CONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir>
<cachedir>{cache}</cachedir><alias binding="same"><family>Times New Roman</family>
<prefer><family>Liberation Serif</family></prefer></alias></fontconfig>"""
OPTIONS = {"SelectPdfVersion": {"type": "long", "value": "2"}, "UseTaggedPDF": {"type": "boolean", "value": "true"}}
SAMPLES = {
    "báo cáo": lambda: report(times=2), "báo cáo, phụ lục ngang": lambda: report(wide=True, times=2),
    "báo cáo, Đảng": lambda: party_report(times=2), "báo cáo thành tích": merit,
    "báo cáo thành tích, Đảng": lambda: merit("person", "party"), "biên bản": minutes,
    "biên bản, Đảng": lambda: minutes("ended", "party"),
    "biên bản kiểm phiếu": lambda: minutes("ended", "state", draft_counting)}


def main():
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder, f"{at}.docx") for at, name in enumerate(SAMPLES)}
        for name, file in files.items():
            file.write_bytes(render(to_json(SAMPLES[name]()), "docx"))
        convert(list(files.values()), folder)
        for name, file in files.items():
            pdf = file.with_suffix(".pdf").read_bytes()
            rules, broken = judged_rules(pdf), broken_rules(pdf)
            print(f"{name}: {len(rules) - len(broken)}/{len(rules)}; {', '.join(sorted(broken)) or 'nothing broken'}")


def convert(files, folder):
    """PDF/A-2 with tags beside each file."""
    config = Path(folder, "fonts.conf")
    config.write_text(CONFIG.format(fonts=FONTS, cache=Path(folder, "cache")), encoding="utf-8")
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
         f"pdf:writer_pdf_Export:{json.dumps(OPTIONS)}", "--outdir", folder, *map(str, files)],
        check=True, capture_output=True, env={**os.environ, "FONTCONFIG_FILE": str(config)})


if __name__ == "__main__":
    sys.exit(main())
