-- A list of postings follows.
SELECT k.posting AS posting, n.slug AS slug, k.strength AS strength
FROM posting_skill k
JOIN skill n ON n.id = k.skill
WHERE k.posting IN
