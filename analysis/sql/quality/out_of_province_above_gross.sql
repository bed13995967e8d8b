-- rule: part_above_whole
-- Published output in other provinces above the gross output it is part of, whichever file brought either.
SELECT 'benchmark' AS kind, part.submission_id, part.sheet, part.source_row, NULL::INTEGER AS enterprise_id,
    part.year, part.quarter, part.region_code AS province_code, 'value' AS field, part.value::VARCHAR AS value,
    to_json({whole: whole.value::VARCHAR}) AS details
FROM benchmark AS part
JOIN indicator_spelling AS part_of ON part_of.spelling = part.indicator AND part_of.measure = 'out_of_province_output'
JOIN benchmark AS whole USING (region_code, year, basis, scope, caliber, vintage, unit)
JOIN indicator_spelling AS whole_of ON whole_of.spelling = whole.indicator AND whole_of.measure = 'gross_output'
WHERE part.quarter IS NOT DISTINCT FROM whole.quarter AND part.value > whole.value
