-- Days are integers since 1970-01-01 (UTC), instants integer seconds since then, truth values 0 or 1.

-- Counters and settings of the store itself.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE source (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,
    employer      TEXT NOT NULL,
    technical     INTEGER NOT NULL,
    archive       INTEGER NOT NULL,
    newest        INTEGER NOT NULL, -- it lists its newest postings only, so absence closes nothing
    interval_days INTEGER NOT NULL,
    credit        TEXT NOT NULL
);

-- One row a visit, failed ones included; edition is empty for a live source.
CREATE TABLE visit (
    id        INTEGER PRIMARY KEY,
    source    INTEGER NOT NULL REFERENCES source (id),
    edition   TEXT NOT NULL,
    at        BIGINT NOT NULL,
    took_ms   BIGINT NOT NULL,
    failure   TEXT NOT NULL,
    postings  INTEGER NOT NULL,
    added     INTEGER NOT NULL,
    closed    INTEGER NOT NULL,
    reopened  INTEGER NOT NULL,
    changed   INTEGER NOT NULL,
    unchanged INTEGER NOT NULL
);
CREATE INDEX visit_source ON visit (source, edition, at);
CREATE INDEX visit_newest ON visit (source, at);

-- The editions of archives that were read; final from the fourteenth day after the opening.
CREATE TABLE edition (
    source    INTEGER NOT NULL REFERENCES source (id),
    name      TEXT NOT NULL,
    opened_on INTEGER NOT NULL,
    from_day  INTEGER NOT NULL,
    to_day    INTEGER NOT NULL,
    final     INTEGER NOT NULL,
    PRIMARY KEY (source, name)
);

-- Runs of days that a source covers without a gap. Of a live source: from a good visit to the last one
-- that followed it closely enough. Of an archive: the days of adjacent editions.
CREATE TABLE cover (
    source   INTEGER NOT NULL REFERENCES source (id),
    from_day INTEGER NOT NULL,
    to_day   INTEGER NOT NULL,
    PRIMARY KEY (source, from_day)
);

-- ident is equal for all names of one employer, name the one to show: the listed one, else the spelling that postings use most.
CREATE TABLE employer (
    id     INTEGER PRIMARY KEY,
    ident  TEXT NOT NULL UNIQUE,
    name   TEXT NOT NULL,
    listed INTEGER NOT NULL, -- its name comes from the list of employers
    agency INTEGER NOT NULL, -- a staffing agency: it advertises the jobs of others
    dirty  INTEGER NOT NULL
);

-- Numbers below zero stand for any skill of a category, zero for all technical jobs. rank: place in the taxonomy.
CREATE TABLE skill (
    id       INTEGER PRIMARY KEY,
    slug     TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    category TEXT NOT NULL,
    nature   TEXT NOT NULL,
    rank     INTEGER NOT NULL
);

-- Places that postings name, resolved. country: ISO 3166-1 alpha-2, or an area such as EU; region: ISO 3166-2; ident: all
-- of it as people read it, such as "Munich, DE-BY" or "remote (US)". Without a country, remote work states no scope.
CREATE TABLE place (
    id      INTEGER PRIMARY KEY,
    ident   TEXT NOT NULL UNIQUE,
    country TEXT NOT NULL,
    region  TEXT NOT NULL,
    city    TEXT NOT NULL,
    remote  INTEGER NOT NULL
);

CREATE TABLE posting (
    id          INTEGER PRIMARY KEY,
    source      INTEGER NOT NULL REFERENCES source (id),
    ident       TEXT NOT NULL,    -- its id within the source
    job         INTEGER NOT NULL, -- the first posting of the same job; 0: no advertisement, or not folded yet
    edition     TEXT NOT NULL,
    url         TEXT NOT NULL,
    title       TEXT NOT NULL,
    employer    INTEGER NOT NULL, -- 0: unknown
    company     TEXT NOT NULL,    -- the employer's name as the source writes it
    requisition TEXT NOT NULL,
    places      TEXT NOT NULL,    -- as the source writes them, one a line; resolved in posting_place
    remote      TEXT NOT NULL,    -- onsite, hybrid, remote or empty
    pay_min     BIGINT NOT NULL,
    pay_max     BIGINT NOT NULL,
    currency    TEXT NOT NULL,
    period      TEXT NOT NULL,
    language    TEXT NOT NULL,    -- as the source gives it
    text_language TEXT NOT NULL,  -- primary tag of it, else found in the text; empty: too short to tell
    posted_on   INTEGER NOT NULL, -- 0: the source does not say
    opened_on   INTEGER NOT NULL,
    listed_on   INTEGER NOT NULL, -- last day on which it was listed; 0: it still is
    closed_on   INTEGER NOT NULL, -- first day on which it was not; 0: open
    is_flow     INTEGER NOT NULL, -- its opening was seen: it counts among the new ones
    lead        INTEGER NOT NULL, -- the first line of the text stands for a title
    unsure      INTEGER NOT NULL, -- nothing but a role would show that it is an advertisement
    roles       INTEGER NOT NULL, -- one bit a role, in the order of the README
    seniority   INTEGER NOT NULL, -- one bit a level
    version     TEXT NOT NULL,    -- of the taxonomy that found its skills
    digest      BLOB NOT NULL,    -- of everything that the source said
    signature   BLOB NOT NULL,    -- MinHash of its text
    UNIQUE (source, ident)
);
CREATE INDEX posting_opened ON posting (opened_on);
CREATE INDEX posting_employer ON posting (employer);
CREATE INDEX posting_job ON posting (job);
CREATE INDEX posting_open ON posting (source) WHERE closed_on = 0;

