"""Which published figures of regions may stand beside each other: plain functions over `peer_regions`."""

import pandas as pd

ENOUGH = 2
_ALIKE = ["year", "quarter", "scope"]


def together(regions: pd.DataFrame) -> pd.DataFrame:
    """Quarters and scopes some province was published for: year, quarter, scope, `provinces` with a ratio.

    Takes rows of one caliber; in their order, the latest quarter first. The nation alone compares with
    nobody.
    """
    provinces = regions[regions["gross_rank"].notna() | regions["ratio_rank"].notna()]
    told = provinces.groupby(_ALIKE, sort=False)["ratio_rank"].count()
    return told.rename("provinces").reset_index()


def usual_first(groups: pd.DataFrame) -> pd.DataFrame:
    """The groups, that one first which is the latest in which provinces can be ranked by ratio."""
    enough = groups.index[groups["provinces"] >= ENOUGH][:1]
    return pd.concat([groups.loc[enough], groups.drop(enough)], ignore_index=True)
