-- The new postings; $3 is 1 for the first posting of each job alone, $4 a skill that they name, or empty.
SELECT p.id AS id, p.source AS source, s.name AS source_name, p.ident AS ident, p.employer AS employer, p.unsure AS unsure, p.roles AS roles,
    p.seniority AS seniority, p.text_language AS text_language,
    COALESCE((SELECT STRING_AGG(CAST(l.place AS TEXT), ' ') FROM posting_place l WHERE l.posting = p.id), '') AS places,
    COALESCE(CAST(k.skill * 8 + k.strict * 4 + k.strength AS TEXT), '') AS skills
FROM posting p
JOIN source s ON s.id = p.source
LEFT JOIN skill n ON n.slug = $4
LEFT JOIN posting_skill k ON k.posting = p.id AND k.skill = n.id
WHERE p.opened_on BETWEEN $1 AND $2
    AND p.is_flow = 1
    AND ($3 = 0 OR p.job = p.id)
    AND ($4 = '' OR k.posting IS NOT NULL)
ORDER BY s.name, p.ident
