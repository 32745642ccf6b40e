package providers

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"pinfold/internal/form"
)

// Vendor is one provider: its name, what an account needs, and how to open a
// client for one.
type Vendor struct {
	Slug Slug
	Name string
	// Code is the two-letter mark.
	Code string
	// Currency is the default of a new account, an ISO 4217 code.
	Currency string
	// Connect describes the settings and credentials of an account. Secret
	// fields are the credentials.
	Connect form.Form
	// KeyHelp says where a person finds the credentials.
	KeyHelp string
	// Zero is a client without credentials, good for type assertions and for
	// methods that call nothing.
	Zero Client
	// Lacks tells what an account with these settings cannot do, and why.
	Lacks func(settings form.Values) Reasons
	// Open makes a client. It calls nothing.
	Open func(settings, credentials form.Values, kit Kit) (Client, error)
	// Endpoint is the address that an account with these settings talks to.
	Endpoint func(settings form.Values) string
	// Limits are the rate limits to obey until the provider tells others.
	Limits []Limit
	// Trade is another way to get the credentials, nil where there is none.
	Trade *Trade
}

// Trade gets an account's credentials for others that are used once and not
// stored.
type Trade struct {
	// Label names the other way: "E-mail and password".
	Label string
	// Form describes what has to be entered, beside the open settings of the
	// account that Connect describes.
	Form form.Form
	// Do calls the provider once and returns values for the fields of Connect.
	Do func(ctx context.Context, settings, entered form.Values, kit Kit) (form.Values, error)
}

// Reasons maps the name of an action to the sentence why it is not possible.
type Reasons map[string]string

// Limit bounds the calls of one method to a path within a window.
type Limit struct {
	// Method is an HTTP method; "" matches all.
	Method string
	// Prefix is the beginning of the path; "" matches all.
	Prefix string
	Count  int
	Per    time.Duration
}

// Kit is what a client needs from the panel.
type Kit struct {
	// Reads sends repeatable calls, Writes sends each call once on a
	// connection of its own.
	Reads, Writes http.RoundTripper
	// Allow is asked before each call. It returns a Limit error with the time
	// to wait if the call may not be sent now.
	Allow func(ctx context.Context, call Call) error
	Log   *slog.Logger
	Now   func() time.Time
}

// Call is what the limiter needs to know of a call.
type Call struct {
	Op     OpID
	Method string
	Path   string
}
