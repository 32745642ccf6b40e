package settings

import (
	"time"

	"pinfold/internal/form"
)

// Factor is the panel of the second factor.
type Factor struct {
	// App says that an authenticator app is set up, since Since.
	App   bool
	Since time.Time
	// Any says that there is a second factor of some kind, so that recovery
	// codes belong to it. Codes is how many are left, Most how many there were.
	Any         bool
	Codes, Most int

	StartURL, OffURL, CodesURL string
}

// few reports whether new codes should be made before the last one is needed.
func (f Factor) few() bool { return f.Codes <= 2 }

// AppSetup is the page on which an authenticator app is set up.
type AppSetup struct {
	Picture Picture
	// Key is the secret in groups, URL what the picture says.
	Key, URL      string
	Action, UpURL string
	Form          form.Form
	Values        form.Values
	Errors        form.Errors
}

// Picture is a QR code: its dark squares as the path of an SVG, in a field of Size
// squares each way.
type Picture struct {
	Size int
	Path string
}

// Codes is the page that shows recovery codes, once.
type Codes struct {
	// Done says what happened before.
	Done  string
	Codes []string
	// Whose says for the paper where the codes let whom in.
	Whose         string
	Text          string
	FileURL, Next string
}

// Policy is the page of what a team asks of its members.
type Policy struct {
	Form   form.Form
	Values form.Values
	Errors form.Errors
	Action string
	// Lacking are the members who have no second factor.
	Lacking []string
	Members int
	On      bool
}
