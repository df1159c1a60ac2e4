package skills

import (
	"bufio"
	"slices"
	"strings"
	"testing"
)

func TestRolesAreWhatReadersLabelled(t *testing.T) {
	c := classifier(t)
	in := bufio.NewScanner(openShared(t, "gold/roles.tsv"))
	in.Scan() // the header
	var roles, levels score
	count := func(s *score, line, want string, got []string) {
		wanted := strings.Split(want, ",")
		if want == "none" || want == "unspecified" {
			wanted = nil
		}
		for _, g := range got {
			if slices.Contains(wanted, g) {
				s.right++
			} else {
				s.wrong++
			}
		}
		for _, w := range wanted {
			if !slices.Contains(got, w) {
				s.missed++
			}
		}
		if !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(wanted))) {
			t.Logf("%.110s: %v; want %v", line, got, wanted)
		}
	}
	for in.Scan() {
		f := strings.Split(in.Text(), "\t")
		d := Document{Title: f[1]}
		if f[0] == "first-line" {
			d = Document{Lead: f[1]}
		}
		facts := c.Classify(d)
		count(&roles, f[1], f[2], facts.Roles.Names())
		count(&levels, f[1], f[3], facts.Seniority.Names())
	}
	for _, g := range []struct {
		name              string
		score             score
		precision, recall float64
	}{{"roles", roles, 0.98, 0.98}, {"seniority", levels, 0.98, 0.98}} {
		t.Logf("%s: precision %.3f, recall %.3f (%+v)", g.name, g.score.precision(), g.score.recall(), g.score)
		if g.score.precision() < g.precision || g.score.recall() < g.recall {
			t.Errorf("%s: precision %.3f, recall %.3f; want at least %.2f, %.2f", g.name, g.score.precision(), g.score.recall(), g.precision, g.recall)
		}
	}
}

func TestNoPhraseStandsTwice(t *testing.T) {
	signs := cuePhrases()
	for _, d := range shippedDecoys {
		signs = append(signs, phrase{text: d})
	}
	for name, phrases := range map[string][]phrase{"signals and decoys": signs, "titles": titlePhrases(), "levels": levelPhrases()} {
		seen := make(map[string]phrase)
		for _, p := range phrases {
			key := strings.ReplaceAll(strings.ToLower(p.text), "-", " ") // as the matcher finds it
			if first, ok := seen[key]; ok {
				t.Errorf("%s: %q and %q are one phrase, which the first of them holds", name, first.text, p.text)
			}
			seen[key] = p
		}
	}
}

func TestTitlePhrasesCanBeFound(t *testing.T) {
	for _, p := range slices.Concat(titlePhrases(), levelPhrases(), cuePhrases()) {
		if i := strange(p.text); i >= 0 {
			t.Errorf("%q holds %q, which no phrase is found by", p.text, p.text[i:])
		}
	}
}

//nolint:misspell // the titles are in other languages
func TestTitlesOfOtherLanguagesAreRead(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct{ title, roles, levels string }{
		{"Développeur(se) Java confirmé(e) H/F", "software", "mid"},
		{"Développeur·euse Full-Stack", "fullstack", ""},
		{"Développeuse web junior (F/H)", "frontend", "junior"},
		{"Ingénieur logiciel embarqué - H/F", "embedded", ""},
		{"Ingénieur.e DevOps expérimenté.e", "devops", "senior"},
		{"Ingénieur d’études et développement", "software", ""},
		{"Ingénieur mécanique", "other-technical", ""},
		{"Analyste de données", "data-science", ""},
		{"Administrateur systèmes et réseaux", "devops", ""},
		{"Alternance - Développeur mobile", "mobile", "intern"},
		{"Chargé(e) de clientèle", "not-technical", ""},
		{"Chef de projet marketing", "not-technical", ""},
		{"Aide-soignante de nuit", "not-technical", ""},
		{"Technicien informatique", "other-technical", ""},
		{"Softwareentwickler:in (m/w/d)", "software", ""},
		{"Software-Entwickler*innen Backend", "backend", ""},
		{"Backendentwicklerin (w/m/d)", "backend", ""},
		{"DevOps Ingenieur (m/w/d)", "devops", ""},
		{"Ingenieur/in für Sicherheit", "security", ""},
		{"Küchenchef (m/w/d)", "not-technical", ""},
		{"Mitarbeiter (m/w/d) als Data Scientist", "data-science", ""},
		{"Werkstudent (m/w/d) als Softwareentwickler", "software", "intern"},
		{"Kuechenchef/in", "not-technical", ""},
		{"Verkäuferin in Teilzeit", "not-technical", ""},
		{"Teamleiter Kundenservice", "not-technical", "manager"},
		{"Leiter Softwareentwicklung", "management", "executive"},
		{"Ausbildung Fachinformatiker (m/w/d)", "software", "intern"},
		{"Desarrollador/a Backend Senior", "backend", "senior"},
		{"Desarrollador/a", "software", ""},
		{"Ingeniera de datos", "data-engineering", ""},
		{"Programador Sênior", "software", "senior"},
		{"Desenvolvedor(a) Front-end Pleno", "frontend", "mid"},
		{"Engenheiro de Software Júnior", "software", "junior"},
		{"Estagiário de Segurança da Informação", "security", "intern"},
		{"Enfermero/a de urgencias", "not-technical", ""},
		{"Médico de família", "not-technical", ""},
		{"Sviluppatore web", "frontend", ""},
		{"Ingegnere del software", "software", ""},
		{"Addetta alle vendite", "not-technical", ""},
		{"Medior ontwikkelaar", "software", "mid"},
		{"Verpleegkundige", "not-technical", ""},
		{"Inżynier oprogramowania", "software", ""},
		{"Starszy programista Java", "software", "senior"},
		{"Młodszy tester oprogramowania", "qa", "junior"},
		{"Księgowa", "not-technical", ""},
		{"Mjukvaruingenjör", "software", ""},
		{"Backend-utvecklare", "backend", ""},
		{"Undersköterska", "not-technical", ""},
		{"Programmør til IT-afdeling", "software", ""},
		{"Frontendutvikler", "frontend", ""},
		{"Dataingeniør", "data-engineering", ""},
		{"Trafikledare i Norrland", "not-technical", ""},
		{"Developer I (Java)", "software", "junior"},
		{"Senior I am told, developer", "software", "senior"},
		{"Recruiter, Services D&I", "not-technical", ""},
		{"QA_Backend Engineer_Lyon", "backend,qa", ""},
		{"Packaging R&D Engineer", "other-technical", ""},
		{"CAD Engineer, Valves", "other-technical", ""},
		{"Senior Java Consultant", "software", "senior"},
		{"Network Analyst", "other-technical", ""},
		{"Marketing Analytics Engineer", "data-engineering", ""},
		{"Computer Vision R&D Engineer", "ml", ""},
		{"Ohjelmistokehittäjä", "software", ""},
	} {
		facts := c.Classify(Document{Title: test.title})
		if roles, levels := strings.Join(facts.Roles.Names(), ","), strings.Join(facts.Seniority.Names(), ","); roles != test.roles || levels != test.levels {
			t.Errorf("%s: %q, %q; want %q, %q", test.title, roles, levels, test.roles, test.levels)
		}
	}
}

