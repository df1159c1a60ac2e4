SELECT e.name
FROM edition e
JOIN source s ON s.id = e.source
WHERE s.name = $1 AND e.final = 1
