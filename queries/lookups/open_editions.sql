SELECT source, name, opened_on, from_day, to_day
FROM edition
WHERE final = 0
ORDER BY source, from_day
