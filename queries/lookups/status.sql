SELECT
    (SELECT COUNT(*) FROM posting) AS postings,
    (SELECT COUNT(*) FROM job) AS jobs,
    (SELECT COUNT(*) FROM employer) AS employers,
    (SELECT COUNT(*) FROM edition) AS editions,
    (SELECT COUNT(*) FROM visit) AS visits,
    (SELECT COUNT(*) FROM visit WHERE failure <> '') AS failed,
    (SELECT COUNT(*) FROM source) AS sources