-- Days on which a posting was not listed before it came back, both ends included.
CREATE TABLE posting_gap (
    posting  INTEGER NOT NULL,
    from_day INTEGER NOT NULL,
    to_day   INTEGER NOT NULL,
    PRIMARY KEY (posting, from_day)
) WITHOUT ROWID;

-- The text of a posting, zstd compressed.
CREATE TABLE posting_text (
    posting INTEGER PRIMARY KEY,
    body    BLOB NOT NULL
);

-- strength: 1 mentioned, 2 preferred, 3 required. strict: unambiguous by itself.
CREATE TABLE posting_skill (
    posting  INTEGER NOT NULL,
    skill    INTEGER NOT NULL,
    strength INTEGER NOT NULL,
    strict   INTEGER NOT NULL,
    PRIMARY KEY (posting, skill)
) WITHOUT ROWID;

-- The places of a posting, several or none.
CREATE TABLE posting_place (
    posting INTEGER NOT NULL,
    place   INTEGER NOT NULL,
    PRIMARY KEY (posting, place)
) WITHOUT ROWID;

-- A job: postings that advertise the same one. Its number is that of its first posting.
CREATE TABLE job (
    id        INTEGER PRIMARY KEY,
    employer  INTEGER NOT NULL,
    opened_on INTEGER NOT NULL,
    closed_on INTEGER NOT NULL,
    is_flow   INTEGER NOT NULL,
    roles     INTEGER NOT NULL,
    seniority INTEGER NOT NULL,
    postings  INTEGER NOT NULL
);
CREATE INDEX job_employer ON job (employer);

CREATE VIEW job_skill AS
SELECT s.posting AS job, s.skill AS skill, s.strength AS strength, s.strict AS strict
FROM posting_skill s
JOIN job j ON j.id = s.posting;

-- Derived and rebuildable from here on.

-- The postings opened on a day, packed for the report engine, with a hash of what they say.
CREATE TABLE fact (
    day     INTEGER PRIMARY KEY,
    dirty   INTEGER NOT NULL,
    hash    TEXT NOT NULL,
    version TEXT NOT NULL,
    packed  BLOB NOT NULL
);
CREATE INDEX fact_dirty ON fact (day) WHERE dirty = 1;

-- New technical jobs by skill and opening day.
CREATE TABLE day_count (
    skill INTEGER NOT NULL,
    day   INTEGER NOT NULL,
    jobs  INTEGER NOT NULL,
    PRIMARY KEY (skill, day)
) WITHOUT ROWID;

-- Paragraphs that most postings of a source shared at its last good visit: their skills do not count. Hashes as numbers.
CREATE TABLE boilerplate (
    source    INTEGER NOT NULL REFERENCES source (id),
    paragraph BIGINT NOT NULL,
    PRIMARY KEY (source, paragraph)
) WITHOUT ROWID;

-- A new classification that is being written beside the old one.
CREATE TABLE next_posting (
    posting       INTEGER PRIMARY KEY,
    roles         INTEGER NOT NULL,
    seniority     INTEGER NOT NULL,
    text_language TEXT NOT NULL
);

CREATE TABLE next_place (
    posting INTEGER NOT NULL,
    place   INTEGER NOT NULL,
    PRIMARY KEY (posting, place)
) WITHOUT ROWID;

CREATE TABLE next_skill (
    posting  INTEGER NOT NULL,
    skill    INTEGER NOT NULL,
    strength INTEGER NOT NULL,
    strict   INTEGER NOT NULL,
    PRIMARY KEY (posting, skill)
) WITHOUT ROWID;
