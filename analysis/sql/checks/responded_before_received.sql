-- rule: responded_before_received
-- kind: service_request
-- A response before the receipt. Midnight stands for a day alone: then days are compared.
SELECT sheet, source_row, 'responded_at' AS field, strftime(responded_at, '%Y-%m-%d %H:%M') AS value,
    strftime(received_at, '%Y-%m-%d %H:%M') AS received
FROM staged
WHERE CASE WHEN responded_at::TIME = TIME '00:00' OR received_at::TIME = TIME '00:00'
    THEN responded_at::DATE < received_at::DATE ELSE responded_at < received_at END
ORDER BY sheet, source_row
