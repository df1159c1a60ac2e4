SELECT s.name AS source, b.paragraph AS paragraph
FROM boilerplate b
JOIN source s ON s.id = b.source
ORDER BY s.name, b.paragraph
