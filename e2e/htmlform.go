//go:build e2e

package e2e

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// Form returns the values that an untouched form of the page would send. The
// form is found by its action.
func (a Answer) Form(action string) (url.Values, bool) {
	page, err := html.Parse(strings.NewReader(a.Body))
	if err != nil {
		return nil, false
	}
	for node := range page.Descendants() {
		if node.Data == "form" && attr(node, "action") == action {
			return formValues(node), true
		}
	}
	return nil, false
}

func formValues(form *html.Node) url.Values {
	values := url.Values{}
	for node := range form.Descendants() {
		name := attr(node, "name")
		if node.Type != html.ElementNode || name == "" || has(node, "disabled") {
			continue
		}
		switch node.Data {
		case "input":
			if kind := attr(node, "type"); kind == "checkbox" || kind == "radio" {
				if has(node, "checked") {
					values.Add(name, attr(node, "value"))
				}
			} else if kind != "submit" {
				values.Add(name, attr(node, "value"))
			}
		case "textarea":
			values.Add(name, text(node))
		case "select":
			values.Add(name, chosen(node))
		}
	}
	return values
}

// chosen is the selected option, else the first one.
func chosen(list *html.Node) string {
	first, found := "", false
	for node := range list.Descendants() {
		if node.Data != "option" || has(node, "disabled") {
			continue
		}
		if has(node, "selected") {
			return attr(node, "value")
		}
		if !found {
			first, found = attr(node, "value"), true
		}
	}
	return first
}

func attr(node *html.Node, name string) string {
	for _, a := range node.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(node *html.Node, name string) bool {
	for _, a := range node.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func text(node *html.Node) string {
	var all strings.Builder
	for child := range node.Descendants() {
		if child.Type == html.TextNode {
			all.WriteString(child.Data)
		}
	}
	return all.String()
}

// Text is what a person reads on the page, with single spaces.
func (a Answer) Text() string {
	page, err := html.Parse(strings.NewReader(a.Body))
	if err != nil {
		return a.Body
	}
	return strings.Join(strings.Fields(text(page)), " ")
}

// typedName is the name that the page wants typed.
func (a Answer) typedName() string {
	page, err := html.Parse(strings.NewReader(a.Body))
	if err != nil {
		return ""
	}
	for node := range page.Descendants() {
		if node.Data == "b" && has(node, "data-typed-name") {
			return text(node)
		}
	}
	return ""
}
