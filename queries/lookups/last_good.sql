SELECT s.name AS name, MAX(v.at) AS at
FROM visit v
JOIN source s ON s.id = v.source
WHERE v.failure = ''
GROUP BY s.name
