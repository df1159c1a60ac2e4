SELECT s.name AS source,
    COALESCE(g.at, 0) AS good_at,
    COALESCE((SELECT MAX(v.at) FROM visit v WHERE v.source = s.id), 0) AS tried_at,
    (SELECT COUNT(*) FROM visit v WHERE v.source = s.id AND v.at > COALESCE(g.at, -1) AND v.failure <> '') AS failures,
    COALESCE((SELECT v.failure FROM visit v WHERE v.source = s.id ORDER BY v.at DESC, v.id DESC LIMIT 1), '') AS failure,
    (SELECT COUNT(*) FROM posting p WHERE p.source = s.id AND p.closed_on = 0) AS open_postings,
    COALESCE((SELECT MAX(c.to_day) FROM cover c WHERE c.source = s.id), 0) AS last_on
FROM source s
LEFT JOIN (SELECT v.source AS source, MAX(v.at) AS at FROM visit v WHERE v.failure = '' GROUP BY v.source) g ON g.source = s.id
ORDER BY s.name
