-- The gaps of the postings of the job $1, and of the posting $2, by posting and day.
SELECT g.posting AS posting, g.from_day AS from_day, g.to_day AS to_day
FROM posting_gap g
JOIN posting p ON p.id = g.posting
WHERE p.id = $2 OR p.job = $1 AND p.job <> 0
ORDER BY g.posting, g.from_day
