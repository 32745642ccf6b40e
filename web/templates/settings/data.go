// Package settings draws what a person and a team can set.
package settings

// Group is a heading of the settings and the pages below it.
type Group struct {
	Title string
	Pages []Page
}

// Page is a page of the settings, in a sentence.
type Page struct {
	Title, Text, Icon, Href string
}
