// Package alerts tells teams of what asks for attention: its rules find what is
// worth an alert in the panel's own database, its channels send it, and its
// deliveries are rows that survive a restart.
package alerts

import (
	"context"
	"slices"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// Severity is how much an alert matters.
type Severity string

// The severities, the worst first.
const (
	Urgent  Severity = "urgent"
	Warning Severity = "warning"
	Notice  Severity = "notice"
)

// Severities lists all of them, the worst first.
func Severities() []Severity { return []Severity{Urgent, Warning, Notice} }

// Word is the severity at the beginning of a line.
func (s Severity) Word() string {
	switch s {
	case Urgent:
		return "Urgent"
	case Warning:
		return "Warning"
	}
	return "Notice"
}

// Rule is one sort of thing that is worth an alert.
type Rule struct {
	// Name is stable: it is stored and sent.
	Name string
	// Label and Help say it to people.
	Label, Help string
	Severity    Severity
	// Moment says that the rule tells of what happened, once, and not of what
	// goes on until it ends.
	Moment bool
	// Find returns all that the rule would tell of now.
	Find func(ctx context.Context, in In) ([]Subject, error)
}

// In is what a rule looks at.
type In struct {
	Scope    models.Scope
	Settings models.AlertSettings
	Now      time.Time
	Accounts map[models.ID]models.Account
	// Vendor names a provider.
	Vendor func(providers.Slug) string
}

// account is what an account is called in an alert.
func (in In) account(id models.ID) string {
	a, ok := in.Accounts[id]
	if !ok {
		return "an account that was removed"
	}
	return in.Vendor(a.Provider) + " " + a.Label
}

// Subject is one thing to tell of. While it is found again under the same key
// it is the same alert.
type Subject struct {
	Key     string
	Account models.ID
	// Severity replaces that of the rule, if set.
	Severity    Severity
	Title, Text string
	// Path leads to the panel's page about it.
	Path string
	// Since is when it began, if that is known.
	Since time.Time
}

// Rules are all rules, in the order in which they are shown.
func Rules() []Rule {
	return []Rule{accountFailing, operationUnknown, operationFailed, balanceLow, invoiceDue, serverExpires, ticketNew}
}

// RuleNamed finds a rule.
func RuleNamed(name string) (Rule, bool) {
	rules := Rules()
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.Name == name })
	if i < 0 {
		return Rule{}, false
	}
	return rules[i], true
}

// check turns what a rule found into what is recorded.
func (r Rule) check(found []Subject, settings models.AlertSettings) models.AlertCheck {
	check := models.AlertCheck{Rule: r.Name, Moments: r.Moment, Remind: time.Duration(settings.RemindHours) * time.Hour}
	for _, s := range found {
		if s.Severity == "" {
			s.Severity = r.Severity
		}
		check.Found = append(check.Found, models.Alert{AccountID: s.Account, Subject: s.Key, Severity: string(s.Severity),
			Title: plain(s.Title, titleMost), Text: plain(s.Text, textMost), Path: s.Path, At: s.Since})
	}
	return check
}
