package handlers

import "strings"

// The marks by which browsers and systems tell themselves apart. The first that
// fits counts, since most claim to be several.
var (
	browserMarks = []mark{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"Vivaldi/", "Vivaldi"}, {"YaBrowser/", "Yandex Browser"}, {"SamsungBrowser/", "Samsung Internet"},
		{"FxiOS/", "Firefox"}, {"Firefox/", "Firefox"}, {"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}, {"curl/", "curl"}}
	systemMarks = []mark{{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"CrOS", "ChromeOS"},
		{"Macintosh", "macOS"}, {"FreeBSD", "FreeBSD"}, {"OpenBSD", "OpenBSD"}, {"Linux", "Linux"}}
)

type mark struct{ sign, name string }

// deviceWords says in words what a browser says of itself.
func deviceWords(agent string) string {
	browser, system := named(browserMarks, agent), named(systemMarks, agent)
	switch {
	case browser != "" && system != "":
		return browser + " on " + system
	case browser != "":
		return browser
	case system != "":
		return "A browser on " + system
	}
	return "An unknown browser"
}

func named(marks []mark, agent string) string {
	for _, m := range marks {
		if strings.Contains(agent, m.sign) {
			return m.name
		}
	}
	return ""
}
