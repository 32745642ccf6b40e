package idcloudhost

import (
	"strings"

	"pinfold/internal/providers"
)

// checkSlug refuses a location that would change the path it becomes a part
// of. None at all is the default location.
func checkSlug(op providers.OpID, slug string) error {
	if len(slug) <= 64 && plain(slug) && !strings.Contains(slug, ".") {
		return nil
	}
	return invalid(op, "This is not a location of IDCloudHost. Nothing was sent.")
}

// checkID refuses an id that is not one of IDCloudHost's.
func checkID(op providers.OpID, id string) error {
	if id != "" && len(id) <= 128 && plain(id) && id != "." && id != ".." {
		return nil
	}
	return invalid(op, "This is not an id of IDCloudHost. Nothing was sent.")
}

func invalid(op providers.OpID, sentence string) error {
	return &providers.Error{Kind: providers.ErrInvalid, Op: op, NotSent: true, Sentence: sentence}
}

// plain reports whether the text has only what ids, slugs and addresses have.
func plain(text string) bool {
	for _, r := range text {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		if !letter && r != '-' && r != '_' && r != '.' {
			return false
		}
	}
	return true
}
