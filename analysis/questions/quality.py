"""Questions about what is doubted in the records, and what came of it."""

import pandas as pd

from analysis.questions.contract import QUESTIONS
from analysis.questions.records import with_messages
from analysis.warehouse.release import Release, row_limit


def quality_problems(
    release: Release,
    *,
    problem: str | None,
    city: str | None,
    problem_state: str | None,
    severity: str | None,
    year: int | None,
    quarter: int | None,
    limit: int | None,
    language: str,
    phones: bool,
) -> pd.DataFrame:
    """What is doubted in the records that count, one row a place and rule: open ones first, then the latest.

    Found in the whole release (falls of a year to date, ×10⁴ slips, parts above their whole, ratios their
    parts contradict, quarters left out, enterprises without a city, one name under two codes, projects
    without a province) or when a file was read. `problem_state`: open; answered, where somebody looked into
    it and it is as it is; corrected, where somebody said so, the row was superseded or the doubt is gone;
    asked for as closed are the latter two.
    `message` says what is doubted and what to do. The place is that of the row that stands; a finding about
    something missing has none. Notes (quarters left out) ask for no answer.
    """
    frame = release.ask(
        """
        SELECT problem_id, problem_state, severity, rule, kind, identity.enterprise_code, identity.enterprise,
            doubted.city_code, city.city, year, quarter, doubted.province_code, province.province, field,
            value, file, sheet, source_row, submission_id, received_at, submitted_by AS by, answer,
            answered_by, answered_at, answer_submission_id, header, details
        FROM quality_problem AS doubted
        LEFT JOIN enterprise_identity AS identity USING (enterprise_id)
        LEFT JOIN city ON city.city_code = doubted.city_code
        LEFT JOIN province ON province.province_code = doubted.province_code
        WHERE ($problem IS NULL OR problem_id = upper($problem))
            AND ($city IS NULL OR doubted.city_code = $city)
            AND ($problem_state IS NULL OR problem_state = $problem_state
                OR ($problem_state = 'closed' AND problem_state <> 'open'))
            AND ($severity IS NULL OR severity = $severity)
            AND ($year IS NULL OR year = $year) AND ($quarter IS NULL OR quarter = $quarter)
        ORDER BY list_position(['open', 'answered', 'corrected'], problem_state), severity DESC,
            year DESC NULLS LAST, quarter DESC NULLS LAST, rule, problem_id
        LIMIT $limit
        """,
        {
            "problem": problem,
            "city": city,
            "problem_state": problem_state,
            "severity": severity,
            "year": year,
            "quarter": quarter,
            "limit": row_limit(limit),
        },
    )
    return with_messages(frame, language, phones=phones)[list(QUESTIONS["quality_problems"].columns)]
