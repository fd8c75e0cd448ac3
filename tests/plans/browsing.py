"""What a browser would send: the values of a form as the page shows it."""
from html.parser import HTMLParser


def shown_form(html, marker="plan-form"):
    """{name: [values]} of the first form whose class holds `marker`, with everything left as the page shows it."""
    reader = _FormReader(marker)
    reader.feed(html)
    assert reader.found, f"no form «{marker}» on the page"
    return reader.values


class _FormReader(HTMLParser):
    def __init__(self, marker):
        super().__init__(convert_charrefs=True)
        self.marker, self.found, self.inside, self.template = marker, False, False, 0
        self.values, self.text, self.select = {}, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form" and not self.found and self.marker in (attrs.get("class") or ""):
            self.found = self.inside = True
        self.template += tag == "template"
        if not self.inside or self.template:
            return
        if tag == "input":
            self._input(attrs)
        elif tag == "textarea":
            self.text = [attrs["name"], ""]
        elif tag == "select":
            self.select = [attrs["name"], None, None]
        elif tag == "option" and self.select:
            value = attrs.get("value", "")
            self.select[1] = value if self.select[1] is None else self.select[1]
            self.select[2] = value if "selected" in attrs else self.select[2]

    def _input(self, attrs):
        kind = attrs.get("type", "text")
        if "name" not in attrs or kind in ("submit", "button", "file") or (
                kind in ("checkbox", "radio") and "checked" not in attrs):
            return
        self._add(attrs["name"], attrs.get("value", "on" if kind == "checkbox" else ""))

    def handle_data(self, data):
        if self.text:
            self.text[1] += data

    def handle_endtag(self, tag):
        self.template -= tag == "template"
        if tag == "textarea" and self.text:
            self._add(self.text[0], self.text[1].removeprefix("\n"))
            self.text = None
        elif tag == "select" and self.select:
            name, first, chosen = self.select
            self._add(name, first if chosen is None else chosen)
            self.select = None
        elif tag == "form":
            self.inside = False

    def _add(self, name, value):
        self.values.setdefault(name, []).append(value or "")
