-- The cubes add up to the rows: output and single quarters by period, beyond our own province and in all
WITH by_row AS (
    SELECT year, quarter,
        sum(output_ytd_yuan) AS ytd, sum(output_yuan) AS single,
        coalesce(sum(output_ytd_yuan) FILTER (province_no <> getvariable('home_no')), 0) AS ytd_beyond
    FROM output GROUP BY ALL
),
by_cube AS (
    SELECT year, quarter,
        sum(output_ytd_yuan) FILTER (place = 'all') AS ytd,
        sum(output_yuan) FILTER (place = 'all') AS single,
        coalesce(sum(output_ytd_yuan) FILTER (place = 'out'), 0) AS ytd_beyond,
        coalesce(sum(output_ytd_yuan) FILTER (place NOT IN ('all', 'out')), 0) AS ytd_by_province
    FROM output_cube WHERE city_code = 'all' GROUP BY ALL
)
SELECT year, quarter, by_row.ytd, by_cube.ytd AS cube_ytd
FROM by_row LEFT JOIN by_cube USING (year, quarter)
WHERE by_row.ytd IS DISTINCT FROM by_cube.ytd OR by_row.single IS DISTINCT FROM by_cube.single
    OR by_row.ytd_beyond IS DISTINCT FROM by_cube.ytd_beyond OR by_row.ytd IS DISTINCT FROM by_cube.ytd_by_province;
