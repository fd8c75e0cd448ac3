"""How fast and how large a long annex is: laid out in parts and joined, beside plain WeasyPrint on the same content.

    python -m benchmarks.annex 500 1000 5000

`parts` is what the office gets; `whole` the same without parts; `plain` what one writes at first: a table whose columns
find their widths by themselves, in one pass, collecting garbage.
Each figure comes from a process of its own, so that memory is its own; processor seconds, since machines are shared.
"""
import gc
import resource
import subprocess
import sys
import time
from dataclasses import replace

from reporting import render_child
from reporting.documents import parts
from tests.reporting.report_samples import report

MODES = ("parts", "whole", "plain")


def main(arguments):
    if len(arguments) == 2 and arguments[0] in MODES:
        return one(*arguments)
    for rows in arguments:
        for mode in MODES:
            subprocess.run([sys.executable, "-m", "benchmarks.annex", mode, rows], check=True)


def one(mode, rows):
    """Lay out the annex once and print what it took."""
    if mode == "plain":
        own_widths()
    else:
        gc.disable()  # as the rendering process does
    if mode != "parts":
        parts.WHOLE_ROWS = sys.maxsize
    content = long_report(int(rows))
    start = time.process_time()
    pdf = render_child.make_pdf(content)
    taken, memory = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows:>6} rows x 8 columns, {mode}: {taken:6.1f} s, {1000 * taken / int(rows):5.1f} ms a row, "
          f"{memory:6.0f} MiB, {len(pdf) / 1024:6.0f} KiB", flush=True)


def own_widths():
    """Let tables measure every cell for the widths of their columns, as they do unless told otherwise."""
    careful = render_child._style_sheet
    render_child._style_sheet = lambda style: careful(style).replace("table-layout: fixed", "table-layout: auto")


def long_report(rows):
    """The sample report with an annex of so many rows."""
    content = report(with_duties=False)
    own = [row for row in content.annexes[0].quota_rows if not row.is_total]
    many = tuple((own * (rows // len(own) + 1))[:rows])
    return replace(content, annexes=(replace(content.annexes[0], quota_rows=many),))


if __name__ == "__main__":
    main(sys.argv[1:])
