SELECT id, name
FROM employer
ORDER BY id
