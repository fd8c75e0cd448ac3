"""Words of seeded data: invented names and, when asked, a mark of its owner in every private text."""
from collections import Counter
from functools import lru_cache
from uuid import UUID

from core.text import fold, given_name_key, normalised_name, sort_key
from portal.demo.life.nominees import KNOWN, PLACES, person_name

GIVEN_KEYS = lru_cache(maxsize=20_000)(given_name_key)
SORT_KEYS = lru_cache(maxsize=20_000)(sort_key)
FOLDED = lru_cache(maxsize=20_000)(fold)
NORMALISED = lru_cache(maxsize=20_000)(normalised_name)
DEEDS = ("Vận động bà con làm đường, giữ sạch ngõ xóm và giúp nhau làm ăn.",
         "Có sáng kiến rút ngắn thời gian làm việc, được nhiều đơn vị học theo.",
         "Nhiều năm hoàn thành tốt nhiệm vụ, tận tình với người dân.",
         "Giúp các hộ khó khăn về vốn và cách làm, thu nhập tăng rõ rệt.")
POSITIONS = ("Chuyên viên", "Trưởng thôn", "Giáo viên", "Nông dân", "Công nhân", "Bác sĩ", "Chi hội trưởng")


class Texts:
    """Names and texts drawn by one generator; with `canaries` each text names its owner, its field and a number."""

    def __init__(self, rng, *, canaries):
        self.rng, self.canaries, self.numbers = rng, canaries, Counter()

    def uuid(self):
        return UUID(int=self.rng.getrandbits(128), version=4)

    def marked(self, owner, field, text, *, first=False):
        """«text BIMAT-owner-field-n»; the mark stands `first` where the last word is a given name."""
        if not self.canaries:
            return text
        self.numbers[owner, field] += 1
        mark = f"BIMAT-{owner}-{field}-{self.numbers[owner, field]}"
        return f"{mark} {text}".strip() if first else f"{text} {mark}".strip()

    def name(self, subject_type):
        if subject_type == "collective":
            return f"Tổ dân phố {self.rng.choice(PLACES)} {self.rng.randint(1, 999)}"
        while (name := person_name(self.rng, self.rng.choice(("male", "female")))) in KNOWN:
            pass
        return name

    def nominee(self, owner, subject_type):
        """The facts of a person, household or collective, by the names of the nomination's fields."""
        rng = self.rng
        facts = {
            "name": self.marked(owner, "name", self.name(subject_type), first=True),
            "position": self.marked(owner, "position", rng.choice(POSITIONS)),
            "unit_text": self.marked(owner, "unit_text", f"thôn {rng.choice(PLACES)}"),
            "address": self.marked(owner, "address", f"thôn {rng.choice(PLACES)}"),
            "birth_year": None, "sex": "",
        }
        if subject_type != "collective":
            facts |= {"birth_year": rng.randint(1955, 2000), "sex": rng.choice(("male", "female"))}
        return facts

    def deed(self, owner):
        return self.marked(owner, "achievement", self.rng.choice(DEEDS))


def subject_keys(name, subject_type):
    """The stored keys of a subject's name, as the registry's service makes them."""
    given = SORT_KEYS(name) if subject_type == "collective" else GIVEN_KEYS(name)
    return {"normalised_name": NORMALISED(name)[:255], "search_key": FOLDED(name)[:600],
            "sort_key": SORT_KEYS(name)[:1200], "given_key": given[:1200]}
