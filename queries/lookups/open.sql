-- The postings of live sources that are open on the day $1; $2 is 1 for the first posting of each job that is open then, $3 a skill
-- that they name, or empty.
SELECT p.id AS id, p.source AS source, s.name AS source_name, p.ident AS ident, p.employer AS employer, p.unsure AS unsure, p.roles AS roles,
    p.seniority AS seniority, p.text_language AS text_language,
    COALESCE((SELECT STRING_AGG(CAST(l.place AS TEXT), ' ') FROM posting_place l WHERE l.posting = p.id), '') AS places,
    COALESCE(CAST(k.skill * 8 + k.strict * 4 + k.strength AS TEXT), '') AS skills
FROM posting p
JOIN source s ON s.id = p.source
LEFT JOIN job j ON j.id = p.job
LEFT JOIN skill n ON n.slug = $3
LEFT JOIN posting_skill k ON k.posting = p.id AND k.skill = n.id
WHERE p.opened_on <= $1
    AND s.archive = 0
    AND s.newest = 0
    AND ($2 = 0 AND (p.closed_on = 0 OR p.closed_on > $1)
        OR $2 = 1 AND p.job = p.id AND (j.closed_on = 0 OR j.closed_on > $1))
    AND ($3 = '' OR k.posting IS NOT NULL)
ORDER BY s.name, p.ident
