SELECT name
FROM employer
WHERE id = $1
