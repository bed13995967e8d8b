-- engagement: one row a meeting with enterprises: a day, a form, a place, a theme
CREATE TEMP TABLE ranked_engagement AS
SELECT *,
    row_number() OVER (
        PARTITION BY held_date, form, province_code, place_city, theme
        ORDER BY submission_id DESC, source_row DESC, sheet DESC
    ) AS recency
FROM ledger.engagement
SEMI JOIN active_submission USING (submission_id);

CREATE TABLE engagement AS
SELECT row_number() OVER (ORDER BY held_date, form, province_code, place_city, theme)::INTEGER AS engagement_no,
    * EXCLUDE (recency)
FROM ranked_engagement WHERE recency = 1
ORDER BY engagement_no;

CREATE TABLE engagement_superseded AS
SELECT * EXCLUDE (recency) FROM ranked_engagement WHERE recency > 1
ORDER BY held_date, form, province_code, place_city, theme, submission_id, source_row, sheet;
