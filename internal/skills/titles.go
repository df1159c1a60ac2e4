package skills

import "demand/internal/job"

// A titleClass says how a phrase of a title takes part in naming roles.
type titleClass uint8

const (
	fixed     titleClass = iota // names its roles by itself, with its own noun: "data scientist"
	outside                     // not technical, whatever stands beside it: "recruiter"
	field                       // names its roles wherever it stands beside technical work: "backend"
	domain                      // names its roles beside a noun for engineers: "security", "platform"
	tool                        // as domain; a field of a first line that lists nothing else names no job: "React, Go"
	noun                        // an engineer of any kind; its roles hold if nothing else in the title is closer: "developer"
	area                        // names its roles if the job has no other: "growth"
	business                    // as area; who leads it leads no technical work but the analysis of its data: "sales"
	setting                     // as area, in titles alone: a first line may tell of its employer so
	leader                      // leads people: management beside a technical field, else not technical
	rank                        // leads people, or is a high grade of who does the work: "Vice President, Software Engineer"
	plans                       // not technical; its roles beside technical work, or the word "technical" alone: "program manager"
	trade                       // names its roles beside a plain word for engineers, if the title names no other: "thermal"
	technical                   // the word that makes those who plan technical
	nothing                     // holds a word of another class and means none
)

