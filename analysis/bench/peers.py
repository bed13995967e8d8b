"""The same questions answered with pandas and polars from the same facts, held in memory and ready.

They are given what helps them: codes as categories, the home city already joined, nothing to read from disk.
Each function returns the answer's figures keyed the way ours are, so that a run can compare them first.
"""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars as pl

Answers = dict[str, Callable[[], object]]
COLUMNS = ["enterprise_code", "city_code", "province_code", "year", "quarter", "output_ytd_yuan"]


class PandasPeer:
    """pandas over one frame of facts."""

    def __init__(self, facts: Path, cities: pd.DataFrame, home_province: str) -> None:
        frame = pd.read_parquet(facts, columns=[name for name in COLUMNS if name != "city_code"])
        frame = frame.merge(cities, on="enterprise_code", how="left")
        for code in ("enterprise_code", "city_code", "province_code"):
            frame[code] = frame[code].astype("category")
        self.facts, self.home = frame, home_province

    def _outside(self, year: int, quarter: int) -> pd.DataFrame:
        facts = self.facts
        return facts[(facts.year == year) & (facts.quarter == quarter) & (facts.province_code != self.home)]

    def _by(self, key: str, year: int, quarter: int) -> pd.DataFrame:
        now = self._outside(year, quarter).groupby(key, observed=True).output_ytd_yuan.sum()
        before = self._outside(year - 1, quarter).groupby(key, observed=True).output_ytd_yuan.sum()
        answer = pd.DataFrame({"output_ytd_yuan": now, "prior_ytd_yuan": before})
        answer["yoy"] = answer.output_ytd_yuan / answer.prior_ytd_yuan - 1
        answer["share"] = answer.output_ytd_yuan / answer.output_ytd_yuan.sum()
        answer["rank"] = answer.output_ytd_yuan.rank(method="min", ascending=False)
        return answer.sort_values(["rank"])

    def overview(self, year: int, quarter: int) -> tuple[int, int, int]:
        """省外产值, its base a year before, and 总产值, year-to-date."""
        facts = self.facts
        gross = facts[(facts.year == year) & (facts.quarter == quarter)].output_ytd_yuan.sum()
        now = self._outside(year, quarter).output_ytd_yuan.sum()
        before = self._outside(year - 1, quarter).output_ytd_yuan.sum()
        return int(now), int(before), int(gross)

    def output_by_province(self, year: int, quarter: int) -> dict[str, int]:
        """YTD by destination province, with the single quarter, growth, share, rank and enterprises."""
        answer = self._by("province_code", year, quarter)
        now = self._outside(year, quarter)
        previous = self._outside(year, quarter - 1)
        key = ["enterprise_code", "province_code"]
        joined = now.merge(
            previous[[*key, "output_ytd_yuan"]], on=key, how="left", suffixes=("", "_previous")
        )
        joined["single"] = joined.output_ytd_yuan - joined.output_ytd_yuan_previous.fillna(0)
        answer["output_yuan"] = joined.groupby("province_code", observed=True).single.sum()
        active = now[now.output_ytd_yuan > 0]
        answer["enterprise_count"] = active.groupby("province_code", observed=True).enterprise_code.nunique()
        return {str(code): int(value) for code, value in answer.output_ytd_yuan.items()}

    def output_by_city(self, year: int, quarter: int) -> dict[str, int]:
        """YTD by home city."""
        answer = self._by("city_code", year, quarter)
        return {str(code): int(value) for code, value in answer.output_ytd_yuan.items()}

    def output_by_enterprise(self, year: int, quarter: int, limit: int) -> dict[str, int]:
        """The largest enterprises by YTD."""
        answer = self._by("enterprise_code", year, quarter).head(limit)
        return {str(code): int(value) for code, value in answer.output_ytd_yuan.items()}

    def output_trend(self, province: str) -> dict[tuple[int, int], int]:
        """YTD of a province by quarter, with single quarters."""
        facts = self.facts[self.facts.province_code == province]
        sums = facts.groupby(["year", "quarter"]).output_ytd_yuan.sum()
        sums.groupby("year").diff()
        keys = zip(sums.index.get_level_values(0), sums.index.get_level_values(1), strict=True)
        return {(int(y), int(q)): int(value) for (y, q), value in zip(keys, sums, strict=True)}

    def output_of_enterprise(self, enterprise: str, year: int, quarter: int) -> dict[str, int]:
        """YTD of an enterprise by destination, home included."""
        facts = self.facts
        own = facts[facts.enterprise_code == enterprise]
        now = own[(own.year == year) & (own.quarter == quarter)]
        return {
            str(code): int(value) for code, value in zip(now.province_code, now.output_ytd_yuan, strict=True)
        }

    def completeness(self, year: int, quarter: int) -> dict[str, int]:
        """Enterprises that reported, by home city."""
        facts = self.facts
        now = facts[(facts.year == year) & (facts.quarter == quarter)]
        counts = now.groupby("city_code", observed=True).enterprise_code.nunique()
        return {str(code): int(value) for code, value in counts.items()}

    def coverage(self, year: int, quarter: int) -> dict[str, int]:
        """Demand: our output by province over the four quarters up to this one."""
        ytd = self._outside(year, quarter).groupby("province_code", observed=True).output_ytd_yuan.sum()
        full = self._outside(year - 1, 4).groupby("province_code", observed=True).output_ytd_yuan.sum()
        before = (
            self._outside(year - 1, quarter).groupby("province_code", observed=True).output_ytd_yuan.sum()
        )
        return {str(code): int(value) for code, value in (ytd + full - before).items()}


