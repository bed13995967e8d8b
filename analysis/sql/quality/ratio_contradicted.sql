-- rule: ratio_contradicted
-- A published outward ratio that the published output in other provinces and gross output beside it do not make, by
-- more than a tenth of a percentage point: that much may be rounding. A tenth is one also where a DOUBLE has a little more.
WITH part AS (
    SELECT benchmark.*, measure FROM benchmark
    JOIN indicator_spelling ON spelling = indicator
    WHERE measure IN ('out_of_province_output', 'gross_output', 'outward_ratio')
)
SELECT 'benchmark' AS kind, told.submission_id, told.sheet, told.source_row, NULL::INTEGER AS enterprise_id, told.year,
    told.quarter, told.region_code AS province_code, 'value' AS field, told.value::VARCHAR AS value,
    to_json({
        ratio: format('{:.2f}%', elsewhere.value::DOUBLE / gross.value::DOUBLE * 100),
        part: elsewhere.value::VARCHAR, whole: gross.value::VARCHAR
    }) AS details
FROM part AS told
JOIN part AS elsewhere USING (region_code, year, basis, scope, caliber, vintage)
JOIN part AS gross USING (region_code, year, basis, scope, caliber, vintage)
WHERE told.measure = 'outward_ratio' AND elsewhere.measure = 'out_of_province_output' AND gross.measure = 'gross_output'
    AND told.quarter IS NOT DISTINCT FROM elsewhere.quarter AND told.quarter IS NOT DISTINCT FROM gross.quarter
    AND elsewhere.unit = gross.unit AND gross.value > 0
    AND round(abs(
        told.value::DOUBLE * CASE WHEN told.unit IN ('%', '％') THEN 1 ELSE 100 END
        - elsewhere.value::DOUBLE / gross.value::DOUBLE * 100
    ), 6) > 0.1
