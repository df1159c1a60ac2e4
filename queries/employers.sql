-- Employers by number of new technical jobs.
-- param: since date first day on which a job counts as new
-- param: until date last day on which it does
SELECT e.name AS employer, COUNT(*) AS jobs, SUM(j.postings) AS postings, SUM(CASE WHEN j.closed_on = 0 THEN 1 ELSE 0 END) AS still_open
FROM job j
JOIN employer e ON e.id = j.employer
JOIN posting p ON p.id = j.id
JOIN source s ON s.id = p.source
WHERE j.is_flow = 1 AND j.opened_on BETWEEN $1 AND $2
    AND ((p.roles & 16383) <> 0 OR p.roles = 0 AND s.technical = 1 AND p.unsure = 0)
GROUP BY e.id, e.name
ORDER BY jobs DESC, e.name
LIMIT 50
