SELECT COUNT(*) AS visits
FROM visit v
JOIN source s ON s.id = v.source
WHERE s.name = $1 AND v.edition = $2 AND v.failure = ''
