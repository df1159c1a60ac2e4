-- A list of postings follows.
SELECT k.posting AS posting, l.id AS id, l.country AS country, l.region AS region, l.city AS city, l.remote AS remote
FROM posting_place k
JOIN place l ON l.id = k.place
WHERE k.posting IN
