"""Who sits where, once it is known which provinces have a seat: an assignment problem in whole points."""

from collections.abc import Iterable, Iterator

import numpy as np

from analysis.next_batch.covering import Covering, bits

Pair = tuple[int, int]  # province, enterprise
NOBODY: frozenset[Pair] = frozenset()


class Seating:
    """Fills the seats of a covering problem. All answers are exact: the scores are small whole numbers."""

    def __init__(self, problem: Covering) -> None:
        self._problem = problem
        self._scores: dict[int, int | None] = {}
        # Who scores less than the last of `short` is in no best seating; who equals it may be.
        self._tied = tuple(
            tuple(seat for seat in able if seat[1] >= short[-1][1]) if short else ()
            for able, short in zip(problem.able, problem.short, strict=True)
        )

    def fillable(self, provinces: int) -> bool:
        """Whether each of the provinces can have an enterprise of its own."""
        holder: dict[int, int] = {}
        return all(self._place(q, holder, set()) for q in bits(provinces) if self._problem.scarce(q)) and all(
            self._problem.able[q] for q in bits(provinces)
        )

    def enough(self, provinces: int) -> bool:
        """Whether these provinces have enterprises for all the seats."""
        who = {enterprise for q in bits(provinces) for enterprise, _ in self._problem.short[q]}
        return len(who) >= self._problem.seats

    def score(self, provinces: int) -> int | None:
        """The best total score with a seat in each of these and none elsewhere; None if impossible."""
        if provinces not in self._scores:
            found = self._best(provinces, self._problem.short, NOBODY, NOBODY)
            self._scores[provinces] = None if found is None else found[0]
        return self._scores[provinces]

    def scores(self, sets: Iterable[int]) -> list[int]:
        """The best total scores of those sets that can be filled."""
        return [found for found in map(self.score, sets) if found is not None]

    def seatings(self, provinces: int) -> Iterator[frozenset[Pair]]:
        """All ways to reach the best score with a seat in each of these provinces and none elsewhere."""
        best = self.score(provinces)
        # A case: pairs kept and pairs ruled out. It splits by the first pair that is given up.
        cases = [(NOBODY, NOBODY)]
        while cases:
            kept, ruled_out = cases.pop()
            found = self._best(provinces, self._tied, kept, ruled_out)
            if found is None or found[0] != best:
                continue
            yield found[1]
            for pair in sorted(found[1] - kept):
                cases.append((kept, ruled_out | {pair}))
                kept = kept | {pair}

    def _place(self, q: int, holder: dict[int, int], asked: set[int]) -> bool:
        for enterprise, _ in self._problem.able[q]:
            if enterprise in asked:
                continue
            asked.add(enterprise)
            if enterprise not in holder or self._place(holder[enterprise], holder, asked):
                holder[enterprise] = q
                return True
        return False

    def _best(
        self,
        provinces: int,
        able: tuple[tuple[Pair, ...], ...],
        kept: frozenset[Pair],
        ruled_out: frozenset[Pair],
    ) -> tuple[int, frozenset[Pair]] | None:
        """The best filling that keeps and rules out some pairs, with its score."""
        from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]  # slow to import

        seated = {enterprise for _, enterprise in kept}
        served = {q for q, _ in kept}
        must = [q for q in bits(provinces) if q not in served]
        extra = self._problem.seats - len(kept) - len(must)
        if extra < 0:
            return None
        choices = {
            q: {who: score for who, score in able[q] if who not in seated and (q, who) not in ruled_out}
            for q in bits(provinces)
        }
        who = sorted({enterprise for choice in choices.values() for enterprise in choice})
        column = {enterprise: position for position, enterprise in enumerate(who)}
        scores = np.full((len(choices), len(who)), -np.inf)
        for row, choice in enumerate(choices.values()):
            scores[row, [column[enterprise] for enterprise in choice]] = list(choice.values())
        rows = {q: row for row, q in enumerate(choices)}
        # A seat beyond the first of each province goes to whoever adds most, wherever among these that is.
        anywhere = scores.max(axis=0, initial=-np.inf)
        table = np.vstack([scores[[rows[q] for q in must]], np.tile(anywhere, (extra, 1))])
        if table.shape[0] > table.shape[1]:
            return None
        try:
            seats, columns = linear_sum_assignment(table, maximize=True)
        except ValueError:  # some seat finds nobody
            return None
        pairs = {
            (must[seat], who[taken])
            if seat < len(must)
            else (next(q for q in rows if scores[rows[q], taken] == anywhere[taken]), who[taken])
            for seat, taken in zip(seats.tolist(), columns.tolist(), strict=True)
        }
        total = int(table[seats, columns].sum())
        return total + sum(dict(able[q])[enterprise] for q, enterprise in kept), frozenset(pairs | kept)
