"""What the demo tells: totals by quarter, the mix of provinces, the key units, the targets.

The totals are in 亿元, year-to-date. Those of 2021Q3 and 2022Q3 are the published points of the home province
(see `data/reference/benchmarks.csv`), 2024Q3 agrees with its rounded one; the rest follows growth and season.
"""

from dataclasses import dataclass
from itertools import pairwise

SEED = "2021-03-08"
HOME = "370000"
FIRST, LATEST = (2019, 1), (2026, 3)
# At these periods every enterprise reports, so that the published totals are met to the last digit.
PUBLISHED = ((2021, 3), (2022, 3))

Period = tuple[int, int]
Path = tuple[tuple[float, float], ...]

PERIODS: tuple[Period, ...] = tuple(
    (year, quarter)
    for year in range(FIRST[0], LATEST[0] + 1)
    for quarter in (1, 2, 3, 4)
    if (year, quarter) <= LATEST
)

GROSS_YTD = {
    2019: (2203.41, 5598.27, 9147.62, 14268.9),
    2020: (1886.73, 5342.18, 9304.55, 14947.3),
    2021: (2481.36, 6243.87, 10532.06, 16412.4),
    2022: (2694.18, 6771.42, 11397.35, 17639.5),
    2023: (2852.69, 7188.34, 12115.86, 18652.7),
    2024: (3013.25, 7624.91, 12903.4, 19798.2),
    2025: (3078.84, 7761.53, 13082.17, 20103.6),
    2026: (3121.47, 7904.28, 13425.73),
}
OUT_OF_PROVINCE_YTD = {
    2019: (431.52, 1128.46, 1879.83, 2904.7),
    2020: (344.18, 1047.95, 1931.27, 3088.2),
    2021: (506.37, 1337.64, 2285.2, 3521.6),
    2022: (561.83, 1483.29, 2545.85, 3908.4),
    2023: (602.46, 1604.72, 2743.18, 4187.9),
    2024: (655.91, 1748.35, 2984.61, 4542.3),
    2025: (691.27, 1841.06, 3133.94, 4738.5),
    2026: (725.64, 1949.83, 3321.52),
}

# Weight of each destination: (year as a number, weight) points, straight lines between them.
DESTINATIONS: dict[str, Path] = {
    "110000": ((2019, 4.6), (2027, 3.7)),
    "120000": ((2019, 3.9), (2027, 3.0)),
    "130000": ((2019, 8.6), (2027, 7.8)),
    "140000": ((2019, 4.3), (2027, 4.0)),
    "150000": ((2019, 3.0), (2027, 3.7)),
    "210000": ((2019, 2.3), (2027, 2.0)),
    "220000": ((2019, 0.9), (2027, 0.8)),
    "230000": ((2019, 0.9), (2027, 0.8)),
    "310000": ((2019, 2.8), (2027, 2.7)),
    "320000": ((2019, 10.6), (2027, 10.9)),
    "330000": ((2019, 4.4), (2027, 5.0)),
    "340000": ((2019, 4.8), (2027, 5.2)),
    "350000": ((2019, 1.5), (2027, 1.7)),
    "360000": ((2019, 1.9), (2027, 2.1)),
    "410000": ((2019, 9.9), (2027, 9.8)),
    # A station of the first batch whose market shrinks.
    "420000": ((2019, 4.6), (2023.5, 5.0), (2027, 1.7)),
    "430000": ((2019, 2.5), (2027, 2.6)),
    "440000": ((2019, 5.6), (2027, 6.8)),
    "450000": ((2019, 1.9), (2027, 1.9)),
    "460000": ((2019, 2.3), (2022, 2.2), (2027, 1.0)),
    "500000": ((2019, 2.3), (2027, 2.1)),
    "510000": ((2019, 4.9), (2027, 5.3)),
    "520000": ((2019, 2.6), (2027, 1.7)),
    # Two large markets which no unit serves.
    "530000": ((2019, 2.0), (2022, 2.3), (2027, 3.5)),
    "540000": ((2019, 0.5), (2027, 0.8)),
    "610000": ((2019, 5.6), (2027, 5.4)),
    "620000": ((2019, 1.8), (2027, 1.5)),
    "630000": ((2019, 0.8), (2027, 0.9)),
    "640000": ((2019, 0.9), (2027, 0.9)),
    "650000": ((2019, 2.0), (2022, 2.6), (2027, 6.6)),
    # A small presence that ended; Macao and Taiwan never had one.
    "810000": ((2019, 0.06), (2022.9, 0.05)),
}
LAST_YEAR_IN = {"810000": 2022}


@dataclass(frozen=True)
class Seat:
    """A station to be given to a unit; `reach` () declares none."""

    province: str
    city: str
    batch: int
    reach: tuple[str, ...]
    staff: int


