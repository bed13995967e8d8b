"""The questions answered with pandas, from memory or from the file the facts are in."""

from pathlib import Path
from typing import Any

import pandas as pd

from analysis.bench.facts import CELL, COLUMNS, OUTPUT

Rows = list[tuple[str, str, Any]]


class PandasPeer:
    """pandas over one frame of facts; every answer is indexed by what it is an answer for."""

    def __init__(self, facts: pd.DataFrame, home_province: str) -> None:
        self.facts, self.home = facts, home_province

    @classmethod
    def in_memory(cls, path: Path, cities: pd.DataFrame, home_province: str) -> "PandasPeer":
        """All facts of a file, the home city joined, codes as categories."""
        facts = pd.read_parquet(path, columns=COLUMNS).merge(cities, on="enterprise_code", how="left")
        for code in ("enterprise_code", "city_code", "province_code"):
            facts[code] = facts[code].astype("category")
        return cls(facts, home_province)

    def _reported(self, year: int, quarter: int) -> pd.DataFrame:
        facts = self.facts
        return facts[(facts.year == year) & (facts.quarter == quarter)]

    def _beyond(self, year: int, quarter: int) -> pd.DataFrame:
        reported = self._reported(year, quarter)
        return reported[reported.province_code != self.home]

    def _in_both(self, year: int, quarter: int) -> pd.Index:
        """Who reported the quarter and the same quarter a year before."""
        now = self._reported(year, quarter).enterprise_code.unique()
        return pd.Index(now).intersection(self._reported(year - 1, quarter).enterprise_code.unique())

    def _single(self, year: int, quarter: int) -> pd.DataFrame:
        """The rows of a quarter beyond our own province, with the single quarter."""
        now = self._beyond(year, quarter)
        if quarter == 1:
            return now.assign(output_yuan=now[OUTPUT])
        earlier = self._beyond(year, quarter - 1)[[*CELL, OUTPUT]]
        joined = now.merge(earlier, on=CELL, how="left", suffixes=("", "_before"))
        return joined.assign(output_yuan=joined[OUTPUT] - joined[f"{OUTPUT}_before"].fillna(0))

    def _growth(self, answer: pd.DataFrame) -> pd.DataFrame:
        answer["yoy"] = answer[OUTPUT] / answer.prior_ytd_yuan - 1
        return answer

    def _ranked(self, answer: pd.DataFrame) -> pd.DataFrame:
        answer["share"] = answer[OUTPUT] / answer[OUTPUT].sum()
        answer["rank"] = answer[OUTPUT].rank(method="min", ascending=False)
        return answer.sort_values("rank")

    def overview(self, year: int, quarter: int) -> pd.DataFrame:
        """One row: 省外产值 with its base, growth, single quarter, 总产值, 外向度 and counts."""
        now, before = self._beyond(year, quarter), self._beyond(year - 1, quarter)
        both = self._in_both(year, quarter)
        now_of_both = now[OUTPUT][now.enterprise_code.isin(both)].sum()
        before_of_both = before[OUTPUT][before.enterprise_code.isin(both)].sum()
        gross = self._reported(year, quarter)[OUTPUT].sum()
        gross_before = self._reported(year - 1, quarter)[OUTPUT].sum()
        total, base = now[OUTPUT].sum(), before[OUTPUT].sum()
        by_enterprise = now.groupby("enterprise_code", observed=True)[OUTPUT].sum()
        by_province = now.groupby("province_code", observed=True)[OUTPUT].sum()
        ratio, ratio_before = total / gross, base / gross_before
        row = {
            "out_of_province_ytd_yuan": total,
            "prior_ytd_yuan": base,
            "yoy": total / base - 1,
            "like_for_like_yoy": now_of_both / before_of_both - 1,
            "out_of_province_yuan": self._single(year, quarter).output_yuan.sum(),
            "gross_output_ytd_yuan": gross,
            "outward_ratio": ratio,
            "outward_ratio_change_pp": ratio - ratio_before,
            "provinces_with_output": (by_province > 0).sum(),
            "enterprise_count": (by_enterprise > 0).sum(),
        }
        return pd.DataFrame([row])

    def output_by_province(self, year: int, quarter: int) -> pd.DataFrame:
        """Output by destination province."""
        now, before = self._single(year, quarter), self._beyond(year - 1, quarter)
        both = self._in_both(year, quarter)
        grouped = now.groupby("province_code", observed=True)
        answer = grouped[[OUTPUT, "output_yuan"]].sum()
        answer["prior_ytd_yuan"] = before.groupby("province_code", observed=True)[OUTPUT].sum()
        of_both = [
            rows[rows.enterprise_code.isin(both)].groupby("province_code", observed=True)[OUTPUT].sum()
            for rows in (now, before)
        ]
        answer["like_for_like_yoy"] = of_both[0] / of_both[1] - 1
        active = now[now[OUTPUT] > 0]
        answer["enterprise_count"] = active.groupby("province_code", observed=True).enterprise_code.nunique()
        answer["rank_change"] = answer.prior_ytd_yuan.rank(ascending=False) - answer[OUTPUT].rank(
            ascending=False
        )
        return self._ranked(self._growth(answer))

    def output_by_city(self, year: int, quarter: int) -> pd.DataFrame:
        """Output by home city."""
        now, before = self._single(year, quarter), self._beyond(year - 1, quarter)
        answer = now.groupby("city_code", observed=True)[[OUTPUT, "output_yuan"]].sum()
        answer["prior_ytd_yuan"] = before.groupby("city_code", observed=True)[OUTPUT].sum()
        gross = self._reported(year, quarter).groupby("city_code", observed=True)[OUTPUT].sum()
        answer["gross_output_ytd_yuan"] = gross
        answer["outward_ratio"] = answer[OUTPUT] / gross
        active = now[now[OUTPUT] > 0].groupby("city_code", observed=True)
        answer["enterprise_count"] = active.enterprise_code.nunique()
        answer["province_count"] = active.province_code.nunique()
        return self._ranked(self._growth(answer))

    def output_by_enterprise(self, year: int, quarter: int, limit: int) -> pd.DataFrame:
        """The largest enterprises."""
        now = self._beyond(year, quarter).groupby("enterprise_code", observed=True)[OUTPUT].sum()
        before = self._beyond(year - 1, quarter).groupby("enterprise_code", observed=True)[OUTPUT].sum()
        answer = pd.DataFrame({OUTPUT: now, "prior_ytd_yuan": before})
        return self._ranked(self._growth(answer)).head(limit)

    def output_trend(self, province: str) -> pd.DataFrame:
        """Output in a province by quarter, beside all output of the enterprises."""
        facts = self.facts
        here = facts[facts.province_code == province]
        by_quarter = here.groupby(["year", "quarter"])
        answer = by_quarter[[OUTPUT]].sum()
        single = here.sort_values(["enterprise_code", "year", "quarter"])
        single = single.assign(
            output_yuan=single.groupby(["enterprise_code", "year"], observed=True)[OUTPUT]
            .diff()
            .fillna(single[OUTPUT])
        )
        answer["output_yuan"] = single.groupby(["year", "quarter"]).output_yuan.sum()
        answer["gross_output_ytd_yuan"] = facts.groupby(["year", "quarter"])[OUTPUT].sum()
        answer["prior_ytd_yuan"] = [answer[OUTPUT].get((year - 1, quarter)) for year, quarter in answer.index]
        active = here[here[OUTPUT] > 0]
        answer["enterprise_count"] = active.groupby(["year", "quarter"]).enterprise_code.nunique()
        return self._growth(answer)

    def output_of_enterprise(self, enterprise: str, year: int, quarter: int) -> pd.DataFrame:
        """Output of an enterprise by destination, home included."""
        own = self.facts[self.facts.enterprise_code == enterprise].set_index("province_code")[
            ["year", "quarter", OUTPUT]
        ]
        this_year = own[own.year == year]
        answer = this_year[this_year.quarter == quarter][[OUTPUT]].copy()
        earlier = this_year[this_year.quarter < quarter].groupby(level=0, observed=True)
        answer["output_yuan"] = answer[OUTPUT].sub(earlier[OUTPUT].last(), fill_value=0)
        answer["spans_quarters"] = quarter - earlier.quarter.max().reindex(answer.index).fillna(0)
        answer["prior_ytd_yuan"] = own[(own.year == year - 1) & (own.quarter == quarter)][OUTPUT]
        beyond = answer.index != self.home
        answer["share"] = (answer[OUTPUT] / answer[OUTPUT][beyond].sum()).where(beyond)
        return self._growth(answer).sort_values(OUTPUT, ascending=False)

    def completeness(self, year: int, quarter: int) -> pd.DataFrame:
        """Reports expected and received, by home city."""
        facts = self.facts
        number = year * 4 + quarter - 1
        numbers = facts.year * 4 + facts.quarter - 1
        expected = facts[(numbers <= number) & (numbers >= number - 4)]
        answer = pd.DataFrame(
            {
                name: rows.groupby("city_code", observed=True).enterprise_code.nunique()
                for name, rows in (("expected", expected), ("reported", self._reported(year, quarter)))
            }
        )
        answer["missing"] = answer.expected - answer.reported
        return answer

    def coverage(self, year: int, quarter: int) -> pd.DataFrame:
        """Demand: our output by province over the four quarters up to this one, and what it rests on."""
        now, before = self._beyond(year, quarter), self._beyond(year - 1, quarter)
        ytd = now.groupby("province_code", observed=True)[OUTPUT].sum()
        full = self._beyond(year - 1, 4).groupby("province_code", observed=True)[OUTPUT].sum()
        prior = before.groupby("province_code", observed=True)[OUTPUT].sum()
        answer = pd.DataFrame({"demand_yuan": ytd + full - prior, "yoy": ytd / prior - 1})
        answer["demand_share"] = answer.demand_yuan / answer.demand_yuan.sum()
        answer["rank"] = answer.demand_yuan.rank(ascending=False)
        active = now[now[OUTPUT] > 0]
        answer["enterprise_count"] = active.groupby("province_code", observed=True).enterprise_code.nunique()
        return answer.sort_values("rank")