func TestTitlesSayWhoWorksAndOnWhat(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct{ title, roles, levels string }{
		{"Data Engineer/Scientist", "data-engineering,data-science", ""},
		{"Software Engineers & Data Scientists", "data-science,software", ""},
		{"Software Engineers and Product Managers", "software,not-technical", ""},
		{"Rust Developers & Engineering Manager", "software,management", "manager"},
		{"Founding Backend Engineer, Founding Product Designer", "backend,not-technical", ""},
		{"Manager, Data Engineers", "data-engineering,management", "manager"},
		{"Backend Engineers & Managers", "backend,management", "manager"},
		{"Software Engineer, Supply Chain", "software", ""},
		{"Director, AI Partnerships", "not-technical", "executive"},
		{"Account Executive UK&I", "not-technical", ""},
		{"Head of Marketing Analytics", "data-science,management", "executive"},
		{"Engineering Manager, Sales Platform", "devops,management", "manager"},
		{"Propulsion Systems Engineer", "other-technical", ""},
		{"Data Centre Engineer", "other-technical", ""},
		{"Director of Product Management", "not-technical", "executive"},
		{"Research Scientist, Immunology", "other-technical", ""},
		{"Technician 2", "not-technical", "mid"},
		{"Engineering Technician, Kilns", "other-technical", ""},
		{"Senior Fullstack JavaScript Developer", "fullstack", "senior"},
		{"Software Engineer, Ads Platform", "software", ""},
		{"Software Engineer, Platform", "devops", ""},
		{"Design Systems Engineer", "frontend", ""},
		{"Werkstudierende Buchhaltung", "not-technical", "intern"},
		{"Chemielaborantin", "not-technical", ""},
		{"Screen Processor", "not-technical", ""},
		{"Data Scientist/Analyst (R)", "data-science", ""},
		{"System/Data Analyst", "data-science,other-technical", ""},
		{"Remote/Hybrid Data Scientist", "data-science", ""},
		{"Economist / Data Scientist", "data-science", ""},
		{"Content Writers, Java Developers, Frontend Developers", "frontend,software,not-technical", ""},
		{"Project Manager, Senior Backend Engineer (Go), Mobile Engineer", "backend,mobile,not-technical", "senior"},
		{"Software Engineer, Backend, Payments", "backend", ""},
		{"Analyst, Data Strategy", "data-science", ""},
		{"Thermal Engineer", "other-technical", ""},
		{"Thermal Software Engineer", "software", ""},
		{"RF Software Engineer", "software", ""},
		{"Solutions Architect, Data Science", "other-technical", ""},
		{"Research Engineer, Machine Learning", "ml", ""},
		{"Research Engineer, Ceramics", "other-technical", ""},
		{"Program Manager, Garden Fairs", "not-technical", ""},
		{"Program Manager, Data Warehouse", "other-technical", ""},
		{"Product Manager - Technical, Garden Fairs", "other-technical", ""},
		{"Product Manager, Data Warehouse", "not-technical", ""},
		{"Product Manager, Vice President", "not-technical", "executive"},
		{"Wealth Advisor, Vice President", "not-technical", "executive"},
		{"Data Scientist, Vice President", "data-science", "executive"},
		{"Vice President, Data Science", "data-science,management", "executive"},
		{"Senior Software Engineer I", "software", "senior"},
		{"Software Engineer I/II", "software", "junior,mid"},
		{"Backend / Java Developer", "backend", ""},
		{"Backend / Software Engineer", "backend,software", ""},
		{"Software Engineer (EU) I Full-time", "software", ""},
		{"Mid-Market Sales Associate", "not-technical", "junior"},
		{"Analyst, Risk Management", "not-technical", ""},
		{"Support Engineers", "other-technical", ""},
		{"Client/Server Developer", "software", ""},
		{"Machine Learning Instructor", "not-technical", ""},
		{"Recruiter, Data Science", "not-technical", ""},
		{"Security Automation Engineer", "security", ""},
		{"React Developer", "frontend", ""},
		{"Internship: Large Language Models", "ml", "intern"},
		{"Director of Product, AI Platform", "not-technical", "executive"},
		{"Risk Management – Reporting Analyst", "data-science", ""},
		{"Artificial Intelligence Researcher", "ml", ""},
		{"Optical Engineer, AI Platforms", "other-technical", ""},
		{"Frühstücksmitarbeiter in Teilzeit", "not-technical", ""},
		{"Anlagensoftwareentwicklerin", "software", ""},
		{"Computational Botany Engineer", "other-technical", ""},
		{"Software and Systems Engineer", "devops,software", ""},
		{"Garden Care Team Leader", "not-technical", "staff"},
		{"Software Engineer ll", "software", "mid"},
		{"Engineer-in-Training, Water", "other-technical", "junior"},
		{"Research Staff Member, Backend Engineer", "backend", ""},
	} {
		facts := c.Classify(Document{Title: test.title})
		if roles, levels := strings.Join(facts.Roles.Names(), ","), strings.Join(facts.Seniority.Names(), ","); roles != test.roles || levels != test.levels {
			t.Errorf("%s: %q, %q; want %q, %q", test.title, roles, levels, test.roles, test.levels)
		}
	}
}

