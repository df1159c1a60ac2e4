package skills

// A signal says what a phrase tells about the names around it. One phrase may carry several.
type signal uint32

const (
	before        signal = 1 << iota // a name follows at once: "experience with"
	after                            // a name stands at once before: "developer"
	negates                          // the next name is not meant: "unlike"
	company                          // the names that follow in the sentence are companies: "founders of"
	demands                          // the sentence asks for what it names
	prefers                          // the sentence would like what it names
	pitches                          // the sentence praises the employer or what it sells
	worker                           // a word for who does the work: "engineer"
	language                         // a name before or behind it is a language, or is used as one: "written in"
	colleagues                       // the names up to a group are what others do: "collaborate with"
	group                            // people who work together: "teams"
	makes                            // what follows in the sentence is made: "design"
	device                           // a device, whose systems follow: "smartphone"
	duties                           // the sentence says what the person will do
	seeks                            // the sentence speaks to the person, or of whom the employer looks for
	crowds                           // many companies, of which some may be named: "customers"
	uses                             // what follows is used, by whom the sentence speaks of: "powered by"
	lists                            // some of what stands before are named: "including"
	aims                             // what somebody is sought for follows: "who will"
	former                           // the names that stand right before are companies: "alumni"
	likes                            // what somebody likes who is looked for follows: "passionate about"
	person                           // a word for somebody who does the work: "engineer", not "engineering"
	hires                            // the sentence says whom the employer looks for: "looking for"
	insists                          // the sentence asks for what it names wherever it stands: "is a must"
	ours                             // the sentence tells how those work who do the work: "our engineers"
	headRequired                     // a heading: what is asked for
	headPreferred                    // a heading: what would be nice
	headNeutral                      // a heading: stack, duties
	headAbout                        // a heading: what the employer is
	headPerks                        // a heading: benefits
	headLegal                        // a heading or sentence: equal opportunity, privacy, fraud warnings

	heads = headRequired | headPreferred | headNeutral | headAbout | headPerks | headLegal
)

