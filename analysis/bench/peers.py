"""The same questions answered with pandas and polars from the same facts.

Each answer has the figures ours has, by our names: every column that follows from output alone. The peers are
given what helps them: codes as categories, the home city already joined, and no thought for corrections,
withdrawals or quarters that nobody reported. They answer from memory or from the file the facts are in.
"""

from dataclasses import dataclass

from analysis.bench.pandas_peer import PandasFromFile, PandasPeer
from analysis.bench.polars_peer import PolarsPeer


@dataclass(frozen=True)
class Peers:
    """Everybody who answers beside us."""

    pandas: PandasPeer
    from_file: PandasFromFile
    polars: PolarsPeer
