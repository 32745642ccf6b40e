package actions

// Padlock is a person's lock on a server, in words.
type Padlock struct {
	// By is who set it, Since when: "14:02".
	By, Since string
	// Why is what the person wrote, "" if nothing.
	Why string
}

// Words say whose lock it is: "Locked by Ann since 14:02: “customer’s
// database”."
func (p Padlock) Words() string {
	words := "Locked by " + p.By + " since " + p.Since
	if p.Why != "" {
		words += ": “" + p.Why + "”"
	}
	return words + "."
}

// Reason says why nothing destructive can be done.
func (p Padlock) Reason() string { return p.Words() + " Lift the lock first." }

// Destroys reports whether a run with this plan loses something for good, which
// a padlock forbids. A plan may know worse than the action's entry, and what
// also spends money shows it by the name that has to be typed.
func (a Action) Destroys(p Plan) bool {
	return a.Worst == Destructive || p.Risk == Destructive || p.TypedName != ""
}
