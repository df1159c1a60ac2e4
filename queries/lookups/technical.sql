-- The new technical postings; $3 is 1 for the first posting of each job alone, $4 a skill that they name, or empty.
SELECT p.id AS id, s.name AS source, p.ident AS ident
FROM posting p
JOIN source s ON s.id = p.source
WHERE p.opened_on BETWEEN $1 AND $2
    AND p.is_flow = 1
    AND ($3 = 0 OR p.job = p.id)
    AND ((p.roles & 16383) <> 0 OR p.roles = 0 AND s.technical = 1 AND p.unsure = 0)
    AND ($4 = '' OR EXISTS (SELECT 1 FROM posting_skill k JOIN skill n ON n.id = k.skill WHERE k.posting = p.id AND n.slug = $4))
ORDER BY s.name, p.ident