// signals lists the phrases by what they tell. A phrase may stand in several lists.
// They follow the spelling rules of the taxonomy: case and blanks do not matter.
//
//nolint:misspell // words of other languages stand in it
var signals = []struct {
	signal  signal
	phrases []string
}{
	{before | demands, []string{
		"connaissance de", "connaissance du", "connaissance des", "connaissances en", "connaissances de", "stack suivante",
		"experiencia con", "experiencia en", "conocimiento de", "conocimientos de", "conocimientos en", "dominio de", "conhecimento em", "conhecimentos em",
		"conhecimento de", "conhecimentos de", "esperienza con", "esperienza in", "conoscenza di", "ervaring met", "ervaring in", "kennis van",
		"erfarenhet av", "erfarenhet inom", "kunskap om", "kunskaper i", "erfaring med", "kendskab til", "kjennskap til", "erfahrung mit", "erfahrung in", "erfahrungen mit", "erfahrungen in", "kenntnisse in", "kenntnisse von", "umgang mit",
		"grundkenntnisse in", "fachkenntnisse in", "programmierkenntnisse in", "berufserfahrung mit", "berufserfahrung in", "praxiserfahrung mit",
		"vertraut mit", "verständnis von", "verständnis für", "expérience en", "expérience avec", "expérience de", "expérience sur",
		"maîtrise de", "maîtrise du", "maîtrise des", "compétences en", "experiência com", "experiência em", "domínio de",
		"znajomość", "doświadczenie w", "doświadczenie z", "erfaring innen", "kunnskap om",
		"experience with", "experience in", "experience using", "experience supporting", "experienced with", "experienced in", "experience of",
		"proficient in", "proficient with", "proficiency in", "proficiency with", "knowledge of", "knowledge in",
		"familiar with", "familiarity with", "expertise in", "expertise with", "expert in", "fluent in", "fluency in",
		"background in", "understanding of", "comfortable with", "comfortable in", "worked with", "mastery of", "command of",
		"exposure to", "can work with", "know", "knows", "versed in", "knowledgeable in", "knowledgeable about", "knowledgeable with", "knowledgeable of", "competency in", "competence in", "strong", "solid", "skill in",
		"hands-on with", "certified in", "comfort with", "comfort working with", "comfortable working with",
		"experience working with", "hands-on experience with", "hands-on experience in", "working knowledge of",
		"basic knowledge of", "strong knowledge of", "well versed in", "deep knowledge of", "deep understanding of",
		"strong understanding of", "solid understanding of", "your expertise in", "your experience with", "your knowledge of",
		"solid experience with", "solid experience in", "solid experience of", "solid experience using", "solid knowledge of", "solid knowledge in",
		"solid foundation in", "solid background in", "solid expertise in", "solid experience working with",
	}},
	{before, []string{
		"using your expertise in", "apply your expertise in", "applying your expertise in", "use your expertise in", "bringing your expertise in",
		"share your expertise in", "sharing your expertise in", "grow your expertise in",
		"skilled in", "skills in", "using", "use of", "written in", "write", "writing", "built with", "built in", "built on",
		"built using", "build with", "developed in", "develop in", "code in", "coding in", "programming in",
		"programming with", "develop with", "z.B.", "z. B.", "bspw.", "beispielsweise", "insbesondere", "v.a.", "v. a.", "u.a.", "u. a.",
		"such as", "e.g.", "eg.", "ex.", "i.e.", "including", "preferably", "ideally", "like", "languages like",
		"frameworks like", "tools like", "stack:", "technologies:", "languages:", "tools:", "frameworks:", "working with",
		"work with", "work in", "development in", "development with", "development using", "implemented in", "learn",
		"learning", "love", "we use", "powered by", "based on", "migrate to", "migrating to", "deploy to", "deployed on",
		"advanced", "modern", "idiomatic", "production", "tech stack is", "stack is", "stack includes", "mostly",
		"primarily", "mainly", "mostly with", "mainly with", "primarily with", "mostly use", "mainly use", "primarily use",
		"plus", "via", "tests with", "tests in", "testing with", "techstack", "techstack:",
		"skills with", "skills using", "tech stack:", "tech stack", "technologies such as", "built around", "on top of",
		"framework:", "language:", "backend:", "back-end:", "frontend:", "front-end:", "stack", "tech:", "certification in",
	}},
	{before | language, []string{
		"rewritten in", "re-written in", "rewriting in", "wrote in", "code base in", "fans of", "fan of",
		"written in", "write in", "programming in", "coding in", "code in", "languages like", "languages such as",
		"language such as", "language like", "languages:", "language:", "programming languages", "programming language",
		"implemented in", "program in", "scripting in", "written mostly in", "written mainly in", "written primarily in", "written entirely in", "mostly in", "primarily in", "mainly in", "work in", "scripting languages", "scripting language", "languages including",
		"backend is", "frontend is", "back-end is", "front-end is",
		"fluent in", "SDK in", "from scratch in", "strong in", "written", "wrote",
	}},
	{language, []string{
		"some", "lots of", "a bit of", "bits of", "a mix of", "mix of", "mixture of", "combination of", "a little",
		"interest in", "years", "yrs", "yrs of", "YOE", "usage of",
	}},
	{after, []string{
		"developer", "developers", "programmer", "programmers", "engineer", "engineers", "development", "programming",
		"language", "languages", "framework", "frameworks", "stack", "code", "codebase", "codebases", "backend", "back-end",
		"frontend", "front-end", "service", "services", "microservices", "microservice", "app", "apps", "application",
		"applications", "library", "libraries", "expert", "experts", "guru", "api", "apis", "ecosystem", "experience",
		"developer experience", "web development", "scripts", "scripting", "server", "servers", "skills", "knowledge",
		"expertise", "proficiency", "shop", "team", "software", "projects", "SDK", "cluster", "clusters", "jobs", "queries",
		"dashboards", "pipelines", "templates", "components", "module", "modules", "programs", "specialist", "architect",
		"architects", "dev", "devs", "administration", "administrator", "admin", "database", "databases", "based", "lang",
		"package", "packages", "hooks", "tests", "charts", "playbooks", "cookbooks", "front ends", "frontends", "back ends",
		"backends", "analyst", "analysts", "tester", "testers",
	}},
	{after | language, []string{
		"programming", "programming language", "language", "languages", "programmer", "programmers", "compiler", "codebase",
		"is our language", "is our main language", "is our primary language",
	}},
	{worker | person, []string{
		"developer", "developers", "engineer", "engineers", "programmer", "programmers", "architect", "architects", "dev",
		"devs", "SRE", "developpeur", "entwickler", "hacker", "hackers",
	}},
	{worker, []string{
		"development", "software", "engineering", "backend",
		"back-end", "frontend", "front-end", "fullstack", "full-stack",
	}},
	{negates, []string{
		"no", "not", "not a", "not an", "unlike", "without", "instead of", "rather than", "never", "no more", "don't use", "don't do",
		"do not use", "don't like", "replacing", "away from", "escaping from", "help us replace", "hate", "aren't", "isn't", "as opposed to", "other than",
		"neither", "nor", "no longer", "alternative to", "alternatives to", "ex", "without needing", "without having to",
	}},
	{company, []string{
		"founders of", "founder of", "co-founder of", "co-founders of", "founded by", "backed by", "formerly", "formerly at",
		"formerly of", "alumni of", "alumni from", "alums from", "alums of", "acquired by", "investors from",
		"investors include", "investors including", "investors such as", "investors like", "invested in", "customers like",
		"customers such as", "customers including", "customers include", "clients like", "clients such as",
		"clients including", "clients include", "client roster", "roster of clients", "client list", "clients list", "companies like", "companies such as", "companies including",
		"partners like", "partners such as", "partners include", "partners including", "people from", "builders from", "researchers from", "scientists from", "operators from", "folks from", "engineers from",
		"team from", "leaders from", "leaders at", "executives from", "executives at", "veterans of", "veterans from",
		"previously at", "worked at", "used by", "trusted by", "brands like", "brands such as", "partnership with",
		"partnerships with", "partner of", "alongside companies", "startups like", "competitors like", "offices in",
		"creators of", "the team behind", "the people behind", "the company behind", "team comes from", "our team comes from", "team out of", "our team from", "reasons to consider", "best parts of", "incl. ex", "at places like", "hires from", "think about us as a", "think of us as a", "in this market such as", "the likes of", "on the scale of", "sweet spot between", "well known for", "best known for", "early employees at", "early employees of", "executives of", "CTO of", "CEO of",
		"customers range from", "our customers range from", "clients range from", "our clients range from", "businesses like", "series A from", "led by", "our investors", "came from", "coming from companies",
		"competing with", "compete with", "available across", "teams at", "organizations like", "organizations including", "enterprises like",
		"reviews on", "follow us on", "connect with us on", "find us on", "profile on", "stock", "team members from",
		"hailing from", "experience at", "Ventures", "Capital", "General Catalyst", "Sequoia", "a16z", "Andreessen Horowitz",
		"angel investors", "Angel", "angels", "raised", "high-profile customers", "paying customers", "customers from",
		"enterprises including", "has experience from", "have experience from", "products like those at", "is the combination of", "founders from", "ex-engineers from", "engineers at", "background at",
		"backgrounds at", "seed from", "is used by", "are used by", "chosen by", "loved by", "cofounded",
		"previously founded", "previously involved with", "welding certification", "welding certifications", "welding codes", "welding standards",
	}},
	{crowds, []string{
		"partner ecosystem", "partner network", "our customers", "our clients", "helps companies", "helps businesses", "helps teams", "helps organizations",
		"helps customers", "enables companies", "enables businesses", "enables teams", "enabling teams", "enables organizations", "enables customers",
		"customers", "clients", "companies", "enterprises", "brands", "organizations", "organisations", "startups", "workforces",
		"businesses", "firms", "investors", "backers", "industry leaders", "engineering teams", "sites", "unicorns",
	}},
	{former, []string{"alums", "alumni", "alum", "veterans", "alumnus"}},
	{uses, []string{
		"powered by", "built with", "built on", "built using", "on top of", "written in", "implemented in", "hosted on", "runs on",
		"running on", "deployed on", "using", "stack", "stack:", "tech stack", "tech stack:", "techstack", "techstack:", "we use",
		"stack is", "tech stack is", "stack includes", "experience with", "experience in", "proficient in", "knowledge of",
		"familiarity with", "run on", "work with", "works with", "working with", "moved to", "looking for", "we're looking for",
		"we are looking for", "seeking",
	}},
	{lists, []string{"including", "include", "includes", "like", "such as"}},
	{aims, []string{
		"who will", "that will", "who'll", "who can help", "to join", "to help", "to lead", "to take over", "to work on", "to partner", "to drive", "to own",
		"to be responsible", "to be part of", "to be a part of", "to grow", "to focus on", "to strengthen", "to contribute", "to expand",
		"as we build", "as we grow", "as we scale",
	}},
	{likes, []string{"interested in", "passionate about", "passionate for", "passion for", "excited to"}},
	{colleagues, []string{
		"collaborate with", "collaborates with", "collaborating with", "collaboration with", "collaborate closely with",
		"collaborating closely with", "collaborate cross-functionally with", "partner with", "partners with",
		"partnering with", "partner closely with", "partnering closely with", "work closely with", "working closely with",
		"works closely with", "closely with", "work alongside", "working alongside", "alongside", "liaise with",
		"liaising with", "liaison between", "interface with", "interfacing with", "coordinate with", "coordinating with",
		"work cross-functionally with", "in partnership with", "side by side with", "work hand in hand with",
		"report to", "feedback to", "across",
	}},
	{group, []string{
		"team", "teams", "group", "groups", "department", "departments", "squad", "squads", "counterparts", "stakeholders",
		"colleagues", "engineers", "developers", "scientists", "analysts", "designers", "architects", "organizations", "organisations", "functions", "business units", "disciplines", "peers", "leaders",
	}},
	{device, []string{
		"smartphone", "smart phone", "smartphones", "mobile phone", "personal computer", "own computer", "own laptop", "laptop or desktop",
		"desktop or laptop", "computer with", "computer running", "laptop with", "laptop running", "phone or tablet", "cell phone", "your own device", "own an", "iPhone or",
	}},
	{makes, []string{
		"design", "designs", "designing", "build", "builds", "building", "develop", "develops", "developing", "create",
		"creating", "implement", "implementing", "architect", "architecting", "write", "writing", "maintain", "maintaining", "build out", "building out",
		"Entwicklung", "entwickeln", "entwickelst", "implementierst", "implementieren", "Implementierung", "konzipierst", "Konzeption", "programmierst",
		"contribute to", "contributing to",
	}},
	{duties, []string{
		"you will", "you'll", "your focus", "primary focus", "you're going to", "you will be", "you'll be", "this role", "your role",
		"in this role", "the role", "we are a team", "we're a team", "responsible for", "your job", "help us", "join us", "hiring", "we're hiring", "we are hiring", "you could", "come help",
		"opportunity to", "opportunities to", "you can work on", "you get to", "interested in",
	}},
	{ours, []string{
		"our team", "our group", "our engineers", "our developers", "our engineering team", "our development team", "our tech stack", "our stack", "our technology stack",
		"our architecture", "our roadmap", "our development process", "our codebase", "we practice", "we practise", "we follow", "in our work",
		"we operate a", "currently using", "he/she will", "you'd be exposed", "the team running", "we run an",
	}},
	{pitches, []string{
		"is creating", "are creating", "we're creating", "the power of", "that enables", "enables anyone",
		"enables companies", "enables teams", "enabling teams", "enables businesses", "enables organizations",
		"enables users", "enables developers", "enables customers", "lets you", "lets anyone", "allows anyone",
		"makes it easy", "make it easy", "makes it easier", "helps companies", "helps teams", "helps businesses",
		"helps organizations", "helps people", "helps customers", "without needing", "without having to", "app for",
		"is the first", "is the only", "is the fastest", "is reinventing", "is redefining", "is changing", "are changing",
		"is on a mission", "is disrupting", "is pioneering", "one of the world's", "award-winning",
		"open source project that's", "is an open source project", "backed by",
		"is the leading", "leading provider", "world's first", "world's leading", "is building", "we're building",
		"we are building", "our mission", "on a mission", "is a platform", "platform that", "platform for", "empowers",
		"democratize", "revolutionize", "revolutionizing", "reimagining", "redefine", "startup", "start-up", "company that",
		"is an AI", "we help", "we provide", "it provides", "is a leading", "founded in", "headquartered", "our platform uses",
		"our products", "our product", "our customers", "trusted by", "the future of", "pioneering", "pioneer",
		"leads the market", "market leader", "market-leading", "global leader", "the leader in", "a leader in", "leading platform", "world leader",
		"industry-leading", "the world's", "fastest growing", "fast-growing", "our clients", "is revolutionizing", "certified company", "certified organization", "certified organisation",
		"is transforming", "specializes in", "specialises in", "we specialize in", "harnesses", "is used by",
		"software company", "technology company", "AI company", "customers use", "the number 1", "patented", "our proprietary", "a proprietary", "the proprietary",
		"our platform is fully", "our technology applies", "our technology combines", "our technology uses", "our technology platform", "SaaS business", "make it simple", "makes it simple", "our core business", "we take care of",
	}},
	{decoyCue, []string{
		"our team is", "our team has", "our team of", "our team consists", "our team includes",
		"rock solid", "shy away from", "deine Erfahrung", "deiner Erfahrung", "deine Kenntnisse", "ihre Erfahrung", "for optional", "gain experience", "gain hands-on experience", "gain expertise", "gain exposure", "gain knowledge", "gain practical experience", "gain deep experience", "our expertise", "our experience", "our deep expertise", "our team's expertise", "our team's experience", "their expertise", "their experience", "as required", "when required", "if required", "where required", "we are able to", "we're able to", "proven stack", "our proven", "whether you are", "whether you're", "not only", "not just", "not limited to", "no matter", "no problem", "not necessarily", "whether or not",
		"not required", "not necessary", "not mandatory", "if not", "no prior experience", "not a must", "not a requirement",
		"not a deal breaker", "no one", "not afraid to", "not afraid of", "not to mention", "no less than", "not all", "not sure", "why not", "no experience",
		"life, disability", "disability insurance", "disability, and vision", "disability and vision", "short-term disability",
		"long-term disability", "disability and life", "education and training", "education & training", "Capital One", "experience at scale",
		"everything you need", "open to learn new", "not need", "not have to", "not be required", "user experience", "customer experience", "candidate experience",
		"employee experience", "experience design", "experience team", "experience level", "experience levels",
	}},
	{demands, []string{
		"must", "must have", "years of", "yrs of", "years working", "years using", "years writing", "years building", "years developing", "years programming", "is necessary", "are necessary", "is essential", "are essential", "is mandatory", "are mandatory", "years'", "years experience", "plus years", "yrs", "strong in", "comfortable with the following", "experience with the following",
		"experience in the following", "proficient in the following", "knowledge of the following", "familiar with the following", "skills in the following", "required", "requires", "require",
		"requirement", "proficient", "proficiency", "expertise", "expert", "fluent", "fluency", "deep", "proven",
		"skilled in", "hands-on", "track record", "you have", "you've", "you are", "you know", "should have",
		"should be", "ability to", "able to", "mastery", "skills in", "minimum", "at least", "experienced",
		"need", "needs", "well versed", "excellent", "demonstrated", "fundamentals", "experience", "understand",
		"competency", "qualified", "familiarity", "comfort", "degree in", "BS in", "B.S. in", "B.A. in", "MS in", "M.S. in", "M.A. in", "BA/BS in", "BS/BA in", "BS/MS in", "MS/PhD in", "Ph.D. in", "master in", "masters in", "bachelor in", "bachelors in", "bachelor's in", "master's in", "MSc in", "BSc in", "PhD in",
		"required skills", "required experience", "required qualifications", "minimum qualifications", "minimum requirements",
		"must haves", "you should have", "you must have", "you need", "you'll need", "you will need", "we need someone who",
		"skills required", "required technical skills", "what you need", "what you'll need", "what you will need",
		"ideal candidate", "the ideal candidate", "ideal candidates",
		"solid experience", "solid knowledge", "solid understanding", "solid foundation", "solid background", "solid expertise", "solid grasp",
		"Kenntnisse", "Erfahrung", "Erfahrungen",
	}},
	{insists | demands | seeks, []string{"required", "is required", "are required", "a must", "is a must", "are a must", "is mandatory", "are mandatory", "must have"}},
	{seeks, []string{
		"must", "must have", "years of", "yrs of", "years experience", "required", "requires", "require", "looking for", "we're looking for",
		"we are looking for", "seeking", "you have", "you've", "you are", "you know", "should have", "you should have",
		"you must have", "you need", "you'll need", "you will need", "you'd", "you would", "at least", "minimum", "ideal candidate", "the ideal candidate",
		"ideal candidates",
	}},
	{hires, []string{"looking for", "we're looking for", "we are looking for", "seeking"}},
	{prefers, []string{
		"preferred knowledge", "preferred education", "preferred background", "preferred technical skills", "preferred certifications", "preferred requirements",
		"desired skills and qualifications", "nice to have", "nice to haves", "a plus", "plus if", "big plus", "huge plus", "is plus", "are plus",
		"is great but", "not a hard requirement", "no means a hard requirement", "no means required", "far from a hard requirement", "not hard requirements", "idealement", "idealmente",
		"bonus", "bonus points", "bonus points for", "preferred", "preferably", "prefer", "ideally", "ideal", "desirable",
		"desired", "advantage", "advantageous", "a bonus", "would be great", "is a benefit", "beneficial", "not required", "not essential",
		"not necessary", "not a must", "extra credit", "extra points", "good to have", "pluses", "optional", "would be nice", "it will help if", "it helps if", "would be relevant", "would all be relevant", "are all valuable",
		"is a plus", "a +", "highly regarded", "viewed favorably", "viewed favourably", "is a big plus", "is a huge plus", "is a strong plus", "is a bonus", "is preferred", "is desirable", "is desired", "is an advantage", "is an asset",
		"helpful", "brownie points", "is plus", "would be plus", "is welcome", "are welcome", "is also welcome", "is certainly welcome", "is always welcome", "in handy", "added plus", "definite plus", "major plus", "great plus", "nice plus", "real plus", "encouraged to apply", "un plus", "un atout",
		"deseable", "valorable", "se valora", "diferencial", "een plus", "een pluspunt", "meriterande", "en fordel", "et plus", "ett plus", "not mandatory", "an asset", "would be a plus", "or willingness to learn",
		"willing to learn", "eager to learn", "open to learn", "would be nice if you", "would be great if you", "would be awesome if you", "it'd be nice if you", "it'd be great if you", "wünschenswert", "kein muss", "pluspunkt", "pluspunkte",
		"souhaité", "souhaitée", "souhaités", "souhaitées", "apprécié", "appréciée", "appréciés", "appréciées", "est un plus", "sont un plus",
		"serait un plus", "seraient un plus", "un atout", "idéalement", "de préférence", "valorable", "se valorará", "se valorarán", "deseable",
		"preferiblemente", "desejável", "desejáveis", "um diferencial", "preferencialmente", "meriterande", "önskvärt", "en fördel", "gärna ha",
		"ønskelig", "en fordel", "et pluss", "mile widziane", "dodatkowym atutem", "preferibile", "is een pré",
		"von vorteil", "idealerweise", "ein plus", "bonus points if",
		"bonus if", "bonus if you have", "bonus points if you have", "bonus skills", "strong plus", "an advantage", "it's a plus if", "it will be a plus", "preferred skills",
		"preferred experience", "preferred qualifications", "desired skills", "desired experience", "desired qualifications",
		"ideally you have", "ideally, you have", "ideally you'd have", "ideally, you'd have", "ideally you would have", "ideally, you would have", "ideally you'll have", "added advantage", "an added advantage", "secondary skills", "nice if you have", "great if you have", "it's a bonus if",
	}},
	{headRequired, []string{
		"requirements", "requirement", "reqs", "qualifications", "minimum qualifications", "basic qualifications",
		"looking for engineers who", "looking for an engineer who", "looking for developers who", "looking for a developer who",
		"required qualifications", "required skills", "required experience", "must have", "must haves",
		"what you bring", "what you'll bring", "what you will bring", "what we're looking for", "what we are looking for",
		"who you are", "about you", "your profile", "your skills", "skills", "skills required", "your background",
		"you have", "you might be a good fit", "you may be a good fit", "you will be a good fit", "you'll be a good fit",
		"you will be a match", "key skills", "technical skills", "experience", "education & experience",
		"education and experience", "we're looking for", "we are looking for", "you bring", "ideal candidate",
		"the ideal candidate", "what you need", "what you'll need", "what you will need", "you should have",
		"who we're looking for", "who we are looking for", "who are we looking for", "who we're seeking", "minimum requirements", "job requirements",
		"position requirements", "essential", "essential skills", "you are", "you'll have", "you will have",
		"what makes you a great fit", "what we look for", "what we need", "skills & experience", "skills and experience",
		"your experience", "education and training:", "education & training:", "technical expertise", "desired skills and experience", "desired skills & experience", "we need someone who", "what we expect",
		"what do you need", "what it takes", "is this you", "should you apply", "you must have", "a successful candidate",
		"knowledge and skills", "knowledge, skills", "your qualifications", "role requirements", "expertise",
		"qualifications & experience", "professional experience", "ideal profile", "ideal background", "core competencies", "competencies",
		"basic requirements", "knowledge", "what you have", "what you should have", "in this role you have",
		"technical requirements", "required", "you might be a fit", "you may be a fit", "required technical skills",
		"candidate profile", "education", "what you'll bring to the table", "what you bring to the table", "you'll bring",
		"we expect", "what we ask", "to be successful", "to succeed in this role", "what sets you up for success", "you'll need",
		"you will need", "you need", "you may be a fit if", "this might be for you", "you should apply if", "success qualifications",
		"we'd like you to have", "we want you to have", "skill set", "skillset", "your toolkit", "your expertise",
		"comfortable with the following", "experience with the following", "experience in the following", "proficient in the following",
		"knowledge of the following", "familiar with the following", "skills in the following", "required technical and professional expertise",
		"required technical and professional experience", "required professional and technical expertise", "you might thrive in this role", "you may thrive in this role", "you'll thrive in this role", "you will thrive in this role", "you might thrive if",
		"you'll thrive if", "you may thrive if", "you could be a good fit", "you could be a great fit", "you're a good fit if", "you are a good fit if",
		"you're a great fit if", "you are a great fit if", "you might be a great fit", "you may be a great fit",
		"ton profil", "votre profil", "hard skills", "hiring criteria", "selection criteria", "essential criteria", "tu perfil", "seu perfil", "requisiti", "functie-eisen", "dina kvalifikationer", "dine kvalifikationer",
		"qualification", "minimum qualification", "required technical and professional expertise", "ideal attributes", "KSAs",
		"person specification", "who you'll be", "who we want", "who are you", "you'll be a great fit if", "desired candidate profile",
		"the successful candidate will have", "to be considered", "to qualify", "what will make you successful", "success factors",
		"to thrive in this role", "to excel in this role", "what we require", "what we're after", "what we seek",
		"about your background", "you should bring", "what success requires", "competences",
		"we'd love to see", "we would love to see", "we'd like to see", "we would like to see", "we'd love to meet", "we'd love to hear from you if", "we'd love to hear from people",
		"trying to find someone", "of the areas below", "of the following areas", "we'd love to chat with you if", "das solltest du mitbringen", "womit du", "womit Sie", "was dich auszeichnet", "was Sie auszeichnet", "das zeichnet dich aus", "das zeichnet Sie aus", "damit punktest du", "wij vragen", "wat vragen wij", "kvalifikationer", "kravprofil", "oczekiwania",
		"unsere Erwartungen", "deine Fähigkeiten", "worauf es uns ankommt", "das sind Sie", "das bist du", "was du mitbringen solltest", "was Sie mitbringen sollten", "ihre Kompetenz",
		"you'd be a great fit if", "dein profil", "ihr profil", "dein skillset", "dein hintergrund", "deine skills", "das bringst du mit", "was du mitbringst",
		"das bringen sie mit", "muss-anforderungen", "muss-kriterien", "anforderungen", "qualifikationen", "was wir erwarten", "wir erwarten",
		"erforderliche Kenntnisse", "erforderliche Qualifikationen", "anforderungsprofil", "du bietest", "Sie bieten", "was Sie mitbringen",
		"was bringst du mit", "was bringen Sie mit", "du bringst mit", "Sie bringen mit", "bringst du dafür mit", "bringen Sie dafür mit",
		"solltest du mitbringen", "sollten Sie mitbringen", "dein background", "ihr background", "damit überzeugst du", "damit überzeugen Sie",
		"du passt zu uns", "wen suchen wir", "was wir uns wünschen", "was zeichnet dich aus", "was du kannst", "qualifikation",
		"matter most for this role",
		"wir suchen", "profil", "je profiel", "jouw profiel", "wat breng je mee", "requisitos", "wymagania", "krav",
		"voraussetzungen", "compétences", "compétences requises", "compétences techniques", "profil recherché", "conhecimentos", "kvalifikasjoner",
	}},
	{headPreferred, []string{
		"nice to have", "nice to haves", "bonus", "bonus points", "bonus points if", "bonus if", "bonus if you have", "bonus points if you have",
		"preferred qualifications", "preferred skills", "preferred experience", "preferred", "pluses", "desirable",
		"desired skills", "desired", "it's a plus if", "it will be a plus", "a plus", "plus", "extra credit", "good to have",
		"preferred skills & experience", "additional qualifications", "even better", "bonus skills", "what we'd love to see",
		"we'd love", "we'd love to see", "we would love to see", "we'd like to see", "we would like to see", "we'd love to meet", "plusses", "in handy", "would be awesome", "would be awesome if you", "would be great if you", "would be nice if you", "it'd be nice if you", "it'd be great if you", "optional", "would be a plus", "ideally you have", "ideally, you have", "ideally you'd have", "ideally, you'd have", "ideally you would have", "ideally, you would have", "not required, but", "nice if you have",
		"great to have", "preferred requirements", "additional skills", "we'd love if", "big plus", "strong plus",
		"preferred technical and professional expertise", "preferred technical and professional experience",
		"preferred professional and technical expertise", "preferred background", "desired qualifications", "additional preferred", "would be great", "great if you have",
		"great if you", "even better if", "preferences", "an advantage", "stand out", "to stand out", "set you apart", "desirable criteria",
		"sets you apart", "make you special", "makes you special", "you might also have", "you may also have", "good-to-haves", "great to haves", "extra points", "brownie points",
		"you get bonus points", "it's a bonus if", "a bonus", "it's great if", "would be nice", "we'd be thrilled", "icing on the cake",
		"desired experience", "desired skills and qualifications", "preferred knowledge", "preferred technical skills",
		"preferred education", "preferred certifications", "not required", "not essential", "beneficial", "helpful", "advantageous",
		"preferred technical and professional expertise", "bonus points for", "added advantage", "you'll stand out if",
		"secondary skills", "ideally you'll have", "serait un plus", "deseable", "se valora", "meriterande",
		"wünschenswert", "souhaité", "souhaitée", "souhaités", "souhaitées", "apprécié", "appréciée", "les plus", "diferenciais", "desejável",
		"se valorará", "gärna ha", "önskvärt", "ønskelig",
		"soll-anforderungen", "kann-anforderungen", "soll-kriterien", "kann-kriterien", "von vorteil", "idealerweise", "wenn du noch", "vorteilhaft", "erwünschte Qualifikationen", "mile widziane",
	}},
	{headNeutral, []string{
		"stack:", "techstack:", "tech stack:", "technologies:", "tech:",
		"responsibilities", "key responsibilities", "duties", "what you'll do", "what you will do", "what you'll be doing",
		"what you will be doing", "your role", "the role", "about the role", "about the team", "about the job",
		"the team", "our stack", "tech stack", "our tech stack", "the stack", "stack", "technologies",
		"technology stack", "technologies we use", "tools we use", "technologies used", "tools used", "common tools used", "job description", "the job",
		"your mission", "in this role you will", "role overview", "overview", "summary", "job summary", "about the position",
		"your responsibilities", "accountabilities", "in this role", "our technology", "how you will make an impact",
		"you will", "you'll", "our technologies", "our tech", "the tech", "tech we use", "what we use", "our tools", "our tooling", "our toolset", "environnement technique", "stack technique",
		"notre stack", "the opportunity", "about the opportunity", "position overview",
		"how we work", "your tasks", "role & responsibilities", "essential duties", "description",
		"what you'll work on", "what you will work on", "what you'll be working on", "what you will be working on", "how to apply", "essential functions",
		"interview process", "our process", "hiring process", "location", "your impact",
		"tasks", "deine aufgabe", "ihre aufgabe", "aufgabenbeschreibung", "ihr aufgabengebiet", "dein aufgabengebiet", "aufgabengebiet", "tätigkeit",
		"worauf es in diesem Job ankommt", "was Sie erwartet", "was Sie erwarten können", "das erwartet Sie", "ihre Schwerpunkte", "das bringt der Job", "zu Ihren Kernaufgaben gehören",
		"what will you do", "what will you be doing", "the position", "job details", "position details", "role details", "your day-to-day", "key functions",
		"objectives of this role", "in this role, you will have the opportunity to", "in these roles, you will be responsible for", "what youll do",
		"duties, tasks & responsibilities", "aufgaben", "deine aufgaben", "ihre aufgaben", "deine rolle", "deine mission", "das erwartet dich", "was dich erwartet",
		"tätigkeiten", "deine tätigkeiten", "missions", "vos missions", "tes missions", "responsabilités", "responsabilidades", "atribuições",
		"arbetsuppgifter", "arbeidsoppgaver",
		"who are we hiring", "who we are hiring", "what are we hiring for", "unsere Technologien", "unsere Tools", "unser Stack", "unser Tech-Stack", "unser Technologie-Stack", "our roles", "current roles", "roles available", "what you'll get to do", "open roles", "available roles", "our open roles", "current openings", "openings", "open positions", "open jobs", "keywords",
		"additional information", "engineering process", "our engineering process", "tech stack is", "our tech stack is", "our environment is",
	}},
	{headAbout, []string{
		"industries", "about", "about us", "about the company", "who we are", "what we do", "the company", "our company", "our mission",
		"mission", "our values", "our story", "why us", "why join us", "company overview", "company description",
		"what we're building", "our vision", "meet the company",
		"who are we", "company background", "das sind wir", "wer wir sind", "das Unternehmen", "Firmenprofil", "über uns", "à propos", "qui sommes-nous", "sobre nós", "sobre nosotros", "om oss",
	}},
	{headPerks, []string{
		"benefits", "perks", "perks and benefits", "perks & benefits", "benefits and perks", "benefits & perks",
		"what we offer", "we offer", "compensation", "compensation and benefits", "our benefits", "what you'll get",
		"what you get", "in return you will", "what we can offer", "our offer", "why you'll love it here",
		"what's in it for you", "salary and equity", "salary", "what do we have to offer", "benefits and growth",
		"total rewards", "we provide", "what we can do for you", "why you'll love working here", "why you'll love it",
		"what you can expect", "what you can expect from us", "wir bieten", "das bieten wir", "wir bieten Ihnen", "was wir Ihnen bieten", "das bieten wir Ihnen", "this is what we offer", "ihre Vorteile", "ihre Benefits", "your benefits",
		"das bieten wir dir", "was wir bieten", "was wir dir bieten", "unser angebot", "dein vorteil", "deine vorteile", "deine benefits",
		"training & certifications", "nous offrons", "avantages", "vi erbjuder", "vi tilbyr", "ofrecemos", "oferecemos", "benefícios",
	}},
	{headLegal, []string{
		"equal opportunity", "equal opportunity employer", "equal employment opportunity", "privacy notice",
		"privacy policy", "privacy statement", "EEO", "EEO statement", "candidate privacy", "applicant privacy",
		"privacy and ai guidelines", "affirmative action", "recruitment fraud", "reasonable accommodation",
		"reasonable accommodations", "e-verify", "data protection notice", "gdpr notice", "hipaa notice",
		"notice to applicants", "your privacy", "fair chance", "disability", "accessibility statement", "your personal data", "process personal data", "processing of personal data",
		"recruitment agencies", "automated employment decision", "employment decision tools", "require any accommodations", "request any accommodations", "require accommodations", "without regard to", "sexual orientation",
	}},
}

// decoyCue marks phrases that hold a signal's word without its meaning, such as "not only".
const decoyCue signal = 0
