"""Questions about who is responsible, who was contacted, and what is agreed with other provinces."""

from datetime import date

import pandas as pd

from analysis.warehouse.release import Release, row_limit


def liaison_directory(
    release: Release, *, as_of: date | None, province: str | None, city: str | None, duty: str | None
) -> pd.DataFrame:
    """Who is responsible on a date: home cities, headquarters, other provinces, each by code.

    One row an officer's responsibility; a place without any has one row with `vacant`, `vacant_since` the day
    after the last officer's last (null if there never was one). Every current home city and every province
    but our own is listed, of enterprises those whose headquarters ever had an officer and those that have a
    key unit that day. `overlapping`: another officer
    is responsible for the same at the same time. An officer told twice for the same counts once.
    """
    return release.ask(
        """
        SELECT duty, city_code, city, enterprise_code, enterprise, told.province_code, told.province,
            officer, post, phone, since, until, vacant, vacant_since, overlapping, liaison_region,
            local_authority, status AS coverage, demand_yuan
        FROM liaison_state AS told
        LEFT JOIN coverage_state AS state
            ON state.province_code = told.province_code AND state.first_day <= $as_of
            AND $as_of < state.end_day
        WHERE told.first_day <= $as_of AND $as_of < told.end_day
            AND ($province IS NULL OR told.province_code = $province)
            AND ($city IS NULL OR city_code = $city)
            AND ($duty IS NULL OR duty = $duty)
        ORDER BY turn, code, since DESC, officer
        """,
        {"as_of": as_of, "province": province, "city": city, "duty": duty},
    )


def engagements(
    release: Release,
    *,
    from_: date | None,
    to: date | None,
    form: str | None,
    province: str | None,
    city: str | None,
    enterprise: str | None,
    limit: int | None,
) -> pd.DataFrame:
    """Round tables, visits, field studies and assistance between two dates: one row each, the latest first.

    `participant_count` are the names on the list, `known_count` the enterprises known among them.
    `follow_up_ids` are requests that the enterprises there filed within 30 days, which is how problems
    raised are followed up. A city is where it was held, or the home of an enterprise that was there.
    """
    return release.ask(
        """
        SELECT held_date AS date, form, province_code, province, city, host, participants, participant_count,
            known_count, theme, problem_count, len(follow_up_ids)::INTEGER AS follow_up_count,
            follow_up_ids, minutes
        FROM engagement_fact AS fact
        WHERE ($from IS NULL OR held_date >= $from) AND ($to IS NULL OR held_date <= $to)
            AND ($form IS NULL OR form = $form)
            AND ($province IS NULL OR province_code = $province)
            AND (($city IS NULL AND $enterprise IS NULL) OR city_code = $city OR engagement_no IN (
                SELECT engagement_no FROM engagement_part JOIN enterprise_identity USING (enterprise_id)
                WHERE ($city IS NULL OR city_code = $city)
                    AND ($enterprise IS NULL OR enterprise_code = $enterprise)
            ))
        ORDER BY held_date DESC, engagement_no
        LIMIT $limit
        """,
        {
            "from": from_, "to": to, "form": form, "province": province, "city": city,
            "enterprise": enterprise,
            "limit": row_limit(limit),
        },
    )  # fmt: skip


# Enterprises at work in other provinces, and when the station last met each. Hosts were met as well.
_CONTACTS = """
    met AS (
        SELECT enterprise_id, max(held_date) AS last_contact_date, max_by(form, engagement_no) AS last_form,
            count(DISTINCT engagement_no) FILTER (held_date > $as_of - to_months($months)) AS contact_count
        FROM engagement_part WHERE held_date <= $as_of AND enterprise_id IS NOT NULL
        GROUP BY enterprise_id
    ),
    standing AS (
        SELECT enterprise_code, enterprise, city_code, city, demand_yuan,
            share_before < $backbone_share AS backbone,
            last_contact_date, last_form, coalesce(contact_count, 0)::INTEGER AS contact_count,
            CASE WHEN contact_count > 0 THEN 'recent' WHEN last_contact_date IS NOT NULL THEN 'lapsed'
                ELSE 'never' END AS contact_state
        FROM enterprise_standing LEFT JOIN met USING (enterprise_id)
    )
"""


