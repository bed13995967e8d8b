"""Questions about what a submission did: which records it added, revised or removed."""

from typing import Any

import pandas as pd

from analysis import records
from analysis.kinds import KINDS, Kind
from analysis.questions.contract import QUESTIONS
from analysis.questions.records import province_field
from analysis.warehouse.release import Release, row_limit

# What a submission did to a record, told by whether the record stood before and after it.
_CHANGE = """CASE WHEN was AND stands AND row_before IS NOT DISTINCT FROM row_after THEN 'unchanged'
    WHEN was AND stands THEN 'revised' WHEN stands THEN 'added' WHEN was THEN 'removed'
    ELSE 'unchanged' END"""

_LACKING = """SELECT DISTINCT field FROM (FROM absent_column UNION ALL FROM withdrawn_absent_column)
    WHERE kind = ?"""


def submission_effects(release: Release, *, submission: int | None) -> pd.DataFrame:
    """What a submission did to the records that count, one row a kind it had rows of.

    The latest submission if none is given. Held against each other are the records as all submissions before
    it left them and as they stood with it; a withdrawal is told by the records of what it withdrew.
    `rows_unchanged` said nothing new.
    """
    submission = _chosen(release, submission)
    touched, kinds = _touched(release, submission)
    return _counted(release, "submission_effects", submission, touched, kinds)


def withdrawal_effects(release: Release, *, submission: int | None) -> pd.DataFrame:
    """What would become of the records that count if a submission were withdrawn now, one row a kind it has.

    The latest submission if none is given. `rows_removed` would count no longer, `rows_revised` say again
    what was told before, `rows_unchanged` stay, since others have said the same or more since. None for a
    withdrawal and for what has been withdrawn.
    """
    submission = _chosen(release, submission)
    touched, kinds = _touched(release, submission, standing=True)
    return _counted(release, "withdrawal_effects", submission, touched, kinds)


def _counted(
    release: Release, question: str, submission: int, touched: int, kinds: list[str]
) -> pd.DataFrame:
    """Records by what is done to them, one row a kind."""
    supposed = question == "withdrawal_effects"
    done = QUESTIONS[question].columns[2:]
    once = "rows_removed" if supposed else "rows_added"

    def counts(kind: str) -> str:
        return ", ".join(
            f"""(count(*) FILTER (change = '{name.removeprefix("rows_")}')
                {_TOLD_ONCE if kind == _NUMBERED and name == once else ""})::INTEGER AS {name}"""
            for name in done
        )

    def listed(kind: str) -> str | None:
        return None if kind == _NUMBERED else _told_once(KINDS[kind])

    parts = [
        f"""(WITH {_compared(release, KINDS[kind], listed(kind), supposed=supposed)}
        SELECT $told AS submission_id, '{kind}' AS kind, {counts(kind)} FROM judged)"""
        for kind in kinds
    ]
    if not parts:
        return _nothing(release, question)
    return release.ask(
        f"SELECT * FROM ({' UNION ALL '.join(parts)}) ORDER BY kind",
        {
            "submission": release.meta.submission_id + 1 if supposed else submission,
            "touched": touched,
            "told": submission,
        },
    )


def submission_changes(
    release: Release,
    *,
    submission: int | None,
    change: str | None,
    limit: int | None,
    language: str,
    phones: bool,
) -> pd.DataFrame:
    """The records a submission added, revised or removed, one row each; of the latest if none is given.

    Revised first, then removed, then added, by kind and place in the file. `record` says in words what
    stands (of what was removed: stood), `difference` what a revision changed; the amounts are those of the
    kind's first money column, in yuan; `row_before` and `row_after` are the whole records, JSON objects.
    """
    submission = _chosen(release, submission)
    touched, kinds = _touched(release, submission)
    bound = {"submission": submission, "touched": touched, "change": change, "limit": row_limit(limit)}
    parts = [_changes(KINDS[kind], release, bound, language, phones) for kind in kinds]
    frame = pd.concat(parts, ignore_index=True) if parts else _nothing(release, "submission_changes")
    order = frame["change"].map({"revised": 0, "removed": 1, "added": 2})
    ordered = frame.iloc[order.argsort(kind="stable")] if len(frame) else frame
    return ordered.head(row_limit(limit)).reset_index(drop=True)