func TestFirstLinesSayWhoWorksAndOnWhat(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct{ line, roles, levels string }{
		{"Acme | SWEs, BE/FE Engineers, MLEs, SDETs | Oslo", "backend,frontend,ml,qa,software", ""},
		{"You'll be engineer number three", "", ""},
		{"Acme | Software Engineer | Junior to Senior | Paris", "software", "junior,senior"},
		{"Acme | Software Engineer | Senior: $180k, Staff: $220k", "software", "senior,staff"},
		{"Acme | Full Stack Engineer | React, Node.js", "fullstack", ""},
		{"Acme | Java Engineer, React", "frontend,software", ""},
		{"Acme | React / Security", "frontend,security", ""},
		{"Acme | React | Oslo", "frontend", ""},
		{"Acme | Senior Software Engineer | Go, React, Kubernetes", "software", "senior"},
		{"Acme - Software Engineer - Firmware", "embedded", ""},
		{"Acme | Software Engineer, Backend", "backend", ""},
		{"Acme | Software Engineer, Data Platform", "data-engineering", ""},
		{"Acme | Software Engineers, Data Science", "data-science,software", ""},
		{"Acme | Insurance | Paris", "not-technical", ""},
		{"We want to keep the promise that insurance is for everyone who has a garden, and for everyone who would like to have one as well, be it on a roof in Oslo", "", ""},
		{"Acme | Software Engineer / Web Developer", "frontend,software", ""},
		{"Acme | Thermal and Optical Engineers", "other-technical", ""},
		{"I would look it up", "", ""},
		{"Data Engineer | Acme | Remote", "data-engineering", ""},
	} {
		facts := c.Classify(Document{Lead: test.line})
		if roles, levels := strings.Join(facts.Roles.Names(), ","), strings.Join(facts.Seniority.Names(), ","); roles != test.roles || levels != test.levels {
			t.Errorf("%s: %q, %q; want %q, %q", test.line, roles, levels, test.roles, test.levels)
		}
	}
}

func TestPlainTitle(t *testing.T) {
	for _, test := range []struct{ title, want string }{
		{"Engineer (m/w/d)", "Engineer (m/w/d)"},
		{"Développeur(se), Chargé.e.s", "Developpeur, Charge"},
		{"Größe Łódź Ærø Œuvre d’été", "Grosse lodz aero oeuvre d'ete"},
		{"Entwickler/-in, Entwickler_innen", "Entwickler, Entwickler"},
		{"De\u0301veloppeur", "Developpeur"},
		{"Python/R, C/C++, Node.js, UI/UX, vue.es6", "Python/R, C/C++, Node.js, UI/UX, vue.es6"},
		{"エンジニア разработчик", "エンジニア разработчик"},
	} {
		if got := plainTitle(test.title); got != test.want {
			t.Errorf("plainTitle(%q) = %q; want %q", test.title, got, test.want)
		}
	}
}
