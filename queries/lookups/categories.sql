SELECT id, slug, name, category, nature
FROM skill
WHERE id < 0
ORDER BY rank
