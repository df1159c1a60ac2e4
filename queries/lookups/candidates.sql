-- A condition and an order follow.
SELECT p.id, p.source, p.employer, p.company, s.archive, p.edition, p.requisition, p.url, p.title, p.places, p.opened_on, p.listed_on,
    p.closed_on, p.is_flow, p.lead, p.unsure, p.roles, p.seniority, p.job, p.signature
FROM posting p
JOIN source s ON s.id = p.source
