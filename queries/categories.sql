-- Categories by the part of the new technical jobs that name any of their skills.
-- param: since date first day on which a job counts as new
-- param: until date last day on which it does
SELECT k.name AS category, CAST(SUM(d.jobs) AS BIGINT) AS jobs,
    CAST(100.0 * SUM(d.jobs) / NULLIF((SELECT SUM(t.jobs) FROM day_count t WHERE t.skill = 0 AND t.day BETWEEN $1 AND $2), 0) AS DOUBLE PRECISION) AS percent
FROM day_count d
JOIN skill k ON k.id = d.skill
WHERE d.skill < 0 AND d.day BETWEEN $1 AND $2
GROUP BY k.id, k.name
ORDER BY jobs DESC, k.name