def _changes(
    kind: Kind, release: Release, bound: dict[str, Any], language: str, phones: bool
) -> pd.DataFrame:
    has_enterprise = "enterprise_code" in kind.key
    code = "enterprise_code" if has_enterprise else "NULL::VARCHAR"
    year, quarter = (name if name in kind.key else "NULL::INTEGER" for name in ("year", "quarter"))
    place = province_field(kind.name)
    in_place = f"coalesce(row_after.{place}, row_before.{place})" if place in kind.fields else "NULL"
    frame = release.ask(
        f"""
        WITH {_compared(release, kind, _told_once(kind, bound["limit"]))},
        chosen AS (
            SELECT * FROM judged
            WHERE change <> 'unchanged' AND ($change IS NULL OR change = $change)
            ORDER BY list_position(['revised', 'removed', 'added'], change), sheet, source_row
            LIMIT $limit
        )
        SELECT $submission AS submission_id, '{kind.name}' AS kind, change, {code} AS enterprise_code,
            {"enterprise_identity.enterprise" if has_enterprise else "NULL::VARCHAR"} AS enterprise,
            {year}::INTEGER AS year, {quarter}::INTEGER AS quarter,
            province.province_code, province.province, chosen.sheet, chosen.source_row,
            to_json(row_before)::VARCHAR AS row_before, to_json(row_after)::VARCHAR AS row_after
        FROM chosen
        {"LEFT JOIN enterprise_identity USING (enterprise_code)" if has_enterprise else ""}
        LEFT JOIN province ON province.province_code = {in_place}
        ORDER BY list_position(['revised', 'removed', 'added'], change), chosen.sheet, chosen.source_row
        """,
        bound,
    )
    records_of = frame[["row_before", "row_after"]].astype(object)
    records_of = records_of.where(records_of.notna(), None)
    pairs = list(zip(records_of["row_before"], records_of["row_after"], frame["change"], strict=True))
    frame = frame.assign(
        record=[
            records.told(kind.name, after or before, language, phones=phones) for before, after, _ in pairs
        ],
        difference=pd.Series(
            [
                records.changed(kind.name, before, after, language, phones=phones)
                if done == "revised"
                else None
                for before, after, done in pairs
            ],
            dtype=object,
        ),
        before_yuan=pd.array([records.amount_in(kind.name, before) for before, _, _ in pairs], "Int64"),
        after_yuan=pd.array([records.amount_in(kind.name, after) for _, after, _ in pairs], "Int64"),
    )
    return frame[list(QUESTIONS["submission_changes"].columns)]


def _chosen(release: Release, submission: int | None) -> int:
    return release.meta.submission_id if submission is None else submission


def _touched(release: Release, submission: int, *, standing: bool = False) -> tuple[int, list[str]]:
    """The submission whose records are told of, the one withdrawn by a withdrawal; and the kinds it had.

    Only of one that counts, if `standing`.
    """
    found = release.ask(
        """SELECT coalesce(withdraws, submission.submission_id) AS touched, kind
        FROM submission
        LEFT JOIN arrived ON arrived.submission_id = coalesce(withdraws, submission.submission_id)
        WHERE submission.submission_id = $submission
            AND NOT ($standing AND (withdraws IS NOT NULL OR withdrawn_by IS NOT NULL))
        ORDER BY kind""",
        {"submission": submission, "standing": standing},
    )
    touched = int(found["touched"].iloc[0]) if len(found) else submission
    return touched, [kind for kind in found["kind"] if kind in KINDS]


def _nothing(release: Release, question: str) -> pd.DataFrame:
    """An answer without rows, its columns of the types a full one has."""
    types = {
        name: "Int64" if name.endswith("_yuan") or name.startswith("rows_") else "object"
        for name in QUESTIONS[question].columns
    }
    return pd.DataFrame({name: pd.Series(dtype=type) for name, type in types.items()})


