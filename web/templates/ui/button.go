package ui

import "github.com/a-h/templ"

// Look is the weight of a button.
type Look string

// The looks of a button. A view has one Primary button at most; Danger stands
// in dialogs only.
const (
	Quiet   Look = "btn-quiet"
	Primary Look = "btn-primary"
	Ghost   Look = "btn-ghost"
	Danger  Look = "btn-error"
)

// Btn describes a button, or a link that looks like one if it has an Href.
type Btn struct {
	Label string
	Icon  string
	Look  Look
	Href  string
	// Submit, Name and Value are for buttons in forms.
	Submit      bool
	Name, Value string
	// Form is the id of the form it sends, "" for the one around it.
	Form string
	// Small is for buttons within rows and notes.
	Small bool
	// Busy takes the place of the label while an answer is awaited, where that
	// may take longer than a moment.
	Busy string
	// Off makes it not work. The reason stands beside it, in the open.
	Off   bool
	Class string
	Attrs Attrs
}

func (b Btn) class() string {
	look := b.Look
	if look == "" {
		look = Quiet
	}
	size := "btn-sm"
	if b.Small {
		size = "btn-xs"
	}
	return templ.Classes("btn", size, string(look), b.Class).String()
}

func (b Btn) kind() string {
	if b.Submit {
		return "submit"
	}
	return "button"
}
