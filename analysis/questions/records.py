"""Questions about what came in: problems, submissions, and where a figure comes from."""

import json

import pandas as pd

from analysis.access import PHONE_COLUMNS, PROSE_COLUMNS, masked_in_prose, masked_phone
from analysis.kinds import KINDS
from analysis.problems import rule_text
from analysis.questions.contract import QUESTIONS
from analysis.records import told
from analysis.rules import RULES
from analysis.warehouse.release import Release, row_limit


def problems(
    release: Release,
    *,
    submission: int | None,
    severity: str | None,
    limit: int | None,
    language: str,
    phones: bool,
) -> pd.DataFrame:
    """Problems found when files were read: one row a place of a file, latest submission first, then by place.

    Those of withdrawn submissions are listed only when asked for by number. `message` says what is wrong and
    what to do in the reader's language.
    """
    frame = release.ask(
        """
        SELECT submission_id, file, sheet, source_row, field, value, rule, severity, details, header
        FROM problem
        WHERE CASE WHEN $submission IS NULL THEN counts ELSE submission_id = $submission END
            AND ($severity IS NULL OR severity = $severity)
        ORDER BY submission_id DESC, file, sheet, source_row NULLS FIRST, field, rule, value
        LIMIT $limit
        """,
        {"submission": submission, "severity": severity, "limit": row_limit(limit)},
    )
    return with_messages(frame, language, phones=phones)[list(QUESTIONS["problems"].columns)]


def with_messages(frame: pd.DataFrame, language: str, *, phones: bool) -> pd.DataFrame:
    """Problems with what each says as `message`; telephone numbers of their values whole only if `phones`."""
    values, details = frame["value"].tolist(), frame["details"].tolist()
    if not phones:
        values = [_masked(field, value) for field, value in zip(frame["field"], values, strict=True)]
        details = [
            masked_in_prose(detail) if field in (*PHONE_COLUMNS, *PROSE_COLUMNS) else detail
            for field, detail in zip(frame["field"], details, strict=True)
        ]
    messages = [
        problem_message(rule, value, header, detail, language)
        for rule, value, header, detail in zip(frame["rule"], values, frame["header"], details, strict=True)
    ]
    return frame.assign(value=values, message=messages)


def _masked(field: str, value: str) -> str:
    """A problem's value as somebody sees it who may not see telephone numbers: amounts and codes as they are.

    One of no column quotes a line of the file.
    """
    if field in PHONE_COLUMNS:
        return masked_phone(value)
    return masked_in_prose(value) if field in ("", *PROSE_COLUMNS) else value


def problem_message(rule: str, value: str, header: str, details: str, language: str) -> str:
    """What a problem of the records says; its code where it is of another version of the software."""
    if rule not in RULES:
        return rule  # of another version of the software; the code is all that is known
    return rule_text(rule, {"value": value, "header": header, **json.loads(details)}, language)


def submissions(release: Release, *, limit: int | None) -> pd.DataFrame:
    """Everything that came in, latest first: files and withdrawals of files; times are Beijing's.

    `kinds` are those a file had rows of, `question_count` its problems of that severity.
    """
    return release.ask(
        """
        SELECT submission_id, received_at, submitted_by AS by, file_name AS file,
            coalesce(kinds, []) AS kinds, row_count AS rows,
            (SELECT count(*) FROM problem
             WHERE problem.submission_id = submission.submission_id AND severity = 'question')::INTEGER
                AS question_count,
            note, demo, withdraws, withdrawn_by, sha256
        FROM submission
        LEFT JOIN (
            SELECT submission_id, list(kind ORDER BY kind) AS kinds FROM arrived GROUP BY submission_id
        ) USING (submission_id)
        ORDER BY submission_id DESC
        LIMIT $limit
        """,
        {"limit": row_limit(limit)},
    )


def provenance(
    release: Release,
    *,
    kind: str | None,
    enterprise: str | None,
    year: int | None,
    quarter: int | None,
    province: str | None,
    project: str | None,
    limit: int | None,
    language: str,
    phones: bool,
) -> pd.DataFrame:
    """The rows of files a figure comes from, and those they superseded: latest submission first, by place.

    Of the kind `output` if none is given; of an enterprise, a period, a province, a project where the kind
    has such. `superseded_by` is the submission whose row of the same key took a row's place; `row` is the
    record as it was read, a JSON object, `record` the same in words.
    """
    kind = kind or "output"
    given = {
        "enterprise_code": enterprise,
        "year": year,
        "quarter": quarter,
        province_field(kind): province,
        "project_code": project,
    }
    bound: dict[str, object] = {"limit": row_limit(limit)}
    conditions = ["true"]
    for name, value in given.items():
        if value is not None:
            known = name in KINDS[kind].fields
            conditions.append(f"{name} = ${name}" if known else "false")
            bound |= {name: value} if known else {}
    frame = release.ask(
        f"""
        WITH record AS ({_records(kind)}),
        absent AS (
            SELECT submission_id, sheet, list(field) AS fields
            FROM absent_column WHERE kind = '{kind}' GROUP BY ALL
        ),
        asked AS (SELECT * FROM record WHERE {" AND ".join(conditions)}),
        told AS (
            SELECT submission_id, sheet, source_row, superseded, {_as_json(kind)} AS row,
                CASE WHEN superseded THEN lead(submission_id) OVER (
                    PARTITION BY {", ".join(KINDS[kind].key)}
                    ORDER BY superseded DESC, submission_id, source_row, sheet
                ) END AS superseded_by
            FROM asked LEFT JOIN absent USING (submission_id, sheet)
        )
        SELECT file_name AS file, sheet, source_row, submission_id, received_at, submitted_by AS by,
            superseded, '{kind}' AS kind, row, superseded_by
        FROM told
        JOIN submission USING (submission_id)
        ORDER BY submission_id DESC, file, sheet, source_row
        LIMIT $limit
        """,
        bound,
    )
    return frame.assign(record=[told(kind, row, language, phones=phones) for row in frame["row"]])


def province_field(kind: str) -> str:
    """The field of a kind that holds the province a figure is of."""
    found = [
        name
        for name in ("province_code", "station_province_code", "region_code")
        if name in KINDS[kind].fields
    ]
    return found[0] if found else "scope_code"


def _records(kind: str) -> str:
    """All rows of a kind, those that count and those superseded, under the names of the kind's fields."""
    told = ", ".join([*KINDS[kind].fields, "submission_id", "sheet", "source_row"])
    both = f"""
        SELECT {told}, false AS superseded FROM {{0}} {{joined}}
        UNION ALL
        SELECT {told}, true AS superseded FROM {{1}} {{joined}}"""
    joined = ""
    if kind == "output":  # its many rows hold numbers for the enterprise and the province
        joined = "JOIN enterprise_identity USING (enterprise_id) JOIN province USING (province_no)"
    return both.format(f'"{kind}"', f'"{kind}_superseded"', joined=joined)


def _as_json(kind: str) -> str:
    """A record as it was read: what stands from an earlier one, for want of a column, is not of this file."""
    fields = ", ".join(
        f"{name} := CASE WHEN list_contains(absent.fields, '{name}') IS NOT TRUE THEN {name} END"
        for name in KINDS[kind].fields
    )
    return f"to_json(struct_pack({fields}))"
