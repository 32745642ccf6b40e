package alerts

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"pinfold/internal/models"
)

// logPath is the page of the deliveries.
const logPath = "/settings/alerts/log"

// Message is what a channel sends at once: an alert, or several.
type Message struct {
	// ID stays the same over all tries, so that a receiver knows it again.
	ID string
	At time.Time
	// Test is a message without alerts that a person asked for. Summary is one
	// about what quiet hours held back.
	Test, Summary bool
	Team          models.Team
	Items         []Item
	// Base is the address that people reach the panel at.
	Base *url.URL
}

// Item is one alert of a message.
type Item struct {
	Alert models.Alert
	// Account is what the account is called, "" for the team as a whole.
	Account  string
	Provider string
	// Reminder counts how often it was sent before.
	Reminder int
	// URL leads to the panel's page about it.
	URL string
}

// Headline is the message in one line.
func (m Message) Headline() string {
	switch {
	case m.Test:
		return "Test: alerts of " + m.team() + " arrive here"
	case m.Summary:
		return fmt.Sprintf("%s from the quiet hours", m.count())
	case len(m.Items) == 1:
		return m.Items[0].Title()
	}
	return m.count()
}

func (m Message) team() string { return plain(m.Team.Name, 60) }

func (m Message) count() string {
	if len(m.Items) == 1 {
		return "1 alert"
	}
	return fmt.Sprintf("%d alerts", len(m.Items))
}

// Title is the alert in one line.
func (i Item) Title() string {
	title := i.Alert.Title
	if i.Reminder > 0 {
		title = "Still: " + title
	}
	return title
}

// Line says how bad it is before the title, and whether it is over.
func (i Item) Line() string {
	line := Severity(i.Alert.Severity).Word() + ": " + i.Title()
	if i.Alert.EndedAt != nil && !momentary(i.Alert.Rule) {
		line += " (over by now)"
	}
	return line
}

func momentary(rule string) bool {
	r, ok := RuleNamed(rule)
	return ok && r.Moment
}

// Text writes the message with at most that many characters. The escape is
// applied to everything that is not the panel's own.
func (m Message) Text(escape func(string) string, most int) string {
	if m.Test {
		return escape(m.Headline()+".") + "\n" + m.Base.JoinPath("settings", "alerts").String()
	}
	var out strings.Builder
	if len(m.Items) > 1 || m.Summary {
		out.WriteString(escape(m.team()+": "+m.Headline()) + "\n\n")
	}
	for i, item := range m.Items {
		part := escape(item.Line()) + "\n"
		if item.Alert.Text != "" {
			part += escape(item.Alert.Text) + "\n"
		}
		part += item.URL + "\n"
		rest := fmt.Sprintf("And %d more: %s\n", len(m.Items)-i, m.Base.JoinPath(logPath))
		if len([]rune(out.String()))+len([]rune(part))+len([]rune(rest))+1 > most {
			out.WriteString(rest)
			break
		}
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(part)
	}
	return strings.TrimSpace(out.String())
}
