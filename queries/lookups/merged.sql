-- The postings that are not the first of their job.
SELECT p.id AS id, s.name AS source, p.ident AS ident
FROM posting p
JOIN source s ON s.id = p.source
WHERE p.opened_on BETWEEN $1 AND $2
    AND p.job <> 0
    AND p.job <> p.id
ORDER BY s.name, p.ident
