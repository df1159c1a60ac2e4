-- The postings that are not the first of their job.
SELECT p.id AS id, p.job AS job, p.source AS source, s.name AS source_name, p.ident AS ident, p.employer AS employer, p.unsure AS unsure, p.roles AS roles,
    p.seniority AS seniority, p.text_language AS text_language,
    COALESCE((SELECT STRING_AGG(CAST(l.place AS TEXT), ' ') FROM posting_place l WHERE l.posting = p.id), '') AS places,
    '' AS skills
FROM posting p
JOIN source s ON s.id = p.source
WHERE p.opened_on BETWEEN $1 AND $2
    AND p.job <> 0
    AND p.job <> p.id
ORDER BY s.name, p.ident
