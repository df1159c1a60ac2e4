package skills

import (
	"strings"
	"testing"
)

func TestLanguageIsThatOfTheSourceElseOfTheText(t *testing.T) {
	english := "We are looking for a developer who maintains the services that our customers use, and who writes tests with the team. "
	german := "Wir suchen eine Entwicklerin oder einen Entwickler für unser Team, das die Dienste unserer Kunden betreibt und ausbaut. "
	for _, test := range []struct{ tag, text, want string }{
		{"en-US", german, "en"},
		{"de", "", "de"},
		{"deu", "", "de"},
		{"klingon", german, "de"},
		{"fil_PH", "", "fil"},
		{"German", german, "de"},
		{"", english, "en"},
		{"", strings.Repeat(english, 30), "en"},
		{"", strings.Repeat(german, 30), "de"},
		{"", "Go, Rust, Kubernetes, Docker, Python", ""},
		{"", "Nous recherchons une développeuse ou un développeur pour rejoindre notre équipe et faire évoluer nos services avec nos clients.", "fr"},
		{"", "私たちは、お客様が毎日使うサービスを一緒に作ってくれるエンジニアを探しています。チームで設計し、テストを書き、運用まで担当します。経験を問いません。", "ja"},
		{"", "", ""},
	} {
		if got := languageOf(test.tag, test.text); got != test.want {
			t.Errorf("languageOf(%q, %.40q) = %q; want %q", test.tag, test.text, got, test.want)
		}
	}
}
