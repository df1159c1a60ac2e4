package report

// FieldsHelp describes every key of the report of skills as JSON, for the help of the command.
const FieldsHelp = `
Fields of --format json. Shares are in per cent, changes in percentage points, both with four
decimals; days are written as 2026-01-31. What the counts do not bear is left out.

  report          skills, movers, categories, roles, seniority or places
  program         version of the program
  taxonomy        version of the taxonomy that classified the days; mixed if there are several
  parameters      report, since, until, compare, base, basis, by, category, role, seniority, strength,
                  country, region, city, remote, language, source, no_agencies and top, as given; until
                  is the last day that was used; skill of related and skill, have of gap,
                  fields of coverage
  basis           new (opened in the window), open (open on its last day) or counts (a file's)
  window          from, to; the jobs and employers that count; nameless: jobs without an employer's
                  name; other_language: jobs known to be in another language than English; agencies:
                  jobs of staffing agencies (with no_agencies: left out); archived: those of archives,
                  where other jobs are of sources that list what is open. Left out: no_role (none
                  recognised), not_technical, not_listing (perhaps no advertisement), no_place
                  (place unknown, where places were asked for)
  widened         the regions or cities asked for have fewer than 100 jobs in the window (jobs), so
                  these whole countries are counted (country)
  before          from, to, jobs, employers and nameless of the window compared with
  why_not         why nothing is compared: not asked, no common source, two taxonomies, too few jobs,
                  no data: then nothing is counted either, and reason says what there is;
                  with no common source, reason says what the sources lack
  comparable_on   first day from which on there is something to compare
  sources         compared: how many count; selected: out of how many; not_compared: each source
                  with its reason; open_editions: source, name, from and to of what may still grow
  periods         steps of the trends: from, to and jobs
  categories      category (slug), name, jobs that name any skill of it, number of skills, rows;
                  in the report movers: movers and possible; in reports of roles, levels and
                  categories one of that name, with these as its skills
  tested          skills, or what else is counted, in the family of tests
  movers          rows of all movers, of every category
  detectable      smallest change of a skill at 10 % that these counts could have shown, in points
  accuracy        precision and recall of classification on so many labelled postings
  credits         lines that the sources' terms ask to print
  data            hash: SHA-256 over coverage and the days read; coverage: source, from, to;
                  days: day, hash

The reports employers, pay, related, new, coverage and guide, "demand skill" and "demand gap"
have tables in place of categories, tested, movers and detectable: each under its name with
title, note and rows, whose keys are the columns of --format table; a share, a change or a
percentile of pay with its interval is an object of value, low, high and level there, and three
columns (NAME, NAME_low, NAME_high) in csv, where the column table names the table. notes: what
has to be known of them, in sentences.

Each row of the other reports:

  skill, name, category
  rank, rank_before     within the category; ties share one; no rank_before: none, or not named then
  rank_best, rank_worst the ranks that the intervals allow
  jobs, of              so many out of so many name the skill; jobs_before, of_before: earlier
  employers             whose jobs name it
  share                 value, low, high, and the level of the interval
  imprecise             fewer than 60 jobs in the window, or an interval wider than 20 points
  change                value, low, high, level; deff: design effect by employers
  p                     that chance alone moves so much
  q                     p adjusted to all that were tested (Benjamini–Hochberg); a mover has 0.1
                        or less
  verdict               clear rise, clear fall, possible rise, possible fall, no clear change, too
                        few to say
  fragile               checks that the change does not stand: duplicates, strict, employer, source
  trend                 jobs that name it in each period
  largest               employer with the most of them, part of them in both windows in per cent;
                        only above 10, and of 30 jobs or more
  of_category           share and change among the jobs that name any skill of the category;
                        disagrees: the change has the other sign there
  pooled                over all sources, compared or not: jobs, of, jobs_before, of_before, change;
                        within sources; mix: from which sources there are
`
