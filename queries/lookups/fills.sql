SELECT p.source AS source, COUNT(*) AS postings,
    SUM(CASE WHEN p.employer <> 0 THEN 1 ELSE 0 END) AS employer,
    SUM(CASE WHEN EXISTS (SELECT 1 FROM posting_place l WHERE l.posting = p.id) THEN 1 ELSE 0 END) AS place,
    SUM(CASE WHEN p.pay_max > 0 THEN 1 ELSE 0 END) AS pay,
    SUM(CASE WHEN p.posted_on <> 0 THEN 1 ELSE 0 END) AS posted_on,
    SUM(CASE WHEN p.roles <> 0 THEN 1 ELSE 0 END) AS role,
    SUM(CASE WHEN p.seniority <> 0 THEN 1 ELSE 0 END) AS seniority,
    SUM(CASE WHEN p.text_language <> '' THEN 1 ELSE 0 END) AS language,
    SUM(CASE WHEN EXISTS (SELECT 1 FROM posting_skill k WHERE k.posting = p.id) THEN 1 ELSE 0 END) AS skill
FROM posting p
GROUP BY p.source
ORDER BY p.source