def _compared(release: Release, kind: Kind, told_once: str | None, *, supposed: bool = False) -> str:
    """Named queries up to `judged`: one row a key the submission had rows of, before and after it.

    A row whose key came once only was added by it: those are the rows of `told_once`, if they are asked for.
    A field that a sheet had no column for says nothing: of it, the row before counts. `supposed`: it
    withdraws the one touched, without having come in.
    """
    key = ", ".join(kind.key)
    own = ", ".join(f"{name} := told.{name}" for name in kind.key)
    fields = [name for name in kind.fields if name not in kind.key]
    same = " AND ".join(f"told.{name} IS NOT DISTINCT FROM touched.{name}" for name in kind.key)
    lacking = set(release.ask(_LACKING, [kind.name])["field"])
    packed = f"struct_pack({', '.join(f'{name} := told.{name}' for name in fields)})"
    whole = ", ".join(f"{name} := {name}" for name in [*kind.key, *fields])

    once = f"false, true, NULL, struct_pack({whole}), 'added'"
    if supposed:
        once = f"true, false, struct_pack({whole}), NULL, 'removed'"
    names = _NAMES if kind.name == _NUMBERED else ""

    def state(when: str) -> str:
        last = f"(arg_max({packed}, rank) FILTER ({when}))"
        said = "NOT coalesce(list_contains(fields, '{0}'), false)"
        filled = f"arg_max_null({{0}}, rank) FILTER ({when} AND {said})"
        return ", ".join(
            f"{name} := {filled.format(name) if name in lacking else f'{last}.{name}'}" for name in fields
        )

    return f"""
    counting AS (
        SELECT submission_id,
            submission_id < $submission AND (withdrawn_by IS NULL OR withdrawn_by >= $submission) AS before,
            submission_id <= $submission AND (withdrawn_by IS NULL OR withdrawn_by > $submission)
                {"AND submission_id <> $touched" if supposed else ""} AS after
        FROM submission
        WHERE withdraws IS NULL AND submission_id <= $submission
    ),
    {"" if kind.name == _NUMBERED else f"several AS ({_several(kind)}),"}
    every_row AS ({_ever(kind)}),
    touched AS (
        SELECT {key}, min(sheet) AS sheet, min(source_row) AS source_row FROM every_row
        WHERE submission_id = $touched GROUP BY {key}
    ),
    absent AS (
        SELECT submission_id, sheet, list(field) AS fields
        FROM (FROM absent_column UNION ALL FROM withdrawn_absent_column)
        WHERE kind = '{kind.name}' GROUP BY ALL
    ),
    compared AS (
        SELECT {", ".join(f"told.{name}" for name in kind.key)}, touched.sheet, touched.source_row,
            bool_or(before) AS was, bool_or(after) AS stands,
            CASE WHEN was THEN struct_pack({own}, {state("before")}) END AS row_before,
            CASE WHEN stands THEN struct_pack({own}, {state("after")}) END AS row_after
        FROM (SELECT *, ({_rank(kind)}) AS rank FROM every_row) AS told
        JOIN touched ON {same}
        JOIN counting USING (submission_id)
        LEFT JOIN absent ON absent.submission_id = told.submission_id AND absent.sheet = told.sheet
        GROUP BY {", ".join(f"told.{name}" for name in kind.key)}, touched.sheet, touched.source_row
    ),
    judged AS (
        SELECT *, {_CHANGE} AS change FROM compared
        {f"UNION ALL SELECT {key}, sheet, source_row, {once} FROM ({told_once}) {names}" if told_once else ""}
    )
    """


# Its many rows hold numbers for the enterprise and the province; a build sorts out which were told again.
_NUMBERED = "output"
_NAMES = "JOIN enterprise_identity USING (enterprise_id) JOIN province USING (province_no)"
_TOLD_ONCE = "+ coalesce((SELECT rows FROM told_once WHERE submission_id = $touched), 0)"
_FIRST_TOLD = 100


def _told_once(kind: Kind, limit: int | None = None) -> str:
    """The rows of the submission whose key came once only; where so few are asked for, the first of them."""
    if kind.name != _NUMBERED:
        return f"""FROM "{kind.name}" AS r ANTI JOIN several ON {_same_key(kind)}
            WHERE submission_id = $touched"""
    if limit is not None and limit <= _FIRST_TOLD:
        return "FROM first_told WHERE submission_id = $touched"
    return """FROM output ANTI JOIN told_again USING (enterprise_id, province_no, year, quarter)
        WHERE submission_id = $touched"""


def _same_key(kind: Kind) -> str:
    # The one comparison that holds where a part is missing.
    return " AND ".join(f"r.{name} IS NOT DISTINCT FROM several.{name}" for name in kind.key)


def _several(kind: Kind) -> str:
    """The keys that came more than once, or in a file that was withdrawn."""
    key = ", ".join(kind.key)
    return f"""SELECT {key} FROM "{kind.name}_superseded" UNION SELECT {key} FROM "{kind.name}_withdrawn" """


def _rank(kind: Kind) -> str:
    """What decides which row of a key counts: the latest submission, the latest stage, the last row."""
    stages = ""
    if kind.stages:
        order = ", ".join(f"'{code}'" for code in kind.column(kind.stages).values.values())
        stages = f"coalesce(list_position([{order}], {kind.stages}), 0), "
    return f"submission_id, {stages}source_row, sheet"


def _ever(kind: Kind) -> str:
    """All rows of those keys: the ones that count, that were superseded or withdrawn."""
    fields = ", ".join([*kind.fields, "submission_id", "sheet", "source_row"])
    if kind.name == _NUMBERED:
        named = fields.replace("enterprise_code,", "r.enterprise_code,").replace(
            " enterprise,", " coalesce(identity.enterprise, r.enterprise) AS enterprise,"
        )
        return f"""
        SELECT {fields} FROM told_again {_NAMES}
        UNION ALL SELECT {fields} FROM output_superseded {_NAMES}
        UNION ALL SELECT {named} FROM output_withdrawn AS r
        LEFT JOIN enterprise_identity AS identity USING (enterprise_id)
        """
    return f"""
    SELECT {fields} FROM (FROM "{kind.name}" AS r SEMI JOIN several ON {_same_key(kind)})
    UNION ALL SELECT {fields} FROM "{kind.name}_superseded"
    UNION ALL SELECT {fields} FROM "{kind.name}_withdrawn"
    """