class PolarsPeer:
    """polars over one frame of facts, lazily, on all cores."""

    def __init__(self, facts: Path, cities: pd.DataFrame, home_province: str) -> None:
        codes = [
            pl.col(code).cast(pl.Categorical) for code in ("enterprise_code", "city_code", "province_code")
        ]
        registry = pl.DataFrame({name: cities[name].tolist() for name in cities.columns})
        frame = pl.read_parquet(facts, columns=[name for name in COLUMNS if name != "city_code"])
        self.facts = frame.join(registry, on="enterprise_code", how="left").with_columns(codes).lazy()
        self.home = home_province

    def _outside(self, year: int, quarter: int) -> pl.LazyFrame:
        at = (pl.col("year") == year) & (pl.col("quarter") == quarter)
        return self.facts.filter(at & (pl.col("province_code") != self.home))

    def _by(self, key: str, year: int, quarter: int) -> pl.LazyFrame:
        now = self._outside(year, quarter).group_by(key).agg(pl.col("output_ytd_yuan").sum())
        before = self._outside(year - 1, quarter).group_by(key).agg(prior=pl.col("output_ytd_yuan").sum())
        figure = pl.col("output_ytd_yuan")
        return (
            now.join(before, on=key, how="left")
            .with_columns(
                yoy=figure / pl.col("prior") - 1,
                share=figure / figure.sum(),
                rank=figure.rank("min", descending=True),
            )
            .sort("rank")
        )

    def _figures(self, answer: pl.LazyFrame, key: str) -> dict[str, int]:
        collected = answer.collect()
        return dict(zip(collected[key].to_list(), collected["output_ytd_yuan"].to_list(), strict=True))

    def overview(self, year: int, quarter: int) -> tuple[int, int, int]:
        """省外产值, its base a year before, and 总产值, year-to-date."""
        at = pl.col("quarter") == quarter
        outside = pl.col("province_code") != self.home
        figure = pl.col("output_ytd_yuan")
        row = (
            self.facts.filter(at & pl.col("year").is_in([year, year - 1]))
            .select(
                now=figure.filter(outside & (pl.col("year") == year)).sum(),
                before=figure.filter(outside & (pl.col("year") == year - 1)).sum(),
                gross=figure.filter(pl.col("year") == year).sum(),
            )
            .collect()
        )
        return int(row["now"][0]), int(row["before"][0]), int(row["gross"][0])

    def output_by_province(self, year: int, quarter: int) -> dict[str, int]:
        """YTD by destination province, with the single quarter, growth, share, rank and enterprises."""
        key = ["enterprise_code", "province_code"]
        previous = self._outside(year, quarter - 1).select(
            [*key, pl.col("output_ytd_yuan").alias("previous")]
        )
        single = (
            self._outside(year, quarter)
            .join(previous, on=key, how="left")
            .group_by("province_code")
            .agg(
                output_yuan=(pl.col("output_ytd_yuan") - pl.col("previous").fill_null(0)).sum(),
                enterprise_count=pl.col("enterprise_code").filter(pl.col("output_ytd_yuan") > 0).n_unique(),
            )
        )
        answer = self._by("province_code", year, quarter).join(single, on="province_code", how="left")
        return self._figures(answer, "province_code")

    def output_by_city(self, year: int, quarter: int) -> dict[str, int]:
        """YTD by home city."""
        return self._figures(self._by("city_code", year, quarter), "city_code")

    def output_by_enterprise(self, year: int, quarter: int, limit: int) -> dict[str, int]:
        """The largest enterprises by YTD."""
        return self._figures(self._by("enterprise_code", year, quarter).head(limit), "enterprise_code")

    def output_trend(self, province: str) -> dict[tuple[int, int], int]:
        """YTD of a province by quarter, with single quarters."""
        sums = (
            self.facts.filter(pl.col("province_code") == province)
            .group_by("year", "quarter")
            .agg(pl.col("output_ytd_yuan").sum())
            .sort("year", "quarter")
            .with_columns(single=pl.col("output_ytd_yuan").diff().over("year"))
            .collect()
        )
        keys = zip(sums["year"].to_list(), sums["quarter"].to_list(), strict=True)
        return dict(zip(keys, sums["output_ytd_yuan"].to_list(), strict=True))

    def output_of_enterprise(self, enterprise: str, year: int, quarter: int) -> dict[str, int]:
        """YTD of an enterprise by destination, home included."""
        at = (pl.col("year") == year) & (pl.col("quarter") == quarter)
        own = self.facts.filter(at & (pl.col("enterprise_code") == enterprise))
        return self._figures(own.select("province_code", "output_ytd_yuan"), "province_code")

    def completeness(self, year: int, quarter: int) -> dict[str, int]:
        """Enterprises that reported, by home city."""
        at = (pl.col("year") == year) & (pl.col("quarter") == quarter)
        counts = (
            self.facts.filter(at).group_by("city_code").agg(pl.col("enterprise_code").n_unique()).collect()
        )
        return dict(zip(counts["city_code"].to_list(), counts["enterprise_code"].to_list(), strict=True))

    def coverage(self, year: int, quarter: int) -> dict[str, int]:
        """Demand: our output by province over the four quarters up to this one."""
        year_is, quarter_is, figure = pl.col("year"), pl.col("quarter"), pl.col("output_ytd_yuan")
        sums = (
            self.facts.filter(
                (pl.col("province_code") != self.home)
                & year_is.is_in([year, year - 1])
                & quarter_is.is_in([quarter, 4])
            )
            .group_by("province_code")
            .agg(
                output_ytd_yuan=figure.filter((year_is == year) & (quarter_is == quarter)).sum()
                + figure.filter((year_is == year - 1) & (quarter_is == 4)).sum()
                - figure.filter((year_is == year - 1) & (quarter_is == quarter)).sum()
            )
        )
        return self._figures(sums, "province_code")