// titleTable lists the phrases of titles and first lines with their roles and levels. The longest phrase at a place holds.
//
//nolint:misspell // words of other languages stand in it
var titleTable = []struct {
	class     titleClass
	roles     job.Roles
	seniority job.Seniority
	phrases   []string
}{
	{noun, job.Software, 0, []string{
		"software engineer", "software developer", "software eng", "SWE", "SWEs", "SDE", "SDEs", "software development engineer", "programmer",
		"developer", "dev", "devs", "engineer", "eng", "coder", "hacker", "software engineering", "software development", "engineering",
		"product engineer", "software architect", "programmer analyst", "computer programmer", "application developer",
		"applications developer", "SW engineer", "founding engineer", "member of technical staff", "MTS", "entwickler",
		"softwareentwickler", "desarrollador", "programming", "software specialist", "engineering roles", "engineer roles", "development roles", "developer roles",
		"technical roles", "forward deployed engineer", "software team lead", "software lead", "game developer", "game programmer",
		"application engineer software", "software consultant", "software craftsman", "softwareentwicklerin", "entwicklerin",
		"anwendungsentwickler", "anwendungsentwicklung", "softwareentwicklung", "software entwicklung", "fachinformatiker", "fachinformatikerin", "informatiker",
		"informatikerin", "softwareingenieur", "software ingenieur", "softwarearchitekt", "softwareontwikkelaar", "ontwikkelaar",
		"desarrolladora", "programador", "programadora", "programista", "programmierer", "utvecklare", "systemutvecklare", "udvikler",
		"utvikler", "sviluppatore", "tech roles", "technical co-founder", "technical cofounder", "architect", "technical lead",
		"tech lead", "team lead engineer", "engineering team", "API developer", "database developer", "research software engineer",
		"application development", "applications development", "engr", "quant developer", "forward deployed software engineer",
		"founding software engineer", "member of the technical staff", "smart contract auditor", "software engineering lead",
		"web services developer", "software intern", "software interns", "software internship", "software internships",
	}},
	{noun, job.Software, 0, crossed(
		[]string{"Java", ".NET", "C#", "C++", "Python"}, []string{"application engineer", "applications engineer"},
	)},
	{field, job.Backend, 0, []string{"BE engineer", "BE dev", "backend", "back-end", "server side", "API engineer", "logic server developer", "game server developer", "game server engineer"}},
	{tool, job.Backend, 0, []string{"node.js", "NodeJS"}},
	{field, job.Backend | job.Frontend, 0, []string{
		"BE/FE", "FE/BE", "BE & FE", "FE & BE", "BE and FE engineer", "FE and BE engineer", "BE and FE developer", "FE and BE developer",
	}},
	{field, job.Frontend, 0, []string{
		"FE engineer", "FE developer", "FE dev", "frontend", "front-end", "web developer", "web engineer", "UI engineer", "UI developer", "web UI", "UX engineer", "UX developer",
		"web development", "javascript developer", "javascript engineer", "UI/UX developer", "webentwickler", "webentwicklung",
		"frontend-entwickler", "web app developer", "web application engineer", "web application developer", "web applications developer",
		"web applications engineer", "web architect", "UI architect", "webmaster", "frontender", "front-ender", "UI development", "design systems engineer",
	}},
	{tool, job.Frontend, 0, []string{
		"react", "angular", "vue", "react.js", "ReactJS", "vue.js", "VueJS", "AngularJS", "angular.js", "next.js", "NextJS", "svelte",
	}},
	{domain, job.Software, 0, []string{"software"}},
	{field, job.Fullstack, 0, []string{
		"full stack web developer", "full stack web engineer", "fullstack web developer", "fullstack web engineer",
		"full stack web development", "full stack javascript developer", "full stack javascript engineer", "full stack", "fullstack", "full stack web app developer", "fullstack javascript developer", "fullstack javascript engineer",
		"full stacks", "generalist engineer",
	}},
	{field, job.Mobile, 0, []string{
		"android", "iOS", "mobile developer", "mobile engineer", "react native", "flutter", "mobile app", "mobile apps",
		"mobile game developer", "mobile software", "swift developer", "kotlin multiplatform", "app developer", "app-entwickler",
	}},
	{domain, job.Mobile, 0, []string{"mobile"}},
	{fixed, job.DataEngineering, 0, []string{
		"data engineer", "data engineering", "data platform engineer", "analytics engineer", "marketing analytics engineer",
		"product analytics engineer", "informatica developer", "informatica administrator", "informatica admin", "ETL developer",
		"data architect", "data warehouse", "data warehousing", "big data engineer", "data migration", "data conversion",
		"DWH consultant", "DWH entwickler", "DWH engineer", "DWH architekt", "DWH architect", "data analytics engineer", "data integration", "data pipeline", "database engineer data",
		"big data lead", "big data developer", "big data architect", "ETL", "BI engineer", "business intelligence engineer",
		"data warehouse engineer", "business intelligence developer", "data modeler", "data systems", "data software engineer",
		"data modeller", "DataOps", "data lake", "lakehouse", "data operations engineer", "hadoop developer", "spark developer",
		"talend developer", "ab initio developer", "SSIS developer", "datastage developer", "informatica lead", "data warehouse lead",
		"snowflake developer", "databricks developer", "data solutions architect", "data infrastructure engineer",
	}},
	{field, job.DataEngineering, 0, []string{"data platform", "data infrastructure", "data infra"}},
	{domain, job.DataEngineering, 0, []string{"big data", "data"}},
	{tool, job.DataEngineering, 0, []string{"hadoop", "spark", "databricks", "snowflake"}},
	{fixed, job.DataScience, 0, []string{
		"data scientist", "data science", "data analyst", "data analytics", "business intelligence", "BI analyst",
		"business intelligence analyst", "BI", "SAS analyst", "SQL analyst", "statistician", "quantitative analyst",
		"quantitative researcher", "decision scientist", "reporting analyst", "data intelligence", "decision support", "analytics analyst",
		"data mining", "data management analyst", "computational biologist", "product analyst", "game analyst", "marketing analyst data",
		"quant researcher", "data specialist", "data reporting", "biostatistician", "insights analyst", "data mining engineer",
		"business data analyst", "data insights", "research data analyst", "data and analytics", "data & analytics", "applied scientist",
		"bioinformatician", "bioinformatics", "quant", "data visualization", "analytics lead", "BI developer", "analytics consultant",
		"data operations analyst", "growth analyst", "data management", "data quality analyst", "data governance analyst",
		"tableau developer", "power bi developer", "people analytics", "analytics specialist", "web analyst", "pricing analyst data",
		"data analysis", "data strategy", "data integrity", "data quality", "data steward", "data research analyst", "data technician",
		"data stewardship", "data strategist", "statistical programmer", "SAS programmer", "power bi", "tableau", "qlik developer",
		"qlikview developer", "cognos developer", "microstrategy developer", "reporting specialist", "analytics intern",
		"analytics internship", "analytics associate", "operations research", "quantitative research", "risk modeler", "econometrician",
		"data & applied sciences", "data and applied scientist", "data & applied scientist",
	}},
	{domain, job.DataScience, 0, []string{"analytics", "data scientist engineer"}},
	{field, job.ML, 0, []string{
		"AI intern", "AI internship", "machine learning engineer", "ML engineer", "AI engineer", "MLOps", "ML ops", "deep learning",
		"computer vision", "NLP engineer", "AI researcher", "machine learning researcher", "machine learning scientist", "AI/ML engineer",
		"AI research", "machine learning", "ML", "NLP", "reinforcement learning", "LLM", "LLMs", "language models",
		"large language models", "AI developer", "machine learning research", "AI scientist", "artificial intelligence engineer",
		"prompt engineer", "ML research engineer", "AI research engineer", "machine learning research engineer", "ML research scientist",
		"AI research scientist", "machine learning research scientist", "ML researcher", "generative AI", "GenAI", "AI software engineer",
		"machine learning infrastructure engineer", "ML infrastructure engineer", "ML infra engineer",
		"machine learning platform engineer", "ML platform engineer", "AI infrastructure engineer", "AI platform engineer",
		"AI specialist", "KI spezialist", "KI spezialistin", "KI specialist", "AI consultant", "AI analyst", "AI architect", "ML architect", "machine learning architect",
	}},
	{fixed, job.ML, 0, []string{"MLE", "MLEs"}},
	{domain, job.ML, 0, []string{
		"AI", "KI", "inference", "artificial intelligence", "perception", "AI/ML", "applied AI", "model training", "agents", "agentic",
		"world models", "foundation models",
	}},
	{field, job.DevOps, 0, []string{
		"devops", "dev ops", "SRE", "SREs", "site reliability", "site reliability engineer", "platform engineer", "platform engineering",
		"cloud engineer", "infrastructure engineer", "systems engineer", "system engineer", "systems administrator",
		"system administrator", "sysadmin", "system admin", "linux administrator", "hadoop administrator", "hadoop admin",
		"middleware administrator", "cloud consultant", "devops consultant", "cloud architect", "devsecops", "production engineer",
		"reliability engineer", "infrastructure engineering", "release engineer", "build engineer", "operations engineer",
		"linux engineer", "cloud infrastructure", "directory services engineer", "active directory engineer", "cloud operations", "cloud operation", "systems admin", "cloud developer", "cloud platform", "cloud devops",
		"automation engineers devops", "cloud native", "aws engineer", "azure engineer", "openstack engineer", "terraform engineer",
		"vmware engineer", "virtualization engineer", "network reliability", "infra engineer", "linux system engineer",
		"unix administrator", "infrastructure administrator", "windows administrator", "cloud administrator", "systemadministrator",
		"systemadministratorin", "systemingenieur cloud", "cloud ingenieur", "systeembeheerder", "cloud orchestration", "cloud automation",
		"CloudOps", "cloud systems", "cloud specialist", "linux admin", "unix engineer", "unix admin", "windows engineer", "windows admin",
		"linux systems", "systems engineering", "release engineering", "build and release", "build & release", "production engineering",
		"kubernetes administrator", "FinOps engineer", "technical operations engineer", "DevOps lead", "system operations engineer",
		"cloud ops", "infrastructure specialist", "infrastructure automation", "kubernetes platform", "devop", "storage engineer",
	}},
	{field, job.DevOps | job.Software, 0, []string{"software and systems engineer", "software & systems engineer", "software/systems engineer"}},
	{tool, job.DevOps, 0, []string{"kubernetes", "k8s"}},
	{domain, job.DevOps, 0, []string{
		"infrastructure", "platform", "infra", "developer platform", "developer experience", "developer productivity",
		"observability", "reliability", "developer platforms", "cloud platforms", "developer infrastructure",
	}},
	{field, job.Security, 0, []string{
		"security consulting", "cyber assurance", "IDAM consultant", "access & identity management", "access and identity management",
		"security strategist",
		"cyber security", "cybersecurity", "information security", "infosec", "security engineer", "security engineering",
		"security analyst", "security architect", "penetration tester", "pentester", "vulnerability researcher", "security researcher",
		"red team", "appsec", "application security", "SOC analyst", "product security", "threat intelligence", "security consultant",
		"IAM specialist", "IAM analyst", "IAM consultant", "identity management analyst", "identity management consultant",
		"identity management engineer", "identity management developer", "information risk", "cyber risk", "cybersecurity risk",
		"information risk management", "cyber risk management", "offensive security", "threat researcher", "threat hunter",
		"malware analyst", "incident responder", "incident response", "detection engineer", "detection & response", "cloud security",
		"network security", "security operations", "security research", "cryptography", "cryptographer", "vulnerability analyst",
		"GRC analyst", "security specialist", "ethical hacker", "IAM engineer", "identity engineer", "blue team", "forensic analyst",
		"digital forensics", "reverse engineer", "exploit developer", "security administrator", "IT security officer",
		"information security officer", "cyber security officer", "IT security manager", "PKI specialist", "security operations analyst",
		"detection and response", "detection engineering", "penetration testing", "penetration test", "pentest", "pentesting",
		"vulnerability management", "security control assessor", "security governance", "security risk", "security expert", "security auditor", "security assessor", "security compliance", "security awareness", "IT security",
		"threat detection", "threat analyst", "threat modeling", "cyber defense", "cyber defence", "cyber threat", "cyber analyst",
		"cyber engineer", "cyber operations", "information assurance", "ISSO", "ISSM", "ISSE", "identity and access management",
		"identity & access management", "IAM architect", "IAM developer", "IAM administrator", "PKI engineer", "DLP engineer",
		"SIEM engineer", "SOC engineer", "SOC manager", "SOC lead", "privacy engineer", "GRC specialist", "GRC consultant", "GRC lead",
		"GRC manager", "GRC engineer", "governance risk and compliance", "data protection engineer", "bug bounty", "malware researcher",
		"threat hunting", "threat response", "security advisor", "security services advisor", "security lead", "smart contract security",
		"information systems security officer", "information system security officer", "information systems security", "cyber consultant",
		"cyber specialist", "cyber architect", "cryptographic engineer", "vulnerability research",
	}},
	{domain, job.Security, 0, []string{
		"endpoint security",
		"security", "UEBA", "SIEM", "SOAR", "XDR", "EDR", "IAM", "identity", "cyber", "anti-abuse", "PKI",
	}},
	{field, job.QA, 0, []string{
		"QA", "quality assurance engineer", "test engineer", "SDET", "SDETs", "engineer in test", "developer in test", "test automation",
		"automation tester", "software tester", "tester", "quality engineer", "QA engineer", "test analyst", "testing analyst",
		"test consultant", "testing specialist", "automation test", "software quality", "QE", "software test engineer", "manual tester",
		"game tester", "test lead", "software quality assurance", "software engineer in test", "software development engineer in test",
		"quality assurance analyst", "quality assurance tester", "quality assurance automation", "quality assurance lead",
		"quality engineering", "QA automation", "software quality engineer", "test development engineer", "systems test engineer",
		"test architect", "testing engineer", "testledare", "automation test engineer",
	}},
	{domain, job.QA, 0, []string{"test", "testing", "software verification"}},
	{field, job.Embedded, 0, []string{
		"BSP developer",
		"embedded", "embedded system development", "embedded systems development", "firmware", "FPGA engineer", "FPGA", "embedded software", "firmware engineer", "RTOS", "device driver", "BSP engineer",
		"kernel engineer", "embedded systems", "embedded linux", "embedded engineer", "FPGA design engineer", "FPGA design",
		"firmware developer", "linux kernel",
	}},
	{fixed, job.DataScience | job.Management, job.Executive, []string{
		"head of data", "global head of data", "chief data officer", "director of data", "director of analytics", "head of analytics",
		"VP of data", "VP data", "head of data science", "head of data analytics", "director of data science",
	}},
	{fixed, job.Management, job.Manager, []string{
		"engineering manager", "software engineering manager", "software development manager", "manager of engineering", "dev manager",
		"development manager software", "manager software engineering", "software manager", "engineering lead manager",
		"technical manager", "senior engineering manager", "SDM", "tech lead manager", "technical lead manager", "engineering supervisor",
		"engineering group manager", "engineering management",
	}},
	{fixed, job.Management, job.Executive, []string{
		"director of engineering", "head of engineering", "VP of engineering", "VP engineering", "vice president of engineering",
		"engineering director", "CTO", "chief technology officer", "director of software", "director of software engineering",
		"head of technology", "director software engineering", "head of software", "VPE", "SVP engineering", "director engineering",
		"chief architect", "head of software engineering", "director of technology", "application development manager",
		"applications development manager", "manager application development", "director of application development", "VP of technology",
		"CIO", "chief information officer", "head of product engineering", "VP eng", "head of platform engineering", "deputy CTO",
		"VP of software", "VP software engineering", "VP of software engineering", "VP product engineering", "fractional CTO",
		"vice president engineering", "vice president of software engineering", "head of development",
		"director of development engineering", "VP of technology and engineering", "vice president of technology",
		"director of platform engineering", "dir. of engineering", "director of product engineering",
	}},
	{leader, 0, job.Manager, []string{"manager", "supervisor", "team manager", "mgr"}},
	{leader, 0, job.Executive, []string{
		"director", "head of", "head", "global head", "managing director", "chief of", "executive director", "deputy director",
		"assistant director", "associate director",
	}},
	{rank, 0, 0, ranks},
	{plans, job.OtherTechnical, 0, []string{
		"program manager", "programme manager", "project manager", "business analyst", "program management", "programme management",
		"project management", "delivery lead",
	}},
	{plans, job.NotTechnical, 0, []string{"product manager", "product management", "product owner"}},
	{plans, job.NotTechnical, job.Executive, crossed(
		[]string{"director of", "head of", "VP of", "VP", "vice president of"}, []string{"product", "product management"},
	)},
	{technical, 0, 0, []string{"technical", "tech"}},
	{fixed, job.OtherTechnical, 0, crossed(
		[]string{
			"propulsion", "fluids", "fluid", "avionics", "vehicle", "spacecraft", "satellite", "flight", "mechanical", "electrical", "thermal",
			"optical", "RF", "radar", "payload", "visual", "battery", "powertrain", "OT", "mission", "launch", "ground",
		},
		[]string{"systems engineer", "system engineer"},
	)},
	{fixed, job.OtherTechnical, 0, []string{
		"costing engineer", "segurança do trabalho", "technical implementation consultant", "netops technician", "telephony technician",
		"IT systems & business automation", "IT subject matter expert", "IT project lead", "technical writing", "SoC validation", "AI automation specialist",
		"engineering technician", "drafter", "CAD designer", "creo designer", "solidworks designer", "piping designer", "assembly and test", "assembly & test", "technical subject matter expert", "technical SME", "engineer technician", "resident engineer", "sourcing engineer", "product sourcing engineer", "layout designer",
		"structural designer", "reliability engineer electronics", "safety & reliability engineer", "dev advocate",
		"safety and reliability engineer", "production reliability engineer", "controls systems engineer", "control systems engineer",
		"flight controls", "audio visual support", "AV support", "machine learning support engineer",
		"go-to-market engineer", "konstrukteur", "technischer zeichner", "computer architecture",
		"datenbank-administrator", "datenbank-administratorin", "DB2 experte", "datenbankexperte", "websphere", "field tech", "salesforce cloud", "office 365", "office365", "O365", "middleware specialist", "middleware lead", "integration/middleware", "virtualization", "NOC", "fiori", "UI5", "IT risk", "IT asset management",
		"IT services", "config management analyst", "support engineer", "technical support", "tech support", "help desk", "helpdesk", "desktop support", "IT business analyst",
		"business systems analyst", "systems analyst", "system analyst", "business systems", "network monitoring", "network operations",
		"network administration", "system support", "systems support", "storage administrator", "VMware administrator",
		"citrix administrator", "citrix engineer", "salesforce business analyst", "IT quality", "systems technician", "technician systems",
		"messaging administrator", "design verification", "solutions architect", "solution architect", "solutions engineer",
		"solution engineer", "sales engineer", "pre-sales engineer", "implementation engineer", "integration engineer", "field engineer",
		"field application", "field service engineer", "network engineer", "network architect", "DBA", "salesforce architect",
		"salesforce developer", "technical program manager", "technical program management", "technical project manager", "TPM",
		"IT project manager", "technical writer", "developer advocate", "developer relations", "devrel", "developer evangelist",
		"technical account manager", "customer engineer", "escalation engineer", "mechanical engineer", "mechanical", "electrical",
		"electrical engineer", "hardware engineer", "hardware", "RF engineer", "RF", "process engineer", "manufacturing engineer",
		"manufacturing engineering", "civil engineer", "structural engineer", "chemical engineer", "industrial engineer",
		"project engineer", "design engineer", "controls engineer", "ASIC", "optical engineer", "aerospace engineer",
		"propulsion engineer", "avionics", "validation engineer", "PCB", "facilities engineer", "sound engineer", "audio engineer",
		"computer scientist", "GTM engineer", "interview engineer", "ERP", "workday", "oracle ERP", "SAP consultant", "EDI analyst", "EDI",
		"computational scientist", "SAP", "service engineer", "robotics engineer", "IT operations", "technology consultant",
		"mechanical designer", "PCIe", "delivery manager", "cloud support engineer", "big data support engineer", "production support",
		"application support", "application support engineer", "product support engineer", "applications engineer",
		"quality engineer manufacturing", "information technology", "systems integration", "technology risk", "technical consultant",
		"technical product manager", "customer success engineer", "data center", "data centre", "data center technician", "data centre technician", "IT engineer",
		"netzwerkadministrator", "netzwerktechniker", "netwerkbeheerder", "servicetechniker", "techniker", "mechatroniker", "elektroniker",
		"datenbankadministrator", "solution architekt", "geotechnical engineer", "environmental engineer", "silicon engineer",
		"analog design", "VLSI", "verification engineer", "GIS analyst", "technical trainer", "technical architect",
		"enterprise architect", "deployment engineer", "onboarding engineer", "technical solutions engineer",
		"support specialist technical", "partner engineer", "value engineer", "customer support engineer", "SharePoint", "ServiceNow",
		"dynamics 365", "business analyst systems", "data governance", "scrum master", "agile coach", "release manager",
		"electronics engineer", "test technician", "lab engineer", "biomedical engineer", "maintenance engineer", "power engineer",
		"energy engineer", "safety engineer", "packaging engineer", "materials engineer", "material engineer", "QM engineer", "quality management engineer", "nuclear engineer", "quantum engineer",
		"UX researcher technical", "solutions consultant", "blockchain consultant", "database engineer", "research software", "antenna",
		"signal processing", "process development engineer", "metallurgical engineer", "metallurgist", "protein engineer",
		"protein engineering", "biomechanical engineer", "battery engineer", "battery cell engineering", "plastics engineer",
		"polymer engineer", "FEA engineer", "CAE engineer", "CAD engineer", "metrology engineer", "tooling engineer", "equipment engineer",
		"mechatronics engineer", "HVAC engineer", "welding engineer", "piping engineer", "petroleum engineer", "reservoir engineer",
		"drilling engineer", "mining engineer", "marine engineer", "thermal engineer", "acoustic engineer", "acoustics engineer",
		"optics engineer", "photonics engineer", "laser engineer", "transportation engineer", "traffic engineer", "highway engineer",
		"bridge engineer", "cost engineer", "capacity planning engineer", "commissioning engineer", "instrumentation engineer",
		"substation engineer", "transmission engineer", "fire protection engineer", "water engineer", "wastewater engineer",
		"product operations engineer", "solutions architecture", "solution architecture", "enterprise architecture", "network engineering",
		"solutions engineering", "solution engineering", "sales engineering", "customer engineering", "support engineering",
		"field engineering", "hardware engineering", "mechanical engineering", "electrical engineering", "civil engineering", "presales",
		"pre-sales", "presales engineer", "value engineering", "technical solutions", "technical customer success manager",
		"technical success manager", "technical services engineer", "technical sales engineer", "professional services engineer",
		"integrations engineer", "integration specialist", "integration analyst", "integration architect", "integration consultant",
		"implementation architect", "installation engineer", "technical specialist", "technical analyst", "technical assistance engineer",
		"TAC engineer", "technical editor", "technical content writer", "technical artist", "documentation engineer", "API writer",
		"developer support", "software support", "support software engineer", "desktop engineer", "desktop technician", "desktop analyst",
		"endpoint engineer", "workplace engineer", "service desk", "NOC technician", "NOC engineer", "NOC analyst", "telecom engineer",
		"telecommunications engineer", "VoIP engineer", "wireless engineer", "applications architect", "business architect",
		"technology architect", "hardware architect", "naval architect", "release train engineer", "agile delivery manager",
		"agile project manager", "iteration manager", "service delivery manager", "technical delivery manager", "database architect",
		"database administration", "electronic engineer", "electronic engineering", "failure analysis", "product reliability engineer",
		"hardware reliability engineer", "salesforce engineer", "PLC programmer", "PLC technician", "PLC engineer", "controls technician",
		"automation technician", "controls programmer", "CNC programmer", "robotics technician", "software packaging",
		"product manager technical", "product manager tech", "program manager technical", "program manager tech", "computer specialist",
		"solutions analyst", "IT generalist", "IT intern", "technology analyst", "technology specialist", "technology support",
		"GIS specialist", "GIS technician", "GIS", "supplier quality engineer", "manufacturing quality engineer", "layout engineer",
		"systems consultant", "system consultant", "systems specialist", "system specialist", "design verification engineer",
		"mechanical design", "IT program manager", "configuration manager", "configuration management", "incident manager",
		"problem manager", "mainframe operator", "MES", "SCADA", "technical product owner", "technical product management",
		"design technologist", "technology audit", "technical business analyst", "device engineer", "vmware admin", "dev rel",
		"health informatics", "clinical informatics", "nursing informatics specialist", "machine operations engineer", "NC programmer",
		"N/C programmer", "factory build engineer", "OSP engineer", "outside plant engineer", "middleware support", "IT maintenance", "architekt IT",
		"autonomy engineer", "autonomous systems engineer", "autonomous systems engineering", "requirements engineer", "requirement management", "requirements management", "design for test",
	}},
	{fixed, job.OtherTechnical, 0, crossed(
		[]string{"CRM", "HRIS", "netsuite", "peoplesoft", "JD Edwards", "hyperion", "dynamics", "power platform", "power apps", "anaplan", "oracle EBS"},
		[]string{"developer", "engineer", "architect", "programmer"},
	)},
	{fixed, job.OtherTechnical, 0, crossed(
		[]string{
			"salesforce", "anaplan", "netsuite", "oracle", "peoplesoft", "hyperion", "onestream", "planview", "coupa", "guidewire", "pega",
			"appian", "mulesoft", "JD Edwards", "kronos", "UKG", "jira", "atlassian", "veeva", "hubspot", "zendesk", "marketo", "epic",
			"cerner", "dynamics", "CRM", "HRIS", "IT", "information technology", "information systems", "application", "applications",
			"network", "database", "power platform", "software support", "SCADA", "telecom", "VoIP", "infor", "M365", "O365", "office 365", "microsoft 365", "active directory", "intune", "SCCM", "server", "backup",
		},
		[]string{"administrator", "admin", "consultant", "analyst", "specialist", "functional consultant", "technical consultant", "functional analyst"},
	)},
	{fixed, job.OtherTechnical, 0, crossed(
		[]string{"IT", "information technology", "information systems", "network", "computer", "telecommunications"},
		[]string{"assistant", "coordinator", "associate", "officer", "auditor", "audit", "technician", "lead", "supervisor", "support", "operator"},
	)},
	{fixed, job.NotTechnical, 0, []string{
		"customer success", "customer success manager", "success manager", "client success", "campaign manager", "community manager",
		"partner manager", "designer", "product designer", "UX designer", "UI designer", "UI/UX designer", "graphic designer",
		"UX researcher", "user researcher", "design lead", "talent acquisition", "people operations", "HRBP", "growth marketing",
		"growth hacker", "growth hacking", "sales development", "SDR", "BDR", "business development", "business dev", "software asset manager", "software asset management", "writer", "editor", "author",
		"accountant", "financial analyst", "controller", "bookkeeper", "auditor", "operations associate", "operations specialist",
		"coordinator", "administrator", "administrative assistant", "assistant", "executive assistant", "receptionist", "courier",
		"driver", "buyer", "agent", "advisor", "adviser", "technician", "nurse", "dentist", "physician", "pharmacist", "therapist",
		"laboratory scientist", "clinical laboratory scientist", "compensation analyst", "research analyst", "market intelligence",
		"PR manager", "strategist", "chief of staff", "founder's office", "client partner", "account partner", "product marketing",
		"customer service", "customer support", "cook", "chef", "mechanic", "machinist", "welder", "electrician", "clerk", "secretary",
		"supply chain", "data advocate", "evangelist", "business partner", "support specialist", "data entry", "analyst relations",
		"animator", "artist", "illustrator", "video editor", "photographer", "producer", "creative director", "art director",
		"fraud analyst", "risk analyst", "trader", "portfolio manager", "underwriter", "actuary", "librarian", "translator",
		"investor relations", "people partner", "people systems", "merchandiser", "cashier", "barista", "caregiver", "scientist clinical",
		"care coordinator", "deal desk", "customer care", "planner", "reviewer", "transformation lead", "case manager",
		"retention manager", "trainer", "coach", "crew member", "team member", "housekeeping", "dishwasher", "cleaner", "bartender",
		"moderator", "rater", "annotator", "interviewer", "mitarbeiter", "mitarbeiterin", "sachbearbeiter", "sachbearbeiterin",
		"schichtleiter", "buchhalter", "bilanzbuchhalter", "kaufmann", "kauffrau", "koch", "kellner", "fahrer", "pflegefachkraft",
		"pflegefachmann", "pflegefachfrau", "reinigungskraft", "aushilfe", "fachkraft", "berater", "kundenberater", "referent",
		"steuerberater", "assistenz", "vertrieb", "disponent", "monteur", "elektriker", "schlosser", "fleischer", "arzt", "facharzt",
		"jurist", "volljurist", "rechtsanwalt", "projektleiter", "projektmanager", "produktmanager", "medewerker", "productiemedewerker",
		"verkoopmedewerker", "chauffeur", "huishoudhulp", "operator", "vendeur", "vendeuse", "comptable", "infirmier", "sprzedawca",
		"kierowca", "sairaanhoitaja", "product specialist", "product design", "category manager", "relationship manager",
		"engagement manager", "property manager", "security guard", "security officer", "reporter", "mba", "counselor", "counsellor",
		"trading intern", "trading internship", "trading analyst", "surgical tech", "surgical technologist", "radiologic tech", "QA documentation",
		"demographer", "handyperson", "handyman", "line leader", "chemikant", "procesoperator", "productieoperator", "GTM architect",
		"cybersecurity sales", "cyber security sales", "security sales specialist", "appointment setter", "curator", "curatorial assistant", "ghostwriter", "scriptwriter", "script writer", "fundraiser",
		"grant writer", "recruiting partner", "talent pipeline", "painter", "carpenter", "psychiatrist", "order picker",
		"fabrication worker", "ads assessor", "plumber", "roofer", "bricklayer", "gardener", "landscaper", "farmer", "firefighter",
		"police officer", "social worker", "care worker", "support worker", "nanny", "caretaker", "janitor", "custodian", "groundskeeper",
		"waiter", "waitress", "sommelier", "baker", "butcher", "steward", "stewardess", "flight attendant", "tour guide", "musician",
		"actor", "actress", "dancer", "singer", "stylist", "hairdresser", "barber", "jeweller", "jeweler", "optician", "optometrist",
		"physiotherapist", "radiographer", "midwife", "paramedic", "veterinarian", "zookeeper", "dispatcher", "freight broker",
		"customs broker", "stevedore", "packer", "scaffolder", "labourer", "laborer", "valve assembler", "furniture assembler", "teller",
		"loan officer", "claims adjuster", "banker", "influencer", "voice actor", "letterer", "splicer", "videographer", "videograf",
		"clerical", "UGC creator", "train conductor", "locomotive engineer", "fundraising", "bike mechanic", "grower", "content creator",
		"setter", "business development manager", "bizdev", "bizdev manager", "channel manager", "partnerships manager",
		"alliance manager", "client manager", "program analyst", "curriculum developer", "course developer", "instructional developer",
		"business developer", "land developer", "representative", "representatives", "handler", "housekeeper", "canvasser", "bellman",
		"lab scientist", "medical technologist", "pricing analyst", "marketing analyst", "operations analyst", "sales analyst",
		"credit analyst", "budget analyst", "policy analyst", "investment analyst", "HR analyst", "compliance analyst",
		"supply chain analyst", "management analyst", "process analyst", "ads manager", "rep", "reps", "nurses", "clerks", "cooks",
		"chefs", "security guards", "accounts receivable", "accounts payable", "longshoreman", "magazijnier", "verzorgende", "elektricien",
		"vakkenvuller", "quant trader", "quantitative trader", "real estate developer", "franchise developer", "content developer",
		"training developer", "talent developer", "sales developer", "landscape architect", "interior architect", "UX architect",
		"information architect", "project architect", "interior designer", "inspector", "foreman", "superintendent", "attendant", "aide",
		"hygienist", "phlebotomist", "sonographer", "pathologist", "surgeon", "anesthesiologist", "hospitalist", "practitioner", "LPN",
		"RN", "CNA", "CRNA", "paraprofessional", "dean", "registrar", "archivist", "examiner", "investigator", "appraiser", "estimator",
		"scheduler", "expeditor", "merchandising", "salesperson", "brand ambassador", "student ambassador", "campus ambassador",
		"delivery drivers", "truck drivers", "CDL drivers", "telemarketer", "porter", "valet", "lifeguard", "deckhand", "fitter",
		"pipefitter", "millwright", "assembler", "fabricator", "installer", "glazier", "mason", "arborist", "groomer", "tailor",
		"seamstress", "florist", "esthetician", "cosmetologist", "massage therapist", "nutritionist", "dietitian", "chaplain", "pastor",
		"security supervisor", "armed security", "physical security", "campus security", "security screener", "production worker",
		"warehouse worker", "store keeper", "data annotation", "data labeling", "data collection", "data annotator", "data labeler",
		"data collector", "data protection officer", "AI trainer", "quality inspector", "board member", "brand manager",
		"stationary engineer", "operating engineer", "building engineer", "train engineer", "flight engineer", "school principal",
		"assistant principal", "vice principal", "food service", "guest service", "guest services", "member services", "patient services",
		"patient access", "car detailer", "detailer", "reservationist", "front desk", "front desk associate", "sergeant",
		"lieutenant", "LVN", "housekeepers", "cleaners", "bellhop",
		"concierge", "cosmetician", "crew leader", "shift leader", "lasser", "loonwerker", "bouwopruimer",
		"opruimer", "schilder", "timmerman", "lohnbuchhalter", "finanzbuchhalter", "laborant",
		"interne kommunikation",
	}},
	{area, job.NotTechnical, 0, []string{
		"analyst", "associate", "specialist", "consultant", "economist", "UX", "operations", "logistics", "policy", "compliance", "strategy",
		"insurance", "real estate", "content", "product", "growth", "medical", "clinical", "investment", "facilities", "warehouse",
		"business operations", "product operations", "customer experience", "intake", "leasing",
	}},
	{business, job.NotTechnical, 0, []string{
		"marketing", "sales", "finance", "accounting", "legal", "HR", "communications", "brand", "design", "GTM", "talent",
		"event", "events", "wealth", "tax", "payroll", "procurement", "sourcing", "supply", "social media", "SEO", "revenue operations",
		"sales operations", "human resources", "partnerships", "editorial", "FP&A", "change management", "business transformation",
		"government affairs", "campaigns",
	}},
	{fixed, job.NotTechnical, job.Manager, []string{
		"sourcing manager", "procurement manager",
		"sales manager", "office manager", "marketing manager", "operations manager", "general manager", "store manager",
		"business manager", "people manager", "service manager", "district manager", "regional manager", "branch manager",
		"restaurant manager",
	}},
	{outside, job.NotTechnical, 0, []string{
		"account manager", "account executive", "account executives", "account director", "account representative", "key account manager",
		"territory manager", "sales executive", "sales executives", "sales representative", "sales representatives", "recruiter",
		"technical recruiter", "sourcer", "copywriter", "content writer", "journalist", "technical journalist", "counsel", "attorney",
		"attorneys", "paralegal", "lawyer", "teacher", "instructor", "tutor", "professor", "lecturer",
	}},
	{domain, job.OtherTechnical, 0, []string{"salesforce", "SFDC"}},
	{fixed, job.DataScience | job.Management, job.Manager, []string{"analytics manager"}},
	{fixed, job.Management, job.Manager, []string{"manager, software development", "manager of software development"}},
	{fixed, job.DataEngineering | job.Management, job.Executive, []string{
		"head of data engineering", "director of data engineering", "VP of data engineering", "VP data engineering",
		"director data engineering", "head of data platform", "head of data infrastructure",
	}},
	{fixed, job.OtherTechnical, job.Manager, []string{
		"IT manager", "network manager", "IT network manager", "IT operations manager", "IT service manager", "IT support manager",
		"IT infrastructure manager", "database manager", "ERP manager", "CRM manager", "help desk manager", "service desk manager",
		"data center manager", "data centre manager",
	}},
	{fixed, job.OtherTechnical, job.Executive, []string{"IT director", "director of IT", "head of IT", "VP of IT", "VP IT"}},
	{fixed, job.NotTechnical, job.Executive, []string{
		"COO", "CFO", "CMO", "CEO", "chief operating officer", "chief financial officer", "chief executive officer",
		"chief revenue officer", "chief marketing officer", "chief people officer", "chief commercial officer", "chief legal officer",
		"chief product officer", "chief growth officer", "chief compliance officer", "chief risk officer", "chief medical officer",
		"chief nursing officer",
	}},
	{fixed, job.DevOps, 0, crossed([]string{"splunk", "openshift", "aws", "azure", "GCP", "citrix cloud"}, []string{"admin", "administrator", "specialist", "architect"})},
	{fixed, job.Security | job.Management, job.Executive, []string{
		"CISO", "chief information security officer", "chief security officer", "head of security", "head of information security",
		"director of security engineering", "head of cyber security", "head of cybersecurity",
	}},
	{fixed, job.QA | job.Management, job.Manager, []string{
		"test manager", "QA manager", "quality assurance manager", "quality engineering manager",
	}},
	{fixed, job.OtherTechnical | job.QA, 0, []string{
		"integration and test engineer", "integration & test engineer", "integration and test", "integration & test",
	}},
	{trade, job.OtherTechnical, 0, []string{
		"computational", "biomechanics", "imaging", "instrument", "material flow", "electromagnetic", "CAE", "FEA", "CFD", "certification", "avionic", "automation", "optoelectronics", "microelectronics", "MEMS",
		"sensor", "display", "EMC", "EMI", "electrochemical", "hydrogen", "fuel", "cryogenic", "vacuum", "turbomachinery", "airframe",
		"GNC", "stress", "composites", "corrosion", "continuous improvement", "lean", "NPI", "sustaining", "harness", "interconnect",
		"medical device", "sterilization", "chemistry", "polymer", "plastics", "food", "survey", "MEP", "BIM", "hydro", "coastal",
		"sanitary", "sewer", "utility", "utilities", "distribution", "relay", "substation", "motor", "machine design", "machining",
		"injection molding", "mold", "casting", "coating", "verification", "physical verification", "DSP", "CPU", "GPU", "DRAM",
		"test equipment", "physical design", "SoC", "RTL", "DFT", "timing", "mixed signal", "analog", "analogue", "power electronics",
		"silicon", "chip", "wafer", "semiconductor", "photonics", "optics", "optical", "laser", "wireless", "telecom", "modem", "RFIC",
		"radar", "satellite", "spacecraft", "payload", "structures", "structural", "thermal", "propulsion", "aerodynamics", "aerospace",
		"aircraft", "flight test", "nuclear", "HVAC", "plumbing", "piping", "wastewater", "water", "stormwater", "highway", "roadway",
		"traffic", "transportation", "bridge", "geotechnical", "environmental", "construction", "manufacturing", "process",
		"supplier quality", "tooling", "welding", "assembly", "packaging", "battery", "cell", "materials", "hydraulic", "industrial",
		"plant", "maintenance", "network", "fiber", "broadcast", "lighting", "fire", "energy", "solar", "wind", "power", "grid", "oil",
		"gas", "mining", "drilling", "subsea", "marine", "naval", "rail", "track", "automotive", "powertrain", "chassis", "vehicle",
		"controls", "control", "instrumentation", "electronics", "electronic", "electromechanical", "mechatronics", "pharmaceutical",
		"biomedical", "bioprocess", "downstream", "upstream", "formulation", "validation", "CQV", "R&D", "field", "field service",
		"support", "solutions", "solution", "implementation", "commissioning", "estimating", "equipment", "metrology", "yield",
		"lithography", "etch", "integration", "product line", "CAD", "simulation", "human factors", "ergonomics", "safety",
	}},
	{noun, job.OtherTechnical, 0, []string{
		"chemist", "biologist", "microbiologist", "geologist", "physicist", "hydrologist", "toxicologist",
	}},
	{setting, job.NotTechnical, 0, []string{
		"shipper", "monitor", "helper", "processor", "stocker", "picker", "loader", "sorter", "drive with", "usher", "greeter", "experte",
		"president", "admin", "partner", "owner", "technologist", "quality control", "loss prevention", "data privacy", "drivers",
		"recruitment", "faculty", "server", "host", "hostess", "pilot", "captain", "management", "officer", "purchasing", "customer",
		"care", "nursing", "kitchen", "restaurant", "retail", "store", "banking", "audit", "credit", "lending", "training", "education",
		"community", "public relations", "PR", "administration", "administrative", "hospitality", "construction management", "quality",
		"regulatory", "health", "claims", "billing", "collections", "treasury",
	}},
	// The words of other languages, with their marks; titles and phrases are compared without them.
	{fixed, job.Software, 0, crossed(
		[]string{"Java", ".NET", "C#", "C++", "Python", "Node.js", "JavaScript", "TypeScript", "PHP", "Ruby", "Golang", "Scala", "Kotlin", "Rust"},
		[]string{"lead", "consultant", "specialist"},
	)},
	{noun, job.Software, 0, []string{
		"développeur", "développeuse", "développeurs", "ingénieur logiciel", "ingénieure logiciel", "ingénieur développement",
		"ingénieur de développement", "ingénieur développeur", "ingénieur d'études", "ingénieur études et développement",
		"ingénieur étude et développement", "ingénieur informatique", "concepteur développeur", "analyste développeur",
		"analyste programmeur", "programmeur", "programmeuse", "architecte logiciel", "développement logiciel", "génie logiciel",
		"ingeniero de software", "ingeniera de software", "ingeniero software", "ingeniero informático", "ingeniera informática",
		"arquitecto de software", "analista programador", "desarrollo de software", "desenvolvedor", "desenvolvedora",
		"engenheiro de software", "engenheira de software", "arquiteto de software", "analista desenvolvedor",
		"desenvolvimento de software", "sviluppatrice", "programmatore", "programmatrice", "ingegnere del software", "ingegnere software",
		"sviluppo software", "analista programmatore", "software ontwikkelaar", "applicatieontwikkelaar", "softwareingenieurin",
		"programmiererin", "anwendungsentwicklerin", "softwarearchitektin", "programistka", "deweloper", "inżynier oprogramowania",
		"architekt oprogramowania", "mjukvaruutvecklare", "mjukvaruingenjör", "programmerare", "systemarkitekt", "softwareudvikler",
		"systemudvikler", "systemutvikler", "programvareutvikler", "programmør", "programmerer", "softwareingeniør", "ohjelmistokehittäjä",
		"ohjelmoija", "ohjelmistosuunnittelija", "ohjelmistoarkkitehti", "kehittäjä",
	}},
	{noun, job.OtherTechnical, 0, []string{
		"scientist", "researcher", "research engineer", "research scientist", "research and development engineer",
		"research & development engineer", "R&D engineer", "ingenieur", "ingenieurin", "ingénieure", "ingénieurs", "ingeniero",
		"ingeniera", "engenheiro", "engenheira", "ingegnere", "inżynier", "ingenjör", "ingeniør", "insinööri", "bauingenieur",
		"elektroingenieur", "projektingenieur", "entwicklungsingenieur", "prüfingenieur", "maschinenbauingenieur",
	}},
	{field, job.Backend, 0, []string{
		"backendentwickler", "backendentwicklerin", "backendutvecklare", "backendudvikler", "backendutvikler",
	}},
	{field, job.Frontend, 0, []string{
		"frontendentwickler", "frontendentwicklerin", "frontendutvecklare", "frontendudvikler", "frontendutvikler", "webentwicklerin",
		"développeur web", "développeuse web", "intégrateur web", "desarrollador web", "desarrolladora web", "programador web",
		"desenvolvedor web", "desenvolvedora web", "sviluppatore web", "webontwikkelaar", "webbutvecklare", "webudvikler", "webutvikler",
	}},
	{field, job.Fullstack, 0, []string{
		"fullstackentwickler", "fullstackentwicklerin", "fullstackutvecklare", "fullstackudvikler", "fullstackutvikler",
	}},
	{domain, job.Software, 0, []string{"logiciel", "logiciels", "oprogramowania"}},
	{domain, job.Mobile, 0, []string{"mobiles", "móvil", "móviles", "móveis", "mobilnych", "mobil"}},
	{field, job.Mobile, 0, []string{
		"développeur mobile", "desarrollador móvil", "desenvolvedor mobile", "apputvecklare", "apputvikler", "appudvikler",
	}},
	{fixed, job.DataEngineering, 0, []string{
		"ingénieur données", "ingénieur data", "ingénieur de données", "ingeniero de datos", "ingeniera de datos", "engenheiro de dados",
		"engenheira de dados", "dateningenieur", "data ingenieur", "inżynier danych", "dataingenjör", "dataingeniør", "ingegnere dei dati",
		"arquitecto de datos", "architecte données",
	}},
	{domain, job.DataEngineering, 0, []string{"données", "datos", "dados", "danych", "dati"}},
	{fixed, job.DataScience, 0, []string{
		"datenanalyst", "datenanalystin", "spezialist datenanalyse", "datenanalyse spezialist", "datenwissenschaftler", "datenwissenschaftlerin", "analyste de données", "analyste données",
		"analyste data", "data analyste", "analista de datos", "analista de dados", "analista dati", "analityk danych", "dataanalytiker",
		"dataanalist", "data analist", "scientifique des données", "científico de datos", "científica de datos", "cientista de dados",
		"statisticien", "statistiker",
	}},
	{field, job.ML, 0, []string{
		"apprentissage automatique", "aprendizaje automático", "aprendizado de máquina", "maschinelles lernen", "uczenia maszynowego",
	}},
	{field, job.DevOps, 0, []string{
		"administrateur systèmes", "administrateur système", "administratrice systèmes", "administrateur systèmes et réseaux",
		"ingénieur système", "ingénieur systèmes", "ingénieur infrastructure", "ingénieur cloud", "administrador de sistemas",
		"administradora de sistemas", "ingeniero de sistemas", "amministratore di sistema", "amministratore di sistemi", "sistemista",
		"administrator systemów", "inżynier systemowy", "systemingenieur",
	}},
	{domain, job.DevOps, 0, []string{
		"infraestructura", "infraestrutura", "infrastruktur", "infrastruttura", "infrastruktury", "plattform", "plataforma",
	}},
	{field, job.Security, 0, []string{
		"sécurité informatique", "cybersécurité", "ingénieur sécurité", "ciberseguridad", "seguridad informática", "cibersegurança",
		"segurança da informação", "sicurezza informatica", "IT-sicherheit", "informationssicherheit", "cybersicherheit",
		"cyberbezpieczeństwo", "cyberbezpieczeństwa", "IT-säkerhet", "IT-sikkerhed", "IT-sikkerhet",
	}},
	{domain, job.Security, 0, []string{
		"sécurité", "sicherheit", "seguridad", "segurança", "sicurezza", "säkerhet", "sikkerhed", "bezpieczeństwa",
	}},
	{field, job.QA, 0, []string{
		"testeur", "testeuse", "softwaretester", "softwaretesterin", "testingenieur", "testare", "testaaja", "ingénieur test",
		"ingénieur qualité logicielle", "ingénieur validation logiciel", "analista de pruebas", "analista de testes",
		"tester oprogramowania",
	}},
	{field, job.Embedded, 0, []string{
		"embarqué", "embarquée", "systèmes embarqués", "logiciel embarqué", "logiciels embarqués", "sistemas embebidos",
		"sistemas embarcados", "systemów wbudowanych", "inbyggda system", "indlejrede systemer",
	}},
	{fixed, job.Management, job.Executive, []string{
		"directeur technique", "directrice technique", "leiter softwareentwicklung", "leiter der softwareentwicklung",
		"leiter entwicklung", "entwicklungsleiter", "directeur informatique",
	}},
	{fixed, job.Management, job.Manager, []string{
		"responsable développement", "responsable technique", "teamleiter softwareentwicklung", "utvecklingschef", "udviklingschef",
		"utviklingssjef",
	}},
	{leader, 0, job.Manager, []string{
		"teamleiter", "teamleiterin", "gruppenleiter", "responsable", "chef d'équipe", "cheffe d'équipe", "gerente", "jefe", "jefa",
		"coordenador", "responsabile", "teamleider", "kierownik", "avdelningschef", "teamledare", "gruppchef", "enhetschef",
		"afdelingsleder", "teamleder",
	}},
	{leader, 0, job.Executive, []string{
		"leiter", "leiterin", "abteilungsleiter", "directeur", "directrice", "directora", "diretor", "diretora", "direttore", "direttrice",
		"dyrektor", "hoofd",
	}},
	{fixed, job.OtherTechnical, 0, []string{
		"technicien informatique", "technicienne informatique", "technicien support", "technicien systèmes",
		"technicien systèmes et réseaux", "technicien réseau", "technicien réseaux", "technicien helpdesk", "administrateur réseau",
		"administrateur réseaux", "administrateur de bases de données", "chef de projet informatique", "chef de projet technique",
		"ingénieur avant-vente", "ingénieur réseau", "ingénieur réseaux", "soporte técnico", "técnico informático", "analista de sistemas",
		"suporte técnico", "analista de suporte", "sistemista di rete", "vertriebsingenieur", "IT-leiter", "IT-projektleiter",
		"IT-systemelektroniker", "IT-techniker", "IT-tekniker", "IT-chef", "IT-projektledare", "IT-projektleder", "informatyk",
		"administrator baz danych", "analityk systemowy", "verkkoasiantuntija",
	}},
	{fixed, job.NotTechnical, 0, []string{
		"chargé de clientèle", "chargée de clientèle", "chargé de", "chargée de", "chargé d'", "conseiller", "conseillère", "assistante",
		"gestionnaire", "infirmière", "aide-soignant", "aide-soignante", "cuisinier", "cuisinière", "serveuse", "technicien",
		"technicienne", "conducteur", "conductrice", "caissier", "caissière", "secrétaire", "juriste", "avocat", "avocate", "enseignant",
		"enseignante", "professeur", "formateur", "formatrice", "acheteur", "acheteuse", "magasinier", "chef de projet", "chef de produit",
		"ingénieur commercial", "ingénieur d'affaires", "médecin", "pharmacien", "kinésithérapeute", "boulanger", "boulangère",
		"pâtissier", "pâtissière", "boucher", "éducateur", "éducatrice", "psychologue", "rédacteur", "rédactrice", "graphiste",
		"recruteur", "küchenchef", "küchenchefin", "köchin", "verkäufer", "verkäuferin", "pflegehelfer", "krankenpfleger",
		"krankenschwester", "erzieher", "erzieherin", "lehrer", "lehrerin", "bürokaufmann", "bürokauffrau", "kundenbetreuer",
		"kundenbetreuerin", "ärztin", "bäcker", "bäckerin", "geschäftsführer", "vertriebsmitarbeiter", "vertriebsmitarbeiterin",
		"außendienst", "außendienstmitarbeiter", "einkäufer", "einkäuferin", "personalreferent", "personalreferentin", "rezeptionist",
		"rezeptionistin", "lagerist", "lagermitarbeiter", "finanzberater", "pflegekraft", "sozialpädagoge", "sozialarbeiter", "therapeut",
		"therapeutin", "psychologe", "psychologin", "apotheker", "friseur", "gärtner", "hausmeister", "buchhalterin",
		"steuerfachangestellter", "steuerfachangestellte", "redakteur", "redakteurin", "grafiker", "kundenberaterin", "beraterin",
		"referentin", "teamassistenz", "projektleiterin", "projektmanagerin", "produktmanagerin", "filialleiter", "marktleiter",
		"bauleiter", "vendedor", "vendedora", "dependiente", "dependienta", "camarero", "camarera", "cocinero", "cocinera", "enfermero",
		"enfermera", "auxiliar", "contador", "contadora", "contable", "abogado", "abogada", "administrativo", "administrativa",
		"asistente", "repartidor", "profesor", "profesora", "asesor", "asesora", "recepcionista", "gestor", "gestora", "jefe de proyecto",
		"jefe de ventas", "diseñador", "diseñadora", "médico", "médica", "fisioterapeuta", "teleoperador", "teleoperadora", "enfermeiro",
		"enfermeira", "contabilista", "advogado", "advogada", "cozinheiro", "motorista", "atendente", "assistente", "gerente de projetos",
		"impiegato", "impiegata", "infermiere", "infermiera", "cuoco", "cameriere", "cameriera", "contabile", "avvocato", "autista",
		"magazziniere", "addetto", "addetta", "segretaria", "venditore", "insegnante", "operaio", "farmacista", "verkoper",
		"verpleegkundige", "kok", "boekhouder", "leraar", "docent", "adviseur", "magazijnmedewerker", "schoonmaker", "advocaat",
		"accountmanager", "projectleider", "księgowy", "księgowa", "kucharz", "kelner", "nauczyciel", "lekarz", "pielęgniarka", "doradca",
		"magazynier", "pracownik", "przedstawiciel handlowy", "prawnik", "kasjer", "asystent", "asystentka", "handlowiec", "sjuksköterska",
		"undersköterska", "lärare", "säljare", "kock", "läkare", "ekonom", "redovisningsekonom", "lastbilschaufför", "chaufför", "städare",
		"butikssäljare", "kundtjänst", "kundtjänstmedarbetare", "projektledare", "barnskötare", "förskollärare", "handläggare",
		"trafikledare", "sygeplejerske", "sælger", "lærer", "projektleder", "sykepleier", "selger", "prosjektleder", "kundeservice",
		"mekaniker", "lastvognsmekaniker", "tømrer", "pædagog", "sosu-assistent", "social- og sundhedsassistent",
		"kundeservicemedarbejder", "butiksassistent", "lagermedarbejder", "bogholder", "rådgiver", "servicemedarbejder", "maskinchef",
		"maskinmester", "pædagogmedhjælper", "køkkenmedhjælper", "kundenberatung", "backoffice", "kfz-mechatroniker", "kfz-meister",
		"myyjä", "opettaja", "kokki", "siivooja", "maurer", "dachdecker", "maler", "tischler", "schreiner", "zimmerer", "lackierer",
		"berufskraftfahrer", "kraftfahrer", "LKW-fahrer", "staplerfahrer", "kranführer", "produktionsmitarbeiter", "produktionshelfer",
		"helfer", "lagerhelfer", "kommissionierer", "kassierer", "servicekraft", "küchenhilfe", "hauswirtschafter", "altenpfleger",
		"gesundheits- und krankenpfleger", "pflegeassistent", "medizinische fachangestellte", "fachangestellte",
		"rechtsanwaltsfachangestellte", "bankkaufmann", "industriekaufmann", "fitnesskaufmann", "einzelhandelskaufmann",
		"immobilienkaufmann", "sekretär", "sekretärin", "bürokraft", "fachberater", "vertriebsleiter", "schweißer", "elektroinstallateur",
		"installateur", "anlagenmechaniker", "industriemechaniker", "zerspanungsmechaniker", "klempner", "wachmann", "objektleiter",
		"metallbauer", "maschinenführer", "maschinenbediener", "anlagenführer", "stuckateur", "zusteller", "samstagszusteller", "souschef",
		"jungkoch", "servicemitarbeiter", "zahnarzt", "tierarzt", "physiotherapeut", "ergotherapeut", "heilerziehungspfleger",
		"personalberater", "verkaufsberater", "filialleitung", "kraftfahrzeugmechatroniker", "landschaftsgärtner", "konditor",
		"hotelfachmann", "restaurantfachmann", "fachverkäufer", "marketingmanager", "kundenservice",
	}},
	{area, job.NotTechnical, 0, []string{
		"commercial", "commerciale", "comercial", "analista", "analyste", "analytiker", "analityk", "consultor", "consultora",
		"consulente", "konsulent", "konsult", "spécialiste", "especialista", "specialista", "ventas", "vendas", "vendite", "verkauf",
		"försäljning", "salg", "comptabilité", "contabilidad", "contabilidade", "buchhaltung", "finanzen", "finanzas", "logistik",
		"logistique", "logística", "einkauf", "recursos humanos", "ressources humaines", "risorse umane",
	}},
	{nothing, 0, 0, []string{
		"control M", "power platform", "national security", "legal tech", "HR tech", "real estate tech", "insurance tech", "marketing tech", "software editor", "real-time communications",
		"AI-assisted", "AI-native", "AI-driven", "AI-powered", "AI-first", "AI-enabled", "AI startup", "AI company", "AI industry", "you'll be engineer", "will be engineer", "to be engineer",
		"team members", "influencers", "dev shop", "sales led", "product led", "full time", "part time", "engineering culture",
		"google cloud product", "executive team", "lead time", "top secret", "test double", "security clearance", "head office",
		"headquarters", "staffing", "multiple roles", "multiple positions", "data center operations", "data centre operations", "director's office", "account team",
		"data driven", "web services", "technical staff", "enterprise platform", "commerce platform", "payments platform", "ads platform", "ad platform", "programmable platform",
		"product platform", "growth platform", "customer platform", "health platform", "marketing platform",
		"design systems", "office of the CTO", "office of the CEO", "associate experience", "real-time platform", "management platform", "trading platform", "gaming platform",
		"game platform", "content platform", "mobile platform",
	}},
}

