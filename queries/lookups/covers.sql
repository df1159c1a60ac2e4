SELECT source, from_day, to_day
FROM cover
ORDER BY source, from_day
