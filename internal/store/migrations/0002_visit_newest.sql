-- Whoever lists sources asks for the newest visit of each.
CREATE INDEX visit_newest ON visit (source, at);
