SELECT p.id AS id, p.job AS job
FROM posting p
WHERE p.source = $1 AND p.ident = $2
