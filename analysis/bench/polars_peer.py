"""The questions answered with polars, lazily."""

from pathlib import Path

import pandas as pd
import polars as pl

from analysis.bench.facts import CELL, COLUMNS, OUTPUT


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
        facts = pl.read_parquet(path, columns=COLUMNS).join(registry, on="enterprise_code", how="left")
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
            return now.with_columns(output_yuan=pl.col(OUTPUT))
        earlier = self._beyond(year, quarter - 1).select(*CELL, before=OUTPUT)
        return now.join(earlier, on=CELL, how="left").with_columns(
            output_yuan=pl.col(OUTPUT) - pl.col("before").fill_null(0)
        )

    def _sums(self, key: str, year: int, quarter: int) -> pl.LazyFrame:
        """Year-to-date and single quarter with the base a year before, growth, share and rank by a key."""
        before = self._beyond(year - 1, quarter).group_by(key).agg(prior_ytd_yuan=pl.col(OUTPUT).sum())
        now = self._single(year, quarter).group_by(key).agg(pl.col(OUTPUT, "output_yuan").sum())
        return _ranked(_growth(now.join(before, on=key, how="left")))

    def overview(self, year: int, quarter: int) -> pd.DataFrame:
        """One row: 省外产值 with its base, growth, single quarter, 总产值, 外向度 and counts."""
        figure = pl.col(OUTPUT)
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
        figure, key = pl.col(OUTPUT), "province_code"
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
        figure, key = pl.col(OUTPUT), "city_code"
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
        now = self._beyond(year, quarter).group_by(key).agg(pl.col(OUTPUT).sum())
        before = self._beyond(year - 1, quarter).group_by(key).agg(prior_ytd_yuan=pl.col(OUTPUT).sum())
        return _indexed(_ranked(_growth(now.join(before, on=key, how="left"))).head(limit), key)

    def output_trend(self, province: str) -> pd.DataFrame:
        """Output in a province by quarter, beside all output of the enterprises."""
        figure, key = pl.col(OUTPUT), ["year", "quarter"]
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
        prior = answer.select(pl.col("year") + 1, "quarter", prior_ytd_yuan=OUTPUT)
        joined = answer.join(gross, on=key, how="left").join(prior, on=key, how="left")
        return _growth(joined).sort(key).collect().to_pandas().set_index(key)

    def output_of_enterprise(self, enterprise: str, year: int, quarter: int) -> pd.DataFrame:
        """Output of an enterprise by destination, home included."""
        figure, key = pl.col(OUTPUT), "province_code"
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
            .join(prior.select(key, prior_ytd_yuan=OUTPUT), on=key, how="left")
            .with_columns(
                output_yuan=figure - pl.col("before").fill_null(0),
                spans_quarters=quarter - pl.col("quarter_before").fill_null(0),
                share=pl.when(beyond).then(figure / figure.filter(beyond).sum()),
            )
        )
        return _indexed(_growth(answer).sort(OUTPUT, descending=True), key)

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
        figure, key = pl.col(OUTPUT), "province_code"
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
    return answer.with_columns(yoy=pl.col(OUTPUT) / pl.col("prior_ytd_yuan") - 1)


def _ranked(answer: pl.LazyFrame) -> pl.LazyFrame:
    figure = pl.col(OUTPUT)
    return answer.with_columns(
        share=figure / figure.sum(), rank=figure.rank("min", descending=True).cast(pl.Int64)
    ).sort("rank")


def _indexed(answer: pl.LazyFrame, key: str) -> pd.DataFrame:
    return answer.with_columns(pl.col(key).cast(pl.String)).collect().to_pandas().set_index(key)
