"""The outlook once more, slow and plain: written from the definitions, one origin at a time, nothing shared.

Each origin is worked out on a copy of the figures cut at it, so nothing later can be seen.
"""

from itertools import product
from math import ceil, exp, log
from typing import NamedTuple

Figures = dict[tuple[int, int], float]


class Said(NamedTuple):
    method: str | None
    landing: float | None
    low: float | None
    high: float | None


def growth_of_last_year(f: Figures, y: int) -> float | None:
    a, b = f.get((y - 1, 4), 0), f.get((y - 2, 4), 0)
    return a / b if a > 0 and b > 0 else None


def by_share(f: Figures, y: int, q: int) -> float | None:
    now, then, whole = f.get((y, q), 0), f.get((y - 1, q), 0), f.get((y - 1, 4), 0)
    return whole * (now / then) if min(now, then, whole) > 0 else None


def by_total(f: Figures, y: int, q: int) -> float | None:
    g = growth_of_last_year(f, y)
    return None if g is None else f[y - 1, 4] * g


def rest_times(f: Figures, y: int, q: int, factor: float) -> float | None:
    if (y - 1, q) not in f or (y - 1, 4) not in f:
        return None
    return f[y, q] + (f[y - 1, 4] - f[y - 1, q]) * factor


def by_rest(f: Figures, y: int, q: int) -> float | None:
    g = growth_of_last_year(f, y)
    return None if g is None else rest_times(f, y, q, g)


def by_progress(f: Figures, y: int, q: int) -> float | None:
    g = growth_of_last_year(f, y)
    now, then, whole = f.get((y, q), 0), f.get((y - 1, q), 0), f.get((y - 1, 4), 0)
    if g is None or min(now, then, whole) <= 0:
        return None
    done = min(then / whole, 1)
    return rest_times(f, y, q, (now / then) ** done * g ** (1 - done))


def by_latest(f: Figures, y: int, q: int) -> float | None:
    g = growth_of_last_year(f, y)
    if g is None or (y - 1, q) not in f:
        return None
    since = max((p for p in range(1, q) if (y, p) in f and (y - 1, p) in f), default=0)
    now = f[y, q] - (f[y, since] if since else 0)
    then = f[y - 1, q] - (f[y - 1, since] if since else 0)
    return rest_times(f, y, q, (now / then * g) ** 0.5) if now > 0 and then > 0 else None


def singles(f: Figures) -> Figures:
    found = {}
    for (y, q), value in f.items():
        if q == 1:
            found[y, q] = value
        elif (y, q - 1) in f:
            found[y, q] = value - f[y, q - 1]
    return {at: value for at, value in found.items() if value > 0}


def smoothed(f: Figures, y: int, q: int) -> float | None:
    """Holt-Winters with one set of constants after the other, in scalars."""
    s = singles(f)
    starts = [a for a, _ in s if all((a + i, p) in s for i in (0, 1) for p in (1, 2, 3, 4))]
    if not starts or y < min(starts) + 2:
        return None
    first = min(starts)
    one = [log(s[first, p]) for p in (1, 2, 3, 4)]
    two = [log(s[first + 1, p]) for p in (1, 2, 3, 4)]
    slope = (sum(two) - sum(one)) / 16
    mean = sum(one) / 4
    best = None
    for alpha, beta, gamma, phi in product((0.2, 0.35, 0.5, 0.65), (0.1, 0.2), (0.2, 0.35, 0.5), (0.9, 0.95)):
        level, trend = mean + 1.5 * slope, slope
        season = [value - mean - (i - 1.5) * slope for i, value in enumerate(one)]
        squares = 0.0
        t = (first + 1, 1)
        while t <= (y, q):
            guess = level + phi * trend
            if t in s:
                off = log(s[t]) - guess - season[t[1] - 1]
                squares += off**2
                new = guess + alpha * off
                trend = beta * (new - level) + (1 - beta) * phi * trend
                season[t[1] - 1] += gamma * (1 - alpha) * off
                level = new
            else:
                level, trend = guess, phi * trend
            t = (t[0], t[1] + 1) if t[1] < 4 else (t[0] + 1, 1)
        if best is None or squares < best[0]:
            ahead = sum(
                exp(level + trend * sum(phi**i for i in range(1, p - q + 1)) + season[p - 1])
                for p in range(q + 1, 5)
            )
            best = (squares, ahead)
    assert best is not None
    return f[y, q] + best[1]


SINGLE = {
    "share_of_last_year": by_share,
    "rest_with_credible_growth": by_progress,
    "rest_with_latest_growth": by_latest,
    "seasonal_smoothing": smoothed,
}
NAIVE = {
    "share_of_last_year": by_share,
    "total_with_last_growth": by_total,
    "rest_with_last_growth": by_rest,
}


def foretold(figures: Figures, y: int, q: int) -> dict[str, float]:
    """What each method says at an origin, from the figures up to it."""
    f = {at: value for at, value in figures.items() if at <= (y, q)}
    if f.get((y, q), 0) <= 0:
        return {}
    said = {name: method(f, y, q) for name, method in (SINGLE | NAIVE).items()}
    found = {name: value for name, value in said.items() if value is not None and value > 0}
    parts = [found[name] for name in list(SINGLE)[1:] if name in found]
    if parts:
        product_of = 1.0
        for part in parts:
            product_of *= part ** (1 / len(parts))
        found["combination"] = product_of
    return found


def outlook(figures: Figures, y: int, q: int) -> Said:
    """The chosen method and its interval at an origin."""
    known = {at: value for at, value in figures.items() if at <= (y, q)}
    method = chosen(known, y, q)
    errors = [
        abs(log(foretold(known, year, q)[then] / known[year, 4]))
        for year in landed_before(known, y, q)
        if (then := chosen(known, year, q)) is not None
    ]
    if method is None or len(errors) < 4:
        return Said(None, None, None, None)
    landing = foretold(known, y, q)[method]
    recent = sorted(errors[-10:])
    half = recent[min(ceil(0.8 * (len(recent) + 1)), len(recent)) - 1]
    return Said(method, landing, max(known[y, q], landing / exp(half)), landing * exp(half))


def landed_before(known: Figures, y: int, q: int) -> list[int]:
    return sorted(a for a, p in known if p == q and a < y and known.get((a, 4), 0) > 0)


def chosen(known: Figures, y: int, q: int) -> str | None:
    now = foretold(known, y, q)
    if "combination" not in now:
        return None
    best, least = "combination", 0.7
    for name in (*SINGLE, "combination"):
        if name not in now:
            continue
        pairs = []
        for year in landed_before(known, y, q):
            then = foretold(known, year, q)
            if name in then and "combination" in then:
                pairs.append(
                    (abs(log(then[name] / known[year, 4])), abs(log(then["combination"] / known[year, 4])))
                )
        if len(pairs) >= 5:
            own, combined = sum(a for a, _ in pairs), sum(b for _, b in pairs)
            if own < least * combined:
                best, least = name, own / combined
    return best
