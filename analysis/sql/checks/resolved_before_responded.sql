-- rule: resolved_before_responded
-- kind: service_request
-- Resolved before the response or, without one, the receipt. Midnight stands for a day alone: then days are compared.
SELECT sheet, source_row, 'resolved_at' AS field, strftime(resolved_at, '%Y-%m-%d %H:%M') AS value,
    strftime(greatest(received_at, responded_at), '%Y-%m-%d %H:%M') AS before
FROM staged
WHERE CASE WHEN resolved_at::TIME = TIME '00:00' OR greatest(received_at, responded_at)::TIME = TIME '00:00'
    THEN resolved_at::DATE < greatest(received_at, responded_at)::DATE
    ELSE resolved_at < greatest(received_at, responded_at) END
ORDER BY sheet, source_row
