"""Two people saved one form: which of the two texts stays is chosen field by field."""
from django.forms import model_to_dict

CHOICE, THEIRS = "chon-", "theirs"


def with_chosen(data, stored):
    """The sent values, with what is stored in each field for which «dùng bản này» was chosen; None stays None."""
    if data is None or stored is None:
        return data
    chosen = [name.removeprefix(CHOICE) for name in data if name.startswith(CHOICE) and data[name] == THEIRS]
    if not chosen:
        return data
    kept, data = model_to_dict(stored), data.copy()
    for name in chosen:
        if name in kept:
            data[name] = "" if kept[name] is None else str(kept[name])
    return data


def in_words(form, name, value):
    """The value as a person reads it: the label of a choice, the name of an object."""
    words = {str(key): text for key, text in getattr(form.fields[name], "choices", ())} if isinstance(
        value, str | bool | None) else {}
    return words.get("" if value is None else str(value), value)