class PandasFromFile:
    """pandas that reads of the file what a question needs: rows by filters that the reader pushes down."""

    def __init__(self, path: Path, cities: pd.DataFrame, home_province: str) -> None:
        self._path, self._cities, self._home = path, cities, home_province

    def _read(self, *conditions: Rows) -> PandasPeer:
        facts = pd.read_parquet(self._path, columns=COLUMNS, filters=list(conditions) or None)
        return PandasPeer(facts, self._home)

    def _with_cities(self, *conditions: Rows) -> PandasPeer:
        read = self._read(*conditions)
        return PandasPeer(read.facts.merge(self._cities, on="enterprise_code", how="left"), self._home)

    def overview(self, year: int, quarter: int) -> pd.DataFrame:
        """As in memory."""
        return self._read(*_with_growth(year, quarter)).overview(year, quarter)

    def output_by_province(self, year: int, quarter: int) -> pd.DataFrame:
        """As in memory."""
        return self._read(*_with_growth(year, quarter)).output_by_province(year, quarter)

    def output_by_city(self, year: int, quarter: int) -> pd.DataFrame:
        """As in memory."""
        return self._with_cities(*_with_growth(year, quarter)).output_by_city(year, quarter)

    def output_by_enterprise(self, year: int, quarter: int, limit: int) -> pd.DataFrame:
        """As in memory."""
        rows: Rows = [("year", "in", [year - 1, year]), ("quarter", "==", quarter)]
        return self._read(rows).output_by_enterprise(year, quarter, limit)

    def output_trend(self, province: str) -> pd.DataFrame:
        """As in memory; all output of the enterprises is in all rows."""
        return self._read().output_trend(province)

    def output_of_enterprise(self, enterprise: str, year: int, quarter: int) -> pd.DataFrame:
        """As in memory."""
        rows: Rows = [("enterprise_code", "==", enterprise), ("year", "in", [year - 1, year])]
        return self._read(rows).output_of_enterprise(enterprise, year, quarter)

    def completeness(self, year: int, quarter: int) -> pd.DataFrame:
        """As in memory."""
        this_year: Rows = [("year", "==", year), ("quarter", "<=", quarter)]
        last_year: Rows = [("year", "==", year - 1), ("quarter", ">=", quarter)]
        return self._with_cities(this_year, last_year).completeness(year, quarter)

    def coverage(self, year: int, quarter: int) -> pd.DataFrame:
        """As in memory."""
        now: Rows = [("year", "==", year), ("quarter", "==", quarter)]
        last_year: Rows = [("year", "==", year - 1), ("quarter", "in", [quarter, 4])]
        return self._read(now, last_year).coverage(year, quarter)


def _with_growth(year: int, quarter: int) -> list[Rows]:
    """The rows of a quarter, of the one before it, and of the same quarter a year before."""
    return [
        [("year", "==", year), ("quarter", "in", [quarter - 1, quarter])],
        [("year", "==", year - 1), ("quarter", "==", quarter)],
    ]
