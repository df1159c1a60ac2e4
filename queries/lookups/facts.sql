SELECT day, packed
FROM fact
WHERE day BETWEEN $1 AND $2
ORDER BY day