def contacts(
    release: Release,
    *,
    as_of: date | None,
    months: int | None,
    city: str | None,
    contact_state: str | None,
    limit: int | None,
) -> pd.DataFrame:
    """Enterprises with output in other provinces and when they were last met: one row each.

    The backbone first, in it those never met, then those met longest ago. `contact_state`: recent (within the
    months before the date), lapsed (before), never. `demand_yuan` is their output in other provinces over the
    four quarters up to the latest reported one. `backbone` are the fewest, largest enterprises that together
    make up the share of it that the settings say (80 %).
    """
    return release.ask(
        f"""
        WITH {_CONTACTS}
        SELECT enterprise_code, enterprise, city_code, city, demand_yuan, backbone,
            contact_state, last_contact_date, last_form, contact_count
        FROM standing
        WHERE ($city IS NULL OR city_code = $city)
            AND ($contact_state IS NULL OR contact_state = $contact_state)
        ORDER BY backbone DESC, last_contact_date NULLS FIRST, demand_yuan DESC, enterprise_code
        LIMIT $limit
        """,
        {
            "as_of": as_of, "months": months, "city": city, "contact_state": contact_state,
            "limit": row_limit(limit), "backbone_share": release.settings.backbone_share,
        },
    )  # fmt: skip


def contact_summary(
    release: Release, *, as_of: date | None, months: int | None, city: str | None
) -> pd.DataFrame:
    """How many enterprises were met in the months before a date, in one row.

    Of all with output in other provinces, and of the backbone (see `contacts`).
    Shares are null without any. Engagements and the problems raised there are those of the months.
    """
    return release.ask(
        f"""
        WITH {_CONTACTS},
        counted AS (
            SELECT count(*) AS enterprise_count,
                count(*) FILTER (contact_state = 'recent') AS contacted_count,
                count(*) FILTER (contact_state = 'never') AS never_count,
                count(*) FILTER (backbone) AS backbone_count,
                count(*) FILTER (backbone AND contact_state = 'recent') AS backbone_contacted_count,
                count(*) FILTER (backbone AND contact_state = 'never') AS backbone_never_count
            FROM standing
            WHERE $city IS NULL OR city_code = $city
        ),
        held AS (
            SELECT count(*) AS engagement_count, sum(problem_count) AS problem_count
            FROM engagement_fact WHERE held_date <= $as_of AND held_date > $as_of - to_months($months)
                AND ($city IS NULL OR city_code = $city OR engagement_no IN (
                    SELECT engagement_no FROM engagement_part JOIN enterprise_identity USING (enterprise_id)
                    WHERE city_code = $city
                ))
        )
        SELECT enterprise_count::INTEGER AS enterprise_count, contacted_count::INTEGER AS contacted_count,
            contacted_count / nullif(enterprise_count, 0) AS contacted_share,
            never_count::INTEGER AS never_count, backbone_count::INTEGER AS backbone_count,
            backbone_contacted_count::INTEGER AS backbone_contacted_count,
            backbone_contacted_count / nullif(backbone_count, 0) AS backbone_contacted_share,
            backbone_never_count::INTEGER AS backbone_never_count,
            engagement_count::INTEGER AS engagement_count,
            problem_count::INTEGER AS problem_count
        FROM counted CROSS JOIN held
        """,
        {"as_of": as_of, "months": months, "city": city, "backbone_share": release.settings.backbone_share},
    )


def agreements(
    release: Release, *, as_of: date | None, province: str | None, mechanism: str | None
) -> pd.DataFrame:
    """What stands with other provinces on a date: province × kind of agreement, the largest demand first.

    `agreement_state`: in_force, expiring (within the days the settings say), expired, none. Of several the
    latest signed that stands counts, else the one that expired last. Beside it our output there over four
    quarters, the enterprises, and the requests received there in the twelve months before the date.
    """
    return release.ask(
        """
        WITH asked AS (
            SELECT province_code, count(*)::INTEGER AS request_count FROM service_fact
            WHERE received_at::DATE <= $as_of AND received_at::DATE > $as_of - INTERVAL 12 MONTH
            GROUP BY province_code
        )
        SELECT told.province_code, told.province, mechanism,
            CASE WHEN stands IS NULL THEN 'none' WHEN NOT stands THEN 'expired'
                WHEN expires_date - $as_of <= $warning THEN 'expiring' ELSE 'in_force' END AS agreement_state,
            document, signed_date, expires_date, (expires_date - $as_of)::INTEGER AS days_left,
            local_authority, demand_yuan, enterprise_count, coalesce(request_count, 0) AS request_count
        FROM agreement_state AS told
        LEFT JOIN asked ON asked.province_code = told.province_code
        LEFT JOIN coverage_state AS state
            ON state.province_code = told.province_code AND state.first_day <= $as_of
            AND $as_of < state.end_day
        WHERE told.first_day <= $as_of AND $as_of < told.end_day
            AND ($province IS NULL OR told.province_code = $province)
            AND ($mechanism IS NULL OR mechanism = $mechanism)
        ORDER BY demand_yuan DESC NULLS LAST, told.province_code, turn
        """,
        {
            "as_of": as_of, "province": province, "mechanism": mechanism,
            "warning": release.settings.agreement_warning_days,
        },
    )  # fmt: skip
