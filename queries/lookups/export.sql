SELECT p.id AS id, p.ident AS ident, p.url AS url, p.title AS title, p.company AS company, p.requisition AS requisition, p.places AS places,
    p.remote AS remote, p.pay_min AS pay_min, p.pay_max AS pay_max, p.currency AS currency, p.period AS period, p.language AS language, p.text_language AS text_language,
    p.posted_on AS posted_on, p.opened_on AS opened_on, p.closed_on AS closed_on, p.is_flow AS is_flow, p.roles AS roles, p.seniority AS seniority,
    COALESCE(hs.name, '') AS job_source, COALESCE(h.ident, '') AS job_ident
FROM posting p
LEFT JOIN posting h ON h.id = p.job
LEFT JOIN source hs ON hs.id = h.source
WHERE p.source = $1 AND p.ident > $2
ORDER BY p.ident
LIMIT 500
