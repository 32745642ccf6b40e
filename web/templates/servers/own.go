package servers

import (
	"net/url"
	"time"

	"github.com/a-h/templ"

	"pinfold/web/templates/ui"
)

// Own is what the team itself wrote on a server: its tags and its note.
type Own struct {
	// ID and Name are those of the server.
	ID, Name string
	Tags     []string
	// Known are the team's tags, to choose from.
	Known []string
	// May lets the person change them.
	May bool
	// Text is the note, By and At tell who last changed it, and when.
	Text, By string
	At       time.Time
}

// tagsURL changes the tags of one server and leads back to its page. The id is
// not a field: a field named id hides the form's own from htmx, which then
// draws the form anew, without what is being typed.
func tagsURL(id string) templ.SafeURL {
	return templ.URL("/servers/tags?page=1&id=" + url.QueryEscape(id))
}

// TagBox asks for tags of one or more servers.
type TagBox struct {
	Asking ui.Asking
	IDs    []string
	// Names are the servers.
	Names []string
	Known []string
	// Have are the tags that some of the servers have.
	Have []TagLine
	// Value is what was entered, Problem why it was refused.
	Value, Problem string
	// Back is the query of the list that the person came from.
	Back string
	// Up and UpURL lead back on a page without script.
	Up, UpURL string
}

// TagLine is a tag that can be taken off.
type TagLine struct {
	Name, Count string
	Checked     bool
}

// NoteBox asks for the text of a note.
type NoteBox struct {
	Asking  ui.Asking
	Text    string
	Version string
	Problem string
	// Theirs is the note as someone else saved it meanwhile, By and At tell who
	// and when. Conflict says that it is to be compared.
	Conflict   bool
	Theirs, By string
	At         time.Time
	Up, UpURL  string
}

// ViewBox asks for the name of a view.
type ViewBox struct {
	Asking        ui.Asking
	Name, Problem string
	// Query is what is saved, Fit says it in words.
	Query, Fit string
	// MayShare offers to share it with the team.
	MayShare, Shared bool
	Up, UpURL        string
}

// View is a saved view in the menu and on its page.
type View struct {
	ID, Name, Href, Fit, By string
	Shared, Current         bool
	// EditURL and RemoveURL are empty for who may not change it.
	EditURL, RemoveURL string
}

// Column is a column of the list that can be shown or hidden.
type Column struct {
	Key, Label string
	Shown      bool
	// Class hides it where there is no room.
	Class string
}
