SELECT p.id AS id, s.name AS source, p.ident AS ident, p.url AS url, p.title AS title, p.company AS company, p.lead AS lead,
    p.places AS places, p.remote AS remote, p.language AS language, p.opened_on AS opened_on, p.version AS version,
    COALESCE(j.postings, 0) AS listings, t.body AS body
FROM posting p
JOIN source s ON s.id = p.source
JOIN posting_text t ON t.posting = p.id
LEFT JOIN job j ON j.id = p.job
WHERE p.id > $1
ORDER BY p.id
LIMIT 500
