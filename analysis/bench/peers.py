"""The same questions answered with pandas and polars from the same facts.

Each answer has the figures ours has, by our names: every column that follows from output alone. The peers are
given what helps them: codes as categories, the home city already joined, and no thought for corrections,
withdrawals or quarters that nobody reported. They answer from memory or from the file the facts are in.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl

Rows = list[tuple[str, str, Any]]

_COLUMNS = ["enterprise_code", "province_code", "year", "quarter", "output_ytd_yuan"]
_OUTPUT = "output_ytd_yuan"
_CELL = ["enterprise_code", "province_code"]


@dataclass(frozen=True)
class Peers:
    """Everybody who answers beside us."""

    pandas: "PandasPeer"
    from_file: "PandasFromFile"
    polars: "PolarsPeer"


class PandasPeer:
    """pandas over one frame of facts; every answer is indexed by what it is an answer for."""

    def __init__(self, facts: pd.DataFrame, home_province: str) -> None:
        self.facts, self.home = facts, home_province

    @classmethod
    def in_memory(cls, path: Path, cities: pd.DataFrame, home_province: str) -> "PandasPeer":
        """All facts of a file, the home city joined, codes as categories."""
        facts = pd.read_parquet(path, columns=_COLUMNS).merge(cities, on="enterprise_code", how="left")
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
            return now.assign(output_yuan=now[_OUTPUT])
        earlier = self._beyond(year, quarter - 1)[[*_CELL, _OUTPUT]]
        joined = now.merge(earlier, on=_CELL, how="left", suffixes=("", "_before"))
        return joined.assign(output_yuan=joined[_OUTPUT] - joined[f"{_OUTPUT}_before"].fillna(0))

    def _growth(self, answer: pd.DataFrame) -> pd.DataFrame:
        answer["yoy"] = answer[_OUTPUT] / answer.prior_ytd_yuan - 1
        return answer

    def _ranked(self, answer: pd.DataFrame) -> pd.DataFrame:
        answer["share"] = answer[_OUTPUT] / answer[_OUTPUT].sum()
        answer["rank"] = answer[_OUTPUT].rank(method="min", ascending=False)
        return answer.sort_values("rank")

    def overview(self, year: int, quarter: int) -> pd.DataFrame:
        """One row: 省外产值 with its base, growth, single quarter, 总产值, 外向度 and counts."""
        now, before = self._beyond(year, quarter), self._beyond(year - 1, quarter)
        both = self._in_both(year, quarter)
        now_of_both = now[_OUTPUT][now.enterprise_code.isin(both)].sum()
        before_of_both = before[_OUTPUT][before.enterprise_code.isin(both)].sum()
        gross = self._reported(year, quarter)[_OUTPUT].sum()
        gross_before = self._reported(year - 1, quarter)[_OUTPUT].sum()
        total, base = now[_OUTPUT].sum(), before[_OUTPUT].sum()
        by_enterprise = now.groupby("enterprise_code", observed=True)[_OUTPUT].sum()
        by_province = now.groupby("province_code", observed=True)[_OUTPUT].sum()
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
        answer = grouped[[_OUTPUT, "output_yuan"]].sum()
        answer["prior_ytd_yuan"] = before.groupby("province_code", observed=True)[_OUTPUT].sum()
        of_both = [
            rows[rows.enterprise_code.isin(both)].groupby("province_code", observed=True)[_OUTPUT].sum()
            for rows in (now, before)
        ]
        answer["like_for_like_yoy"] = of_both[0] / of_both[1] - 1
        active = now[now[_OUTPUT] > 0]
        answer["enterprise_count"] = active.groupby("province_code", observed=True).enterprise_code.nunique()
        answer["rank_change"] = answer.prior_ytd_yuan.rank(ascending=False) - answer[_OUTPUT].rank(
            ascending=False
        )
        return self._ranked(self._growth(answer))

    def output_by_city(self, year: int, quarter: int) -> pd.DataFrame:
        """Output by home city."""
        now, before = self._single(year, quarter), self._beyond(year - 1, quarter)
        answer = now.groupby("city_code", observed=True)[[_OUTPUT, "output_yuan"]].sum()
        answer["prior_ytd_yuan"] = before.groupby("city_code", observed=True)[_OUTPUT].sum()
        gross = self._reported(year, quarter).groupby("city_code", observed=True)[_OUTPUT].sum()
        answer["gross_output_ytd_yuan"] = gross
        answer["outward_ratio"] = answer[_OUTPUT] / gross
        active = now[now[_OUTPUT] > 0].groupby("city_code", observed=True)
        answer["enterprise_count"] = active.enterprise_code.nunique()
        answer["province_count"] = active.province_code.nunique()
        return self._ranked(self._growth(answer))

    def output_by_enterprise(self, year: int, quarter: int, limit: int) -> pd.DataFrame:
        """The largest enterprises."""
        now = self._beyond(year, quarter).groupby("enterprise_code", observed=True)[_OUTPUT].sum()
        before = self._beyond(year - 1, quarter).groupby("enterprise_code", observed=True)[_OUTPUT].sum()
        answer = pd.DataFrame({_OUTPUT: now, "prior_ytd_yuan": before})
        return self._ranked(self._growth(answer)).head(limit)

    def output_trend(self, province: str) -> pd.DataFrame:
        """Output in a province by quarter, beside all output of the enterprises."""
        facts = self.facts
        here = facts[facts.province_code == province]
        by_quarter = here.groupby(["year", "quarter"])
        answer = by_quarter[[_OUTPUT]].sum()
        single = here.sort_values(["enterprise_code", "year", "quarter"])
        single = single.assign(
            output_yuan=single.groupby(["enterprise_code", "year"], observed=True)[_OUTPUT]
            .diff()
            .fillna(single[_OUTPUT])
        )
        answer["output_yuan"] = single.groupby(["year", "quarter"]).output_yuan.sum()
        answer["gross_output_ytd_yuan"] = facts.groupby(["year", "quarter"])[_OUTPUT].sum()
        answer["prior_ytd_yuan"] = [
            answer[_OUTPUT].get((year - 1, quarter)) for year, quarter in answer.index
        ]
        active = here[here[_OUTPUT] > 0]
        answer["enterprise_count"] = active.groupby(["year", "quarter"]).enterprise_code.nunique()
        return self._growth(answer)

    def output_of_enterprise(self, enterprise: str, year: int, quarter: int) -> pd.DataFrame:
        """Output of an enterprise by destination, home included."""
        own = self.facts[self.facts.enterprise_code == enterprise].set_index("province_code")[
            ["year", "quarter", _OUTPUT]
        ]
        this_year = own[own.year == year]
        answer = this_year[this_year.quarter == quarter][[_OUTPUT]].copy()
        earlier = this_year[this_year.quarter < quarter].groupby(level=0, observed=True)
        answer["output_yuan"] = answer[_OUTPUT].sub(earlier[_OUTPUT].last(), fill_value=0)
        answer["spans_quarters"] = quarter - earlier.quarter.max().reindex(answer.index).fillna(0)
        answer["prior_ytd_yuan"] = own[(own.year == year - 1) & (own.quarter == quarter)][_OUTPUT]
        beyond = answer.index != self.home
        answer["share"] = (answer[_OUTPUT] / answer[_OUTPUT][beyond].sum()).where(beyond)
        return self._growth(answer).sort_values(_OUTPUT, ascending=False)

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
        ytd = now.groupby("province_code", observed=True)[_OUTPUT].sum()
        full = self._beyond(year - 1, 4).groupby("province_code", observed=True)[_OUTPUT].sum()
        prior = before.groupby("province_code", observed=True)[_OUTPUT].sum()
        answer = pd.DataFrame({"demand_yuan": ytd + full - prior, "yoy": ytd / prior - 1})
        answer["demand_share"] = answer.demand_yuan / answer.demand_yuan.sum()
        answer["rank"] = answer.demand_yuan.rank(ascending=False)
        active = now[now[_OUTPUT] > 0]
        answer["enterprise_count"] = active.groupby("province_code", observed=True).enterprise_code.nunique()
        return answer.sort_values("rank")


class PandasFromFile:
    """pandas that reads of the file what a question needs: rows by filters that the reader pushes down."""

    def __init__(self, path: Path, cities: pd.DataFrame, home_province: str) -> None:
        self._path, self._cities, self._home = path, cities, home_province

    def _read(self, *conditions: Rows) -> PandasPeer:
        facts = pd.read_parquet(self._path, columns=_COLUMNS, filters=list(conditions) or None)
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


class PolarsPeer:
    """polars over the same facts, lazily, on all cores."""

    def __init__(self, facts: pl.LazyFrame, home_province: str) -> None:
        self.facts, self.home = facts, home_province

    @classmethod
    def in_memory(cls, path: Path, cities: pd.DataFrame, home_province: str) -> "PolarsPeer":
        """All facts of a file, the home city joined, codes as categories."""
        registry = pl.DataFrame({name: cities[name].tolist() for name in cities.columns})
        codes = [
            pl.col(code).cast(pl.Categorical) for code in ("enterprise_code", "city_code", "province_code")
        ]
        facts = pl.read_parquet(path, columns=_COLUMNS).join(registry, on="enterprise_code", how="left")
        return cls(facts.with_columns(codes).lazy(), home_province)

    def _reported(self, year: int, quarter: int) -> pl.LazyFrame:
        return self.facts.filter((pl.col("year") == year) & (pl.col("quarter") == quarter))

    def _beyond(self, year: int, quarter: int) -> pl.LazyFrame:
        return self._reported(year, quarter).filter(pl.col("province_code") != self.home)

    def _of_both(self, rows: pl.LazyFrame, year: int, quarter: int) -> pl.LazyFrame:
        """Of some rows those of enterprises that reported the quarter and the same quarter a year before."""
        for reported in (self._reported(year, quarter), self._reported(year - 1, quarter)):
            rows = rows.join(reported.select("enterprise_code").unique(), on="enterprise_code", how="semi")
        return rows

    def _single(self, year: int, quarter: int) -> pl.LazyFrame:
        """The rows of a quarter beyond our own province, with the single quarter."""
        now = self._beyond(year, quarter)
        if quarter == 1:
            return now.with_columns(output_yuan=pl.col(_OUTPUT))
        earlier = self._beyond(year, quarter - 1).select(*_CELL, before=_OUTPUT)
        return now.join(earlier, on=_CELL, how="left").with_columns(
            output_yuan=pl.col(_OUTPUT) - pl.col("before").fill_null(0)
        )

    def _sums(self, key: str, year: int, quarter: int) -> pl.LazyFrame:
        """Year-to-date and single quarter with the base a year before, growth, share and rank by a key."""
        before = self._beyond(year - 1, quarter).group_by(key).agg(prior_ytd_yuan=pl.col(_OUTPUT).sum())
        now = self._single(year, quarter).group_by(key).agg(pl.col(_OUTPUT, "output_yuan").sum())
        return _ranked(_growth(now.join(before, on=key, how="left")))

    def overview(self, year: int, quarter: int) -> pd.DataFrame:
        """One row: 省外产值 with its base, growth, single quarter, 总产值, 外向度 and counts."""
        figure = pl.col(_OUTPUT)
        now, before = self._beyond(year, quarter), self._beyond(year - 1, quarter)
        parts = [
            now.select(
                out_of_province_ytd_yuan=figure.sum(),
                enterprise_count=pl.col("enterprise_code").filter(figure > 0).n_unique(),
                provinces_with_output=pl.col("province_code").filter(figure > 0).n_unique(),
            ),
            before.select(prior_ytd_yuan=figure.sum()),
            self._of_both(now, year, quarter).select(both=figure.sum()),
            self._of_both(before, year, quarter).select(both_before=figure.sum()),
            self._single(year, quarter).select(out_of_province_yuan=pl.col("output_yuan").sum()),
            self._reported(year, quarter).select(gross_output_ytd_yuan=figure.sum()),
            self._reported(year - 1, quarter).select(gross_before=figure.sum()),
        ]
        total, base = pl.col("out_of_province_ytd_yuan"), pl.col("prior_ytd_yuan")
        return (
            pl.concat(parts, how="horizontal")
            .with_columns(
                yoy=total / base - 1,
                like_for_like_yoy=pl.col("both") / pl.col("both_before") - 1,
                outward_ratio=total / pl.col("gross_output_ytd_yuan"),
            )
            .with_columns(outward_ratio_change_pp=pl.col("outward_ratio") - base / pl.col("gross_before"))
            .collect()
            .to_pandas()
        )

    def output_by_province(self, year: int, quarter: int) -> pd.DataFrame:
        """Output by destination province."""
        figure, key = pl.col(_OUTPUT), "province_code"
        both, both_before = (
            self._of_both(rows, year, quarter).group_by(key).agg(figure.sum().alias(name))
            for rows, name in (
                (self._beyond(year, quarter), "both"),
                (self._beyond(year - 1, quarter), "both_before"),
            )
        )
        counts = self._beyond(year, quarter).group_by(key).agg(enterprise_count=(figure > 0).sum())
        answer = self._sums(key, year, quarter)
        for more in (both, both_before, counts):
            answer = answer.join(more, on=key, how="left")
        prior_rank = pl.col("prior_ytd_yuan").rank("min", descending=True).cast(pl.Int64)
        return _indexed(
            answer.with_columns(
                like_for_like_yoy=pl.col("both") / pl.col("both_before") - 1,
                rank_change=prior_rank - pl.col("rank"),
            ),
            key,
        )

    def output_by_city(self, year: int, quarter: int) -> pd.DataFrame:
        """Output by home city."""
        figure, key = pl.col(_OUTPUT), "city_code"
        gross = self._reported(year, quarter).group_by(key).agg(gross_output_ytd_yuan=figure.sum())
        active = self._beyond(year, quarter).filter(figure > 0).group_by(key)
        counts = active.agg(
            enterprise_count=pl.col("enterprise_code").n_unique(),
            province_count=pl.col("province_code").n_unique(),
        )
        answer = (
            self._sums(key, year, quarter).join(gross, on=key, how="left").join(counts, on=key, how="left")
        )
        return _indexed(answer.with_columns(outward_ratio=figure / pl.col("gross_output_ytd_yuan")), key)

    def output_by_enterprise(self, year: int, quarter: int, limit: int) -> pd.DataFrame:
        """The largest enterprises."""
        key = "enterprise_code"
        now = self._beyond(year, quarter).group_by(key).agg(pl.col(_OUTPUT).sum())
        before = self._beyond(year - 1, quarter).group_by(key).agg(prior_ytd_yuan=pl.col(_OUTPUT).sum())
        return _indexed(_ranked(_growth(now.join(before, on=key, how="left"))).head(limit), key)

    def output_trend(self, province: str) -> pd.DataFrame:
        """Output in a province by quarter, beside all output of the enterprises."""
        figure, key = pl.col(_OUTPUT), ["year", "quarter"]
        here = self.facts.filter(pl.col("province_code") == province)
        single = here.sort("enterprise_code", *key).with_columns(
            output_yuan=figure.diff().over("enterprise_code", "year").fill_null(figure)
        )
        answer = single.group_by(key).agg(
            figure.sum(),
            pl.col("output_yuan").sum(),
            enterprise_count=(figure > 0).sum(),
        )
        gross = self.facts.group_by(key).agg(gross_output_ytd_yuan=figure.sum())
        prior = answer.select(pl.col("year") + 1, "quarter", prior_ytd_yuan=_OUTPUT)
        joined = answer.join(gross, on=key, how="left").join(prior, on=key, how="left")
        return _growth(joined).sort(key).collect().to_pandas().set_index(key)

    def output_of_enterprise(self, enterprise: str, year: int, quarter: int) -> pd.DataFrame:
        """Output of an enterprise by destination, home included."""
        figure, key = pl.col(_OUTPUT), "province_code"
        own = self.facts.filter(pl.col("enterprise_code") == enterprise)
        this_year = own.filter(pl.col("year") == year)
        earlier = (
            this_year.filter(pl.col("quarter") < quarter)
            .sort("quarter")
            .group_by(key)
            .agg(before=figure.last(), quarter_before=pl.col("quarter").last())
        )
        prior = own.filter((pl.col("year") == year - 1) & (pl.col("quarter") == quarter))
        beyond = pl.col(key) != self.home
        answer = (
            this_year.filter(pl.col("quarter") == quarter)
            .join(earlier, on=key, how="left")
            .join(prior.select(key, prior_ytd_yuan=_OUTPUT), on=key, how="left")
            .with_columns(
                output_yuan=figure - pl.col("before").fill_null(0),
                spans_quarters=quarter - pl.col("quarter_before").fill_null(0),
                share=pl.when(beyond).then(figure / figure.filter(beyond).sum()),
            )
        )
        return _indexed(_growth(answer).sort(_OUTPUT, descending=True), key)

    def completeness(self, year: int, quarter: int) -> pd.DataFrame:
        """Reports expected and received, by home city."""
        key, who = "city_code", pl.col("enterprise_code")
        number = pl.col("year").cast(pl.Int64) * 4 + pl.col("quarter") - (year * 4 + quarter)
        expected = (
            self.facts.filter((number <= 0) & (number >= -4)).group_by(key).agg(expected=who.n_unique())
        )
        reported = self._reported(year, quarter).group_by(key).agg(reported=who.n_unique())
        answer = expected.join(reported, on=key, how="left")
        return _indexed(answer.with_columns(missing=pl.col("expected") - pl.col("reported")), key)

    def coverage(self, year: int, quarter: int) -> pd.DataFrame:
        """Demand: our output by province over the four quarters up to this one, and what it rests on."""
        figure, key = pl.col(_OUTPUT), "province_code"
        now = (
            self._beyond(year, quarter)
            .group_by(key)
            .agg(now=figure.sum(), enterprise_count=(figure > 0).sum())
        )
        full = self._beyond(year - 1, 4).group_by(key).agg(full=figure.sum())
        prior = self._beyond(year - 1, quarter).group_by(key).agg(prior=figure.sum())
        demand = pl.col("demand_yuan")
        answer = (
            now.join(full, on=key, how="left")
            .join(prior, on=key, how="left")
            .with_columns(
                demand_yuan=pl.col("now") + pl.col("full") - pl.col("prior"),
                yoy=pl.col("now") / pl.col("prior") - 1,
            )
            .with_columns(demand_share=demand / demand.sum(), rank=demand.rank("min", descending=True))
        )
        return _indexed(answer.sort("rank"), key)


def _growth(answer: pl.LazyFrame) -> pl.LazyFrame:
    return answer.with_columns(yoy=pl.col(_OUTPUT) / pl.col("prior_ytd_yuan") - 1)


def _ranked(answer: pl.LazyFrame) -> pl.LazyFrame:
    figure = pl.col(_OUTPUT)
    return answer.with_columns(
        share=figure / figure.sum(), rank=figure.rank("min", descending=True).cast(pl.Int64)
    ).sort("rank")


def _indexed(answer: pl.LazyFrame, key: str) -> pd.DataFrame:
    return answer.with_columns(pl.col(key).cast(pl.String)).collect().to_pandas().set_index(key)
