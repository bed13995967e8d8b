"""Questions about projects."""

from datetime import date

import pandas as pd

from analysis.warehouse.release import Release, row_limit


def projects(
    release: Release,
    *,
    province: str | None,
    enterprise: str | None,
    city: str | None,
    status: str | None,
    as_of: date | None,
    limit: int | None,
) -> pd.DataFrame:
    """Projects in one province beyond our own, each once at its latest stage; latest signed first, by code.

    One row a project of an enterprise: a consortium has one for each member. Candidates are no projects yet,
    nor is what isn't construction. Those signed after `as_of` are left out, those without a date are not.
    `own_share_yuan` is all that may be added up: `contract_yuan` can be a consortium's or an investment's.
    Yuan.
    """
    return release.ask(
        """
        SELECT project_code, project, project.enterprise_code, identity.enterprise, province_code, category,
            contract_yuan, signed_date, project.status, province, project_city, own_yuan AS own_share_yuan,
            amount_scope,
            role, stage, start_date, planned_end_date, actual_end_date,
            identity.city_code AS home_city_code, city.city AS home_city
        FROM (
            SELECT * EXCLUDE (enterprise, city), city AS project_city FROM project WHERE counts
        ) AS project
        JOIN enterprise_identity AS identity USING (enterprise_id)
        JOIN province USING (province_code)
        LEFT JOIN city ON city.city_code = identity.city_code
        WHERE ($province IS NULL OR province_code = $province)
            AND ($enterprise IS NULL OR project.enterprise_code = $enterprise)
            AND ($city IS NULL OR identity.city_code = $city)
            AND ($status IS NULL OR project.status = $status)
            AND (signed_date IS NULL OR signed_date <= $as_of)
        ORDER BY signed_date DESC NULLS LAST, project_code, project.enterprise_code
        LIMIT $limit
        """,
        {
            "province": province,
            "enterprise": enterprise,
            "city": city,
            "status": status,
            "as_of": as_of,
            "limit": row_limit(limit),
        },
    )


def projects_to_check(release: Release, *, limit: int | None) -> pd.DataFrame:
    """Projects that count in no province: in several, in an unknown one, or abroad; by reason, then by code.

    One row a project of an enterprise at its latest stage, with where it was read. Yuan.
    """
    return release.ask(
        """
        SELECT project_code, project, project.enterprise_code, identity.enterprise, place AS reason,
            province_text,
            project_city, category, contract_yuan, own_yuan AS own_share_yuan, signed_date, stage, status,
            file_name AS file, sheet, source_row
        FROM (
            SELECT * EXCLUDE (enterprise, city), city AS project_city FROM project WHERE is_project
                AND place <> 'one'
        ) AS project
        JOIN enterprise_identity AS identity USING (enterprise_id)
        JOIN submission USING (submission_id)
        ORDER BY list_position(['several', 'unknown', 'overseas'], place), project_code,
            project.enterprise_code
        LIMIT $limit
        """,
        {"limit": row_limit(limit)},
    )
