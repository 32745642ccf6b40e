package providers

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Check refuses the change if what is there now is neither what was seen nor
// what is wanted. Label names a detail for people.
func (b BillingChange) Check(now, label func(name string) string) error {
	var differ []string
	for _, name := range slices.Sorted(maps.Keys(b.Want)) {
		is := strings.TrimSpace(now(name))
		if is != b.Seen[name] && is != b.Want[name] {
			differ = append(differ, fmt.Sprintf("%s is %s now, and was %s when the form was opened.", label(name), quoted(is), quoted(b.Seen[name])))
		}
	}
	if len(differ) == 0 {
		return nil
	}
	return &Error{Kind: ErrInvalid, NotSent: true,
		Sentence: "The billing account was changed meanwhile. " + strings.Join(differ, " ") + " Nothing was sent. Open the form again to start from there."}
}

func quoted(text string) string {
	if text == "" {
		return "empty"
	}
	return "“" + text + "”"
}
