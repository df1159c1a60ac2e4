SELECT id
FROM employer
WHERE agency = 1
ORDER BY id
