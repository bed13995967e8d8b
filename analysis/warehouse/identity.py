"""Who an enterprise is: a name without a code stands for itself until the one enterprise of that name is known."""

from analysis.intake.identifiers import PROVISIONAL, provisional_code


def merges(seen: list[tuple[str, str]]) -> dict[str, str]:
    """Which provisional code means which real one, from all (code, name) pairs ever seen.

    A name means an enterprise where exactly one real code carries exactly that name; two leave it open.
    """
    codes_of: dict[str, set[str]] = {}
    for code, name in seen:
        if not code.startswith(PROVISIONAL):
            codes_of.setdefault(provisional_code(name), set()).add(code)
    provisional = {code for code, _ in seen if code.startswith(PROVISIONAL)}
    return {code: min(codes_of[code]) for code in sorted(provisional) if len(codes_of.get(code, ())) == 1}
