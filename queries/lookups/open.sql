-- The postings that live sources list on the day $1; $2 is 1 for the first such posting of each job that some of them list then, $3 a
-- skill that they name, or empty.
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
    AND ($2 = 0
            AND (p.closed_on = 0 OR p.closed_on > $1)
            AND NOT EXISTS (SELECT 1 FROM posting_gap g WHERE g.posting = p.id AND $1 BETWEEN g.from_day AND g.to_day)
        OR $2 = 1
            AND (j.closed_on = 0 OR j.closed_on > $1)
            AND NOT EXISTS (
                SELECT 1 FROM posting q JOIN source t ON t.id = q.source
                WHERE q.job = p.job AND t.archive = 0 AND t.newest = 0
                    AND (q.opened_on < p.opened_on OR q.opened_on = p.opened_on AND (t.name < s.name OR t.name = s.name AND q.ident < p.ident)))
            AND EXISTS (
                SELECT 1 FROM posting q JOIN source t ON t.id = q.source
                WHERE q.job = p.job AND t.archive = 0 AND t.newest = 0
                    AND q.opened_on <= $1 AND (q.closed_on = 0 OR q.closed_on > $1)
                    AND NOT EXISTS (SELECT 1 FROM posting_gap g WHERE g.posting = q.id AND $1 BETWEEN g.from_day AND g.to_day)))
    AND ($3 = '' OR k.posting IS NOT NULL)
ORDER BY s.name, p.ident
