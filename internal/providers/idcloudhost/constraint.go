package idcloudhost

import (
	"strconv"
	"strings"
	"time"

	"github.com/dlclark/regexp2/v2"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// constraint is what a value of a VM must keep to, as IDC-52 was last read.
// What is not known does not bind: the provider still checks.
type constraint struct {
	low, high  int64
	expression string
	// bySystem says that the system binds it more tightly than others.
	bySystem bool
}

// The bounds that hold where IDC-52 names none, so that a number stays one.
const lowest, highest = 1, 10_000_000

// constraintOf reads a parameter as it is kept in the inventory. A system may
// bind it more tightly.
func constraintOf(known providers.Offerings, name, system string) constraint {
	bound := constraint{low: lowest, high: highest}
	if known == nil {
		return bound
	}
	for _, o := range known.Known(providers.KindParameter) {
		facts, ok := o.Facts.(providers.NamedFacts)
		if !ok || o.ID != name {
			continue
		}
		for _, d := range facts.Details {
			bound.take(d.Label, d.Value)
			if d.Label == "With os_name "+osOf(system) {
				bound.bySystem = true
				bound.takeAll(d.Value)
			}
		}
	}
	return bound
}

// takeAll reads several bounds that are kept as one text.
func (c *constraint) takeAll(text string) {
	for part := range strings.SplitSeq(text, "; ") {
		if label, value, ok := strings.Cut(part, ": "); ok {
			c.take(label, value)
		}
	}
}

func (c *constraint) take(label, value string) {
	number, err := strconv.ParseInt(value, 10, 64)
	switch {
	case label == "Expression":
		c.expression = value
	case label == "Minimum" && err == nil:
		c.low = number
	case label == "Maximum" && err == nil:
		c.high = number
	}
}

// osOf is the os_name of a system such as "windows 2016".
func osOf(system string) string {
	name, _, _ := strings.Cut(system, " ")
	return name
}

func (c constraint) span() *form.Range { return &form.Range{Min: c.low, Max: c.high} }

// known reports whether IDC-52 told bounds.
func (c constraint) known() bool { return c.low != lowest || c.high != highest }

// matchFor bounds the time that an expression of the provider may take.
const matchFor = 100 * time.Millisecond

// check returns the sentence for a text that the expression does not allow. An
// expression that cannot be read or takes too long allows all.
func (c constraint) check(text string) string {
	if c.expression == "" {
		return ""
	}
	expression, err := regexp2.Compile(c.expression)
	if err != nil {
		return ""
	}
	expression.MatchTimeout = matchFor
	if fits, err := expression.MatchString(text); err != nil || fits {
		return ""
	}
	if words := c.words(); words != "" {
		return words
	}
	return "IDCloudHost does not take this. It has to match " + c.expression
}

// expressions are those of the document in words.
var expressions = map[string]string{
	`^[0-9a-zA-Z][-0-9a-zA-Z]{2,}[0-9a-zA-Z]$`: "At least 4 characters: letters, digits and hyphens, no hyphen at the ends.",
	`^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{8,}$`:    "At least 8 characters, with a small letter, a capital and a digit.",
	`^(?=.{1,30}$)[a-zA-Z_][0-9a-zA-Z_-]*$`:    "1 to 30 letters, digits, hyphens and underscores. It begins with a letter or an underscore.",
}

// words tell the expression to a person, "" where it is not a known one.
func (c constraint) words() string { return expressions[c.expression] }
