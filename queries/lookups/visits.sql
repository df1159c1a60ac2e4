SELECT source, at, failure
FROM visit
WHERE at >= $1 AND at < $2
ORDER BY source, at, id
