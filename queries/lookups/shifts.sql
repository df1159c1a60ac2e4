-- By skill, the postings that name it in the old and in the new classification.
SELECT k.slug AS slug, k.name AS name, SUM(c.old) AS old, SUM(c.new) AS new
FROM (
    SELECT skill, 1 AS old, 0 AS new FROM posting_skill
    UNION ALL
    SELECT skill, 0 AS old, 1 AS new FROM next_skill
) c
JOIN skill k ON k.id = c.skill
GROUP BY k.id, k.slug, k.name
HAVING SUM(c.old) <> SUM(c.new)
ORDER BY ABS(SUM(c.new) - SUM(c.old)) DESC, k.slug
