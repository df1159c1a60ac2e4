SELECT id, country, region, city, remote
FROM place
ORDER BY id
