-- rule: part_above_whole
-- kind: benchmark
-- Output completed in other provinces above the gross output it is part of, in one period, scope and vintage.
SELECT part.sheet, part.source_row, 'value' AS field, part.value::VARCHAR AS value, whole.value::VARCHAR AS whole
FROM staged AS part
JOIN staged AS whole USING (region_code, year, basis, scope, caliber, vintage, unit)
WHERE part.quarter IS NOT DISTINCT FROM whole.quarter
    AND part.indicator = '在外省完成的产值' AND whole.indicator = '建筑业总产值' AND part.value > whole.value
ORDER BY part.sheet, part.source_row
