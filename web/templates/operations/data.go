// Package operations draws the list of operations and the page of one.
package operations

import (
	"time"

	"pinfold/web/templates/ui"
)

// Row is one operation.
type Row struct {
	ID, Href, Title string
	// Name is what it acts on, for the list of a bulk run's parts.
	Name string
	// Code, Provider and Account tell where; a bulk run has none.
	Code, Provider, Account string
	Kind                    ui.Kind
	// Word is the state, Detail the step below it.
	Word, Detail string
	// Percent is below zero while none is known.
	Percent int
	Who     string
	// Began is when it was asked for, Ended zero while it is open.
	Began, Ended time.Time
	// CancelURL is "" if it cannot be cancelled any more.
	CancelURL string
	// Sentence is what went wrong, Said the provider's own words.
	Sentence, Said string
	Known          []Known
	DecideURL      string
	// Held tells what waits for the decision.
	Held string
}

// Known is one line of what is known about a lost answer.
type Known struct {
	Kind ui.Kind
	Text string
	// Mono is a call, shown as machines write it.
	Mono string
	At   time.Time
}

// List is the page of all operations.
type List struct {
	Tabs []ui.Tab
	// NeedYou are those with an outcome that a person must decide on.
	NeedYou []Row
	Running []Row
	Waiting []Row
	// Finished is filled on the tab of that name.
	Finished []Row
	Pages    ui.Pages
	Show     string
}

// Step is one provider write and how far it got.
type Step struct {
	Kind         ui.Kind
	Text, Detail string
	At           time.Time
}

// Line is one line of the log.
type Line struct {
	At         time.Time
	Word, Text string
}

// Fact is one line at the side.
type Fact struct {
	Name, Value string
	Href        string
	Moment      time.Time
}

// Page is the page of one operation.
type Page struct {
	Row   Row
	Steps []Step
	Log   []Line
	Facts []Fact
	// Children are the operations of a bulk run.
	Children []Row
	// Progress says how a bulk run goes: "31 done, 17 to go."
	Progress string
	// Pace says what holds a bulk run up: "Clodo allows 10 per minute.", "" if
	// nothing that is known. Ends is when that lets it end.
	Pace string
	Ends time.Time
	// Partly says that only a part of the run is held up so.
	Partly bool
	// StopURL stops what of a bulk run was not sent yet, "" if nothing.
	StopURL string
	// AnswerURL shows a secret answer once, "" if there is none.
	AnswerURL string
	// Answer is the secret answer after it was asked for.
	Answer []Fact
	// ConflictURL leads to the choice between the person's changes of a zone and
	// those of others, "" where none stand against each other.
	ConflictURL string
	// RetryURL opens the action again, "" where that is not offered.
	RetryURL   string
	RetryLabel string
	// Live are the names that the page listens to.
	Live []string
}
