-- No enterprise counts twice in a province and period
SELECT enterprise_id, year, quarter, province_count, provinces
FROM (
    SELECT enterprise_id, year, quarter, count(*) AS province_count,
        count(DISTINCT province_no) AS provinces
    FROM output SEMI JOIN repeated_report USING (enterprise_id, year, quarter)
    GROUP BY ALL
)
WHERE province_count <> provinces;
