SELECT s.id AS id, s.name AS name, s.kind AS kind, s.technical AS technical, s.archive AS archive, s.newest AS newest,
    s.interval_days AS interval_days, s.credit AS credit,
    COALESCE((SELECT MIN(c.from_day) FROM cover c WHERE c.source = s.id), 0) AS first_on,
    COALESCE((SELECT MAX(c.to_day) FROM cover c WHERE c.source = s.id), 0) AS last_on,
    COALESCE((SELECT v.failure FROM visit v WHERE v.source = s.id ORDER BY v.at DESC, v.id DESC LIMIT 1), '') AS failure
FROM source s
ORDER BY s.name
