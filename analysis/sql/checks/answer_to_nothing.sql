-- rule: unknown_problem
-- kind: problem_answer
-- An answer to a problem that the release does not list. An answer given before may be given again.
SELECT sheet, source_row, 'problem_id' AS field, problem_id AS value
FROM staged
WHERE problem_id NOT IN (SELECT problem_id FROM known_problem)
    AND problem_id NOT IN (SELECT problem_id FROM known)
ORDER BY sheet, source_row
