"""The outlook: where a year's total will land, judged from its year-to-date figure and the years before.

Several methods foretell; which one speaks, and how wide its interval is, follows from how each would have
done in earlier years with what was known then (rolling origin). Pure: figures by year and quarter in,
forecasts out.
"""

from analysis.outlook.evaluation import (
    LEVEL,
    MIN_ORIGINS,
    Forecast,
    Tried,
    latest,
    rolling,
    tried,
)
from analysis.outlook.methods import COMBINATION, METHODS, NAIVE, landings
from analysis.outlook.series import LAST, Origin, Series, needed, series_from_frame

__all__ = [
    "COMBINATION",
    "LAST",
    "LEVEL",
    "METHODS",
    "MIN_ORIGINS",
    "NAIVE",
    "Forecast",
    "Origin",
    "Series",
    "Tried",
    "landings",
    "latest",
    "needed",
    "rolling",
    "series_from_frame",
    "tried",
]
