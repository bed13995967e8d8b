-- rule: date_future
-- kind: service_request
-- Received, answered or resolved on a day that has not come.
SELECT sheet, source_row,
    CASE WHEN received_at::DATE > $today THEN 'received_at'
        WHEN responded_at::DATE > $today THEN 'responded_at' ELSE 'resolved_at' END AS field,
    greatest(received_at, responded_at, resolved_at)::DATE::VARCHAR AS value
FROM staged
WHERE greatest(received_at, responded_at, resolved_at)::DATE > $today
ORDER BY sheet, source_row
