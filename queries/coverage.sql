-- Sources: all days that they cover, all their postings, and the last failure.
SELECT s.name AS source,
    COALESCE((SELECT COUNT(*) FROM posting p WHERE p.source = s.id), 0) AS postings,
    (SELECT COUNT(*) FROM visit v WHERE v.source = s.id) AS visits,
    (SELECT COUNT(*) FROM visit v WHERE v.source = s.id AND v.failure <> '') AS failed,
    (SELECT MIN(c.from_day) FROM cover c WHERE c.source = s.id) AS first_on,
    (SELECT MAX(c.to_day) FROM cover c WHERE c.source = s.id) AS last_on,
    COALESCE((SELECT v.failure FROM visit v WHERE v.source = s.id ORDER BY v.at DESC, v.id DESC LIMIT 1), '') AS last_failure
FROM source s
ORDER BY s.name
