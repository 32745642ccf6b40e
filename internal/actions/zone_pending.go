package actions

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/zone"
)

// Pending is what a person changed in a zone and has not sent yet.
type Pending struct {
	Changes []zone.Change
	// Records is how many the zone holds as it was last read.
	Records int
	// Wrong says why name servers would not take the zone that the changes make,
	// "" if they would.
	Wrong string
}

// fieldChanges is the input of zone.apply that holds the changes; fieldSeen marks
// those that the person was shown.
const fieldChanges = "changes"

// toldChanges is how many changes an operation's page lists.
const toldChanges = 50

func pendingOf(t Target) Pending {
	if t.Pending == nil {
		return Pending{}
	}
	return *t.Pending
}

// mark is another one for other changes.
func (p Pending) mark() string {
	data, _ := json.Marshal(p.Changes) // Texts and numbers always encode.
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// touched is how many records that are there the changes remove or change.
func (p Pending) touched() (removed, changed int) {
	for _, c := range p.Changes {
		switch {
		case c.Removes():
			removed++
		case !c.Adds():
			changed++
		}
	}
	return removed, changed
}

// grave reports whether more than a third of the zone goes or changes.
func (p Pending) grave() bool {
	removed, changed := p.touched()
	return p.Records > 0 && 3*(removed+changed) > p.Records
}

// carries seals the changes into the operation: what runs is what was seen,
// whatever is edited meanwhile.
func (p Pending) carries() (form.Values, [][2]string) {
	data, _ := json.Marshal(p.Changes) // Texts and numbers always encode.
	var words [][2]string
	for i, c := range p.Changes {
		if i == toldChanges {
			words = append(words, [2]string{"And", fmt.Sprintf("%d more", len(p.Changes)-i)})
			break
		}
		words = append(words, [2]string{verbOf(c), lineOf(c)})
	}
	return form.Values{fieldChanges: string(data)}, words
}

func changesIn(in form.Values) (changes []zone.Change, err error) {
	err = json.Unmarshal([]byte(in[fieldChanges]), &changes)
	return changes, err
}

func verbOf(c zone.Change) string {
	switch {
	case c.Adds():
		return "Add"
	case c.Removes():
		return "Remove"
	}
	return "Change"
}

// lineOf is a change on one line: "A www 192.0.2.1 → 192.0.2.2".
func lineOf(c zone.Change) string {
	if c.Before == nil || c.After == nil {
		return recordLine(c.Record())
	}
	return recordLine(*c.Before) + " → " + recordLine(*c.After)
}

func recordLine(r zone.Record) string {
	words := []string{r.Type, r.Name}
	if r.Type == "MX" || r.Type == "SRV" {
		words = append(words, fmt.Sprint(r.Priority))
	}
	return strings.Join(append(words, r.Content, fmt.Sprint(r.TTL)), " ")
}

// TellsChange reports whether a consequence of zone.apply's plan says no more
// than one of the changes, or that there are more of them.
func TellsChange(c Consequence, changes []zone.Change) bool {
	return slices.ContainsFunc(changes, func(one zone.Change) bool { return c.Text == verbOf(one)+" "+lineOf(one) }) || c.Text == moreWords(len(changes))
}

func moreWords(changes int) string { return fmt.Sprintf("And %d more changes.", changes-toldChanges) }
