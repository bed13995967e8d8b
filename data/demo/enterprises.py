"""The fictional enterprises: names that say 示例, codes of an authority that does not exist."""

import tomllib
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate, product
from pathlib import Path
from random import Random

from stdnum.cn import uscc

from data.demo.story import FIRST, LATEST, PERIODS, SEED, Period

# No unit of GB/T 2260 has this code, so no registration authority can have issued a code with it.
UNASSIGNED_AUTHORITY = "379900"
COUNT = 600
WITHOUT_OUTPUT = 30

VOCABULARY = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
CITIES: dict[str, tuple[str, float]] = VOCABULARY["cities"]
WORDS: list[str] = VOCABULARY["words"]
QUALIFICATIONS: dict[str, tuple[list[str], float]] = VOCABULARY["qualifications"]
# Type, what the name shows, qualification, grade.
OTHER_TYPES = (
    ("设计", "建筑设计院", "建筑行业设计", "甲级"),
    ("设备", "工程设备", "起重设备安装工程专业承包", "二级"),
    ("材料", "建筑材料", "预拌混凝土专业承包", "不分等级"),
)


@dataclass(frozen=True)
class Enterprise:
    """One legal person.

    `size` is relative, `rank` counts from the largest (0); it reports from `entry` to `leave`.
    """

    code: str
    name: str
    city_code: str
    city: str
    rank: int
    size: float
    qualification: str
    grade: str
    ownership: str
    founded_date: str
    enterprise_type: str
    entry: Period
    leave: Period

    @property
    def builds(self) -> bool:
        """Whether it has output at all."""
        return self.enterprise_type == "施工"

    def active(self, period: Period) -> bool:
        """Whether it is expected to report a period."""
        return self.builds and self.entry <= period <= self.leave


def make_enterprises() -> list[Enterprise]:
    """All enterprises, the largest first."""
    random = Random(f"{SEED}:enterprises")
    builders = COUNT - WITHOUT_OUTPUT
    sizes = sorted((random.lognormvariate(0, 1.3) for _ in range(builders)), reverse=True)
    names = _Names(random)
    made = [_builder(random, names, rank, size) for rank, size in enumerate(sizes)]
    made += [_other(random, names, builders + position) for position in range(WITHOUT_OUTPUT)]
    return made


def code_of(number: int) -> str:
    """The well-formed 18-character code of the enterprise with this number."""
    organisation = f"DEMA{number:04d}"
    body = f"91{UNASSIGNED_AUTHORITY}{organisation}{organisation_check(organisation)}"
    return body + uscc.calc_check_digit(body)


def organisation_check(organisation: str) -> str:
    """The check character of the 8 characters of an organisation code (GB 11714)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(character, 36) * weight for character, weight in zip(organisation, weights, strict=True))
    return "0123456789X0"[11 - total % 11]


def choose(random: Random, choices: list[tuple[str, float]] | tuple[tuple[str, float], ...]) -> str:
    """One of the weighted choices."""
    ends = list(accumulate(weight for _, weight in choices))
    return choices[bisect(ends, random.random() * ends[-1])][0]


class _Names:
    """Hands out names, each once."""

    def __init__(self, random: Random) -> None:
        pairs = list(product(CITIES, WORDS))
        random.shuffle(pairs)
        self._words: dict[str, list[str]] = {city: [] for city in CITIES}
        for city, word in pairs:
            self._words[city].append(word)
        self._numbers = dict.fromkeys(CITIES, 1)

    def take(self, city_code: str, trade: str, form: str) -> str:
        words = self._words[city_code]
        if not words:
            # A large city has more enterprises than there are words: the second round carries a number.
            self._numbers[city_code] += 1
            words.extend(f"{word}{'零一二三四五六'[self._numbers[city_code]]}号" for word in WORDS)
        return f"{CITIES[city_code][0]}{words.pop()}示例{trade}{form}"


def _builder(random: Random, names: _Names, rank: int, size: float) -> Enterprise:
    city_code = _city(random, rank)
    works = _qualification(random, rank)
    qualifications = [works]
    if rank < 150 and random.random() < 0.6:
        qualifications += [other for other in QUALIFICATIONS if other != works and random.random() < 0.2]
    entry = _entry(random, rank)
    form = "集团有限公司" if rank < 60 else "工程有限公司" if random.random() < 0.55 else "有限公司"
    trade = random.choice(QUALIFICATIONS[works][0])
    return Enterprise(
        code=code_of(rank + 1),
        name=names.take(city_code, trade, form),
        city_code=city_code,
        city=CITIES[city_code][0],
        rank=rank,
        size=size,
        qualification="；".join(qualifications),
        grade=_grade(random, rank),
        ownership=choose(
            random, (("国有", 55 if rank < 60 else 12), ("民营", 30 if rank < 60 else 80), ("混合所有制", 12))
        ),
        founded_date=f"{random.randint(1985, 2016)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}",
        enterprise_type="施工",
        entry=entry,
        leave=_leave(random, rank, entry),
    )


def _other(random: Random, names: _Names, number: int) -> Enterprise:
    enterprise_type, trade, qualification, grade = OTHER_TYPES[number % len(OTHER_TYPES)]
    city_code = _city(random, number)
    return Enterprise(
        code=code_of(number + 1),
        name=names.take(city_code, trade, "有限公司"),
        city_code=city_code,
        city=CITIES[city_code][0],
        rank=number,
        size=0.0,
        qualification=qualification,
        grade=grade,
        ownership="民营",
        founded_date=f"{random.randint(1990, 2016)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}",
        enterprise_type=enterprise_type,
        entry=FIRST,
        leave=LATEST,
    )


def _city(random: Random, rank: int) -> str:
    """The very largest sit in the two largest cities."""
    weights = [(code, weight) for code, (_, weight) in CITIES.items()]
    return choose(random, weights[:2] if rank < 6 else weights)


def _qualification(random: Random, rank: int) -> str:
    """The very largest build houses, streets and roads."""
    weights = [(name, weight) for name, (_, weight) in QUALIFICATIONS.items()]
    return choose(random, weights[:3] if rank < 12 else weights)


def _grade(random: Random, rank: int) -> str:
    if rank < 36:
        return "特级" if random.random() < 0.85 else "一级"
    if rank < 240:
        return "一级" if random.random() < 0.85 else "二级"
    return choose(random, (("一级", 5), ("二级", 60), ("三级", 35)))


def _entry(random: Random, rank: int) -> Period:
    """The smaller ones may enter later."""
    if rank < 60 or random.random() > 0.16:
        return FIRST
    return PERIODS[random.randrange(4, len(PERIODS) - 3)]


def _leave(random: Random, rank: int, entry: Period) -> Period:
    """The smaller ones of the first hour may give up, always at the end of a year."""
    if rank < 60 or entry != FIRST or random.random() > 0.09:
        return LATEST
    return (random.randint(2019, LATEST[0] - 1), 4)