@dataclass(frozen=True)
class Change:
    """What happened later to the unit that a batch seated in a province; with `to`, it moved there."""

    province: str
    batch: int
    date: str
    event: str
    reason: str
    reach: tuple[str, ...] = ()
    staff: int = 0
    to: str = ""
    city: str = ""


# Batch: (date, document).
BATCHES = {
    1: ("2021-03-08", "示例建外〔2021〕1号"),
    2: ("2022-09-15", "示例建外〔2022〕9号"),
    3: ("2024-05-20", "示例建外〔2024〕5号"),
}
# The first batch sits in the core regions of the national strategies.
SEATS = (
    Seat("110000", "朝阳区", 1, ("120000", "130000"), 12),
    Seat("130000", "保定", 1, ("120000", "140000"), 16),
    Seat("310000", "浦东新区", 1, ("330000",), 14),
    Seat("320000", "南京", 1, ("310000", "340000"), 18),
    Seat("440000", "深圳", 1, ("450000", "460000"), 15),
    Seat("420000", "武汉", 1, ("360000", "430000"), 12),
    Seat("510000", "成都", 1, ("500000", "540000"), 13),
    Seat("610000", "西安", 1, (), 11),
    Seat("410000", "郑州", 1, ("140000", "340000"), 17),
    Seat("460000", "海口", 1, (), 8),
    Seat("330000", "杭州", 2, ("350000",), 10),
    Seat("340000", "合肥", 2, (), 9),
    Seat("150000", "呼和浩特", 2, ("640000",), 8),
    Seat("500000", "渝北区", 2, ("520000",), 9),
    Seat("120000", "滨海新区", 2, (), 10),
    Seat("620000", "兰州", 2, ("630000", "640000"), 7),
    Seat("430000", "长沙", 2, ("360000",), 8),
    Seat("310000", "闵行区", 2, ("330000",), 11),
    Seat("210000", "沈阳", 3, ("220000", "230000"), 7),
    Seat("350000", "厦门", 3, (), 6),
    Seat("450000", "南宁", 3, ("520000",), 6),
    Seat("440000", "广州", 3, ("430000", "460000"), 12),
    Seat("320000", "苏州", 3, ("310000",), 12),
    Seat("140000", "太原", 3, ("150000",), 8),
)
CHANGES = (
    Change("610000", 1, "2022-04-01", "调整", "项目", (), 15),
    Change("310000", 1, "2022-08-31", "退出", "意愿"),
    Change("110000", 1, "2023-04-10", "调整", "市场", ("120000", "130000", "150000"), 14),
    Change("460000", 1, "2023-06-30", "退出", "项目"),
    Change("510000", 1, "2024-07-01", "调整", "项目", ("500000",), 10),
    Change("620000", 2, "2025-03-31", "退出", "市场"),
    Change("420000", 1, "2025-06-16", "调整", "市场", ("430000",), 5),
    # Where a unit sits follows its market; it may sit better elsewhere.
    Change("450000", 3, "2025-07-01", "调整", "市场", ("350000", "430000"), 7, to="360000", city="南昌"),
    Change("350000", 3, "2025-11-20", "调整", "项目", ("410000",), 6, to="340000", city="芜湖"),
    Change("210000", 3, "2026-01-31", "退出", "意愿"),
    # It came back for a market that opened again, with a smaller reach.
    Change("620000", 2, "2026-04-15", "确定", "市场", ("640000",), 6),
    Change("450000", 3, "2026-06-01", "调整", "市场", ("350000",), 9),
    Change("320000", 3, "2026-06-30", "退出", "意愿"),
)

# What is to be reached, 亿元 and per cent, by year; and where 2026 has targets of its own.
YEARLY_TARGETS: dict[str, dict[int, float]] = {
    "省外产值": {2021: 3400, 2022: 3800, 2023: 4200, 2024: 4600, 2025: 4900, 2026: 5000},
    "总产值": {2021: 16000, 2022: 17500, 2023: 18500, 2024: 19800, 2025: 20600, 2026: 20800},
    "外向度": {2024: 22.5, 2025: 23, 2026: 24},
}
TARGET_GROWTH = 1.05
TARGET_PROVINCES = ("320000", "410000", "130000", "440000", "610000", "510000", "650000", "530000")
TARGET_CITIES = ("370100", "370200", "370600", "370700", "371300")


def weight(path: Path, year: float) -> float:
    """The value of a path at a moment; level before its first and after its last point."""
    if year <= path[0][0]:
        return path[0][1]
    for (start, low), (end, high) in pairwise(path):
        if year <= end:
            return low + (high - low) * (year - start) / (end - start)
    return path[-1][1]