// compoundTable lists the ends of compound words for who works in German, Dutch and the Nordic languages, as plainTitle writes them. They
// are read if a title names nothing else.
//
//nolint:misspell // words of other languages stand in it
var compoundTable = []struct {
	roles job.Roles
	ends  []string
}{
	{job.Software, []string{"entwickler", "entwicklerin", "programmierer", "utvecklare", "udvikler", "utvikler", "ontwikkelaar"}},
	{job.OtherTechnical, []string{
		"konstrukteur", "konstrukteurin", "ingenieur", "ingenieurin", "techniker", "technikerin", "technieker", "informatiker", "elektroniker", "mechatroniker", "ingenjor", "ingenior",
	}},
	{job.NotTechnical, []string{
		"laborant", "laborantin", "buchhalter", "buchhalterin", "pflege", "mitarbeiter", "mitarbeiterin", "mitarbeitende", "berater", "beraterin", "betreuer", "betreuerin", "verkaufer", "verkauferin", "fahrer",
		"fahrerin", "helfer", "helferin", "pfleger", "pflegerin", "kraft", "fachfrau", "fachmann", "kaufmann", "kauffrau", "monteur",
		"medewerker", "assistent", "assistentin", "assistenz", "angestellte", "angestellter", "koch", "arzt", "leiter", "leiterin", "leitung",
		"manager", "managerin", "meister", "mechaniker", "schweisser", "controller", "prufer", "zusteller", "bearbeiter", "lehrer", "erzieher",
		"therapeut", "fuhrer", "maurer", "mekanieker", "chauffeur", "verkoper", "adviseur", "begeleider", "skoterska", "larare", "saljare", "medarbetare",
		"medarbejder", "medarbeider", "montor",
	}},
}

