"""Invented persons, collectives, households and practice models, and what they did; the same for the same numbers."""
from dataclasses import dataclass, replace

from plans.enums import RecordKind, SubjectType

KINH = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Phan",
        "Đinh", "Mai", "Cao", "Lương", "Trịnh", "Tạ")
RAGLAI = ("Mấu", "Cao", "Tro", "Bo Bo", "Pi Năng")
JRAI = ("Ksor", "Rơ Châm", "Nay", "Siu", "Rah Lan", "Kpă", "Ra Lan")
TAY_NUNG = ("Hoàng", "Nông", "Vi", "Lương", "Triệu", "Lý", "Hứa", "Lăng", "Chu")
MIDDLE = {"male": ("Văn", "Đức", "Quốc", "Hữu", "Đình", "Xuân", "Công", "Thanh", "Hoàng", "Ngọc", "Bá", "Trung"),
          "female": ("Thị", "Thị Ngọc", "Thị Thanh", "Thị Kim", "Thị Bích", "Hồng", "Thùy", "Thị Mỹ", "Thị Thu")}
GIVEN = {"male": ("An", "Bảo", "Bình", "Chiến", "Cường", "Dũng", "Đạt", "Hải", "Hậu", "Hiếu", "Hòa", "Hùng", "Khoa",
                  "Kiên", "Lâm", "Long", "Lộc", "Nam", "Nghĩa", "Nhân", "Phong", "Phúc", "Quân", "Sơn", "Tài", "Tâm",
                  "Thành", "Thịnh", "Tiến", "Toàn", "Tuấn", "Vinh"),
         "female": ("Anh", "Châu", "Diễm", "Dung", "Hà", "Hạnh", "Hiền", "Hoa", "Hương", "Lan", "Liên", "Loan",
                    "Mai", "My", "Nga", "Ngân", "Nhung", "Oanh", "Phượng", "Quyên", "Tâm", "Thảo", "Thủy", "Trang",
                    "Trâm", "Tuyết", "Vân", "Xuân", "Yến")}
# Well-known names that chance could make: nobody real stands in the demonstration.
KNOWN = {"Nguyễn Văn An", "Trần Đức Lương", "Võ Văn Kiệt", "Phan Văn Khải", "Nguyễn Văn Linh", "Lê Đức Anh",
         "Đinh Văn Nam", "Nguyễn Quốc Khánh", "Trần Quốc Toản", "Lê Văn Tám", "Phạm Văn Đồng", "Nguyễn Xuân Phúc",
         "Phạm Ngọc Thảo", "Nguyễn Hữu Thọ", "Trần Văn Trà", "Trương Hòa Bình", "Nguyễn Hòa Bình", "Phan Đình Phùng",
         "Đặng Văn Lâm", "Nguyễn Công Phượng", "Bùi Tiến Dũng", "Nguyễn Quang Hải", "Lê Công Vinh",
         "Nguyễn Thị Huyền", "Hồ Ngọc Hà"}
PLACES = ("Hòa Thịnh", "Phú An", "Tân Lập", "Đồng Mây", "Suối Trong", "Xuân Hải", "An Phước", "Bình Nguyên",
          "Gò Sim", "Thạnh Lợi", "Hà Thanh", "Cát Trắng", "Hòn Dừa", "Tân Xuân", "Mỹ Hòa", "Phước Thạnh", "Đá Hàn",
          "Vĩnh Lộc", "Long Sơn", "Hội An Đông", "Bàu Sen", "Thuận Phú", "Lạc Hòa", "Đông Mỹ", "Tây Hồ Sim",
          "Hoa Đồng", "An Diên Sim", "Mỹ Khê Trong", "Cát Lộc", "Vạn Lợi", "Sông Khế", "Gia Thạnh", "Phú Lâm",
          "Quảng Hòa", "Nghĩa Sơn", "Trà Lân", "Xóm Cồn", "Thanh Minh", "Đại Phước", "Suối Đá")
BRANDS = ("Sóng Ngàn", "Hải Đăng Xanh", "Tơ Vàng", "Nắng Biển", "Mai Sơn", "Cánh Buồm Trắng", "Trầm Hương Việt",
          "Bình Minh Mới", "Dã Quỳ", "Phú Thạnh", "Đại Lộc Phát", "Ngọc Hải", "Thiên Ý", "Minh Tâm", "Lúa Vàng",
          "Yến Vân", "Đồng Tâm Hợp", "An Nhiên", "Tân Hải Hòa", "Hoa Giấy", "Vầng Trăng", "Sao Khuê Biển",
          "Bách Hợp", "Hướng Dương")
PLEI = ("Kte", "Tông Sê", "Hoai", "Ama Rin", "Sô Ma", "Pring", "Tul Nhỏ", "Đoàn Kết Trên", "Hơr", "Chư Kniê",
        "Rbai Trong", "Ia Rniu", "Toan Mới", "Jứ Lớn")
