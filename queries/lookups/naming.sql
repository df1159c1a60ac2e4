-- The new technical postings that name a skill; $4 is 1 for the first posting of each job alone.
SELECT p.id AS id, s.name AS source, p.ident AS ident
FROM posting_skill k
JOIN posting p ON p.id = k.posting
JOIN source s ON s.id = p.source
WHERE k.skill = (SELECT n.id FROM skill n WHERE n.slug = $1)
    AND p.opened_on BETWEEN $2 AND $3
    AND p.is_flow = 1
    AND ($4 = 0 OR p.job = p.id)
    AND ((p.roles & 16383) <> 0 OR p.roles = 0 AND s.technical = 1 AND p.unsure = 0)
ORDER BY s.name, p.ident
