-- A list of postings follows.
SELECT g.posting AS posting, g.from_day AS from_day, g.to_day AS to_day
FROM posting_gap g
WHERE g.posting IN