BAN = ("Nà Pán", "Khuổi Lình", "Bản Chang", "Pác Mười", "Nà Lùng", "Khòn Sè", "Bản Thẳm", "Nà Vàng", "Khuôn Ráng",
       "Pò Lái", "Bản Dọc Mới", "Nà Sả")
FLOWERS = ("Hướng Dương", "Hoa Sen Nhỏ", "Vành Khuyên", "Sao Mai", "Hoa Phượng", "Tuổi Ngọc", "Ánh Dương",
           "Bông Lúa")


@dataclass(frozen=True)
class Nominee:
    """What an agency writes of somebody it puts forward; empty where it does not apply."""

    subject_type: str
    name: str
    subject_kind: str
    achievement: str
    birth_year: int | None = None
    sex: str = ""
    position: str = ""
    unit_text: str = ""
    address: str = ""
    model_name: str = ""

    @property
    def record_kind(self):
        return RecordKind.MODEL if self.model_name else RecordKind.EXEMPLAR

    @property
    def facts(self):
        """The facts of the subject alone, as the registry stores them."""
        values = {name: getattr(self, name) for name in ("birth_year", "sex", "position", "unit_text", "address")}
        if self.subject_type == SubjectType.HOUSEHOLD:
            values["household_head"] = self.name
        return values

    @property
    def values(self):
        """The nominee as the nomination form hands it over."""
        return {"subject_type": self.subject_type, "record_kind": self.record_kind, "subject_kind": self.subject_kind,
                "name": self.name, "model_name": self.model_name, "achievement": self.achievement,
                **{name: getattr(self, name) for name in ("birth_year", "sex", "position", "unit_text", "address")}}


class NomineeMaker:
    """Nominees of a theme, drawn by a random generator; no name comes twice from makers that share `taken`."""

    def __init__(self, themes, taken=None, places=PLACES):
        self.themes = themes
        self.taken = taken if taken is not None else set()
        self.places = places

    def elsewhere(self, places):
        """A maker for another part of the country, whose villages have other names."""
        return NomineeMaker(self.themes, self.taken, places)

    def make(self, rng, theme, subject_type, *, regions, families=KINH, as_model=False):
        """A nominee of the type from one of `regions` («huyện Vạn Ninh»)."""
        words = self.themes[theme]
        region = rng.choice(regions)
        build = self._collective if subject_type == SubjectType.COLLECTIVE else self._person
        nominee = build(rng, words, subject_type, region, families)
        story = self._filled(rng, rng.choice(words[f"{subject_type}_stories"]), region)
        if as_model:
            nominee = replace(nominee, model_name=rng.choice(words["models"]) + self._where(nominee))
        return replace(nominee, achievement=story)

    def _where(self, nominee):
        """Where a model of a common name is found, when its owner's name or unit says it."""
        words = f"{nominee.name} {nominee.unit_text}"
        return next((f" ở {place}" for place in (*self.places, *BRANDS) if place in words), "")

    def _collective(self, rng, words, subject_type, region, families):
        about = words["collective"]
        name = self._fresh(lambda: self._filled(rng, rng.choice(about["names"]), region))
        return Nominee(subject_type, name, about["kind"], "", unit_text="" if region == "tỉnh" else region)

    def _person(self, rng, words, subject_type, region, families):
        about = words[subject_type]
        sex = rng.choice(("male", "female"))
        name = self._fresh(lambda: person_name(rng, sex, families))
        facts = {"birth_year": rng.randint(1962, 1996), "sex": sex, "position": rng.choice(about["positions"])}
        if subject_type == SubjectType.HOUSEHOLD:
            place = f"{fitting('thôn {place}', region).format(place=rng.choice(self.places))}, {region}"
            return Nominee(subject_type, name, about["kind"], "", unit_text=place, address=place, **facts)
        unit = self._filled(rng, rng.choice(about["units"]), region)
        unit = unit if region in unit or region == "tỉnh" else f"{unit}, {region}"
        return Nominee(subject_type, name, about["kind"], "", unit_text=unit, **facts)

    def _fresh(self, make):
        for _ in range(60):
            name = make()
            if name not in self.taken and name not in KNOWN:
                break
        else:
            name = next(f"{name} số {n}" for n in range(2, 999) if f"{name} số {n}" not in self.taken)
        self.taken.add(name)
        return name

    def _filled(self, rng, text, region):
        return fitting(text, region).format(
            place=rng.choice(self.places), brand=rng.choice(BRANDS), flower=rng.choice(FLOWERS), region=region,
            family=rng.choice(KINH), k=rng.randint(2, 5), n=rng.randint(3, 12), m=rng.randint(15, 60))


def fitting(text, region):
    """The text for a region that is itself a commune or ward: no commune lies in a commune, no village in a ward."""
    if region.startswith(("xã ", "phường ")):
        text = text.replace("xã {place}", region)
    return text.replace("thôn {place}", "tổ dân phố {place}") if region.startswith("phường ") else text


def person_name(rng, sex, families=KINH):
    return f"{rng.choice(families)} {rng.choice(MIDDLE[sex])} {rng.choice(GIVEN[sex])}"