// crossed returns each word of the first list before each of the second.
func crossed(first, second []string) []string {
	var phrases []string
	for _, a := range first {
		for _, b := range second {
			phrases = append(phrases, a+" "+b)
		}
	}
	return phrases
}

// ranks lists high grades, of those who lead people and, in banks, of others.
var ranks = []string{
	"VP", "vice president", "SVP", "EVP", "AVP", "senior vice president", "assistant vice president", "associate vice president",
}

// graded lists words for who works that a number may follow as a grade.
var graded = []string{
	"engineer", "scientist", "analyst", "developer", "technician", "specialist", "administrator", "architect", "programmer", "tester",
	"consultant", "coordinator", "designer", "accountant", "operator", "associate", "representative", "assistant", "clerk", "manager",
	"nurse",
}

// levelTable lists the phrases of titles that name a level wherever they stand; a level of 0 is for phrases that hold such a word
// and name none.
//
//nolint:misspell // words of other languages stand in it
var levelTable = []struct {
	seniority job.Seniority
	phrases   []string
}{
	{job.Intern, []string{
		"intern", "interns", "apprenticeship", "traineeship", "placement student", "industrial placement", "student worker", "masterarbeit",
		"bachelorarbeit", "abschlussarbeit", "master thesis", "summer analyst", "internship", "internships", "co-op", "working student", "werkstudent", "werkstudentin", "werkstudenten", "werkstudierende", "werkstudierender", "meewerkstage", "afstudeerstage", "trainee", "apprentice",
		"stagiaire", "praktikum", "praktikant", "praktikantin", "alternance", "alternant", "alternante", "apprenti", "apprentie",
		"becario", "becaria", "en prácticas", "estágio", "estagiário", "estagiária", "tirocinio", "tirocinante", "ausbildung",
		"auszubildende", "auszubildender", "azubi", "duales studium", "lehrling", "stażysta", "stażystka", "staż", "praktyki",
		"lärling", "harjoittelija",
	}},
	{job.Junior, []string{
		"early in career",
		"junior", "jr", "jr.", "graduate", "new grad", "new grads", "grad", "entry level", "I",
		"early career", "early careers", "recent graduate", "recent graduates", "recent grad", "recent grads", "graduates", "new graduate",
		"new graduates", "new college grad", "college graduate", "university graduate", "university graduates", "fresher", "freshers",
		"junior level", "associate", "engineer1", "university grad", "engineer in training", "EIT", "IC1", "IC 1",
		"juniors", "level 1", "level I", "débutant", "débutante", "jeune diplômé", "berufseinsteiger", "berufseinsteigerin",
		"berufsanfänger", "absolvent", "hochschulabsolvent", "recién graduado", "młodszy", "młodsza",
	}},
	{job.Mid, []string{
		"II", "mid-level", "mid", "intermediate", "middle developer", "middle engineer", "middle software", "middle backend", "middle frontend", "level 2", "level II", "midlevel", "IC2", "IC 2",
		"confirmé", "confirmée", "pleno", "medior", "semi-senior",
	}},
	{job.Senior, []string{
		"senior", "sr", "sr.", "sr associate", "sr. associate", "III", "seniors", "snr", "level 3", "level III", "senior level", "senior associate",
		"expérimenté", "expérimentée", "starszy", "starsza",
	}},
	{job.Junior, crossed(graded, []string{"1"})},
	{job.Mid, crossed(graded, []string{"2", "ll"})},
	{job.Senior, crossed(graded, []string{"3", "lll"})},
	{job.Staff, []string{"staff", "principal", "lead", "leads", "IV", "distinguished", "team lead", "fellow", "team leader"}},
	{job.Executive, []string{"chief"}},
	{job.Executive, ranks},
	{0, []string{
		"mid west", "mid-peninsula",
		"technical staff", "lead time", "lead generation", "sales led", "medical staff", "chief of staff",
		"associate director", "lead gen", "staff accountant", "staff nurse", "staff assistant", "staff pharmacist", "staff member", "staff services", "staff physician", "staff psychologist", "staff therapist", "staff veterinarian", "staff technician", "staff attorney", "staff auditor", "staff writer",
		"support staff", "staff augmentation", "staff analyst", "nursing staff", "wait staff", "kitchen staff", "member of staff", "office staff",
		"mid market", "mid atlantic", "mid year", "staff development", "postdoctoral fellow", "research fellow", "teaching fellow", "assistant principal", "vice principal", "school principal",
		"associate professor", "associate dean", "associate partner", "head start", "D&I",
	}},
}
