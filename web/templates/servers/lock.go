package servers

import "pinfold/web/templates/ui"

// Lock is the lock on a server as its page tells of it.
type Lock struct {
	// Words say whose it is, since when and why.
	Words string
	// LiftURL leads to where it is lifted, "" for who may not.
	LiftURL string
}

// LockBox asks whether to lock a server, or to lift its lock.
type LockBox struct {
	Asking ui.Asking
	// Locked asks to lift the lock that Words tell of and that was set at
	// Since. Changed says that this is not what the person saw.
	Locked, Changed bool
	Words, Since    string
	// Reason is what was entered, Problem why nothing can be done.
	Reason, Problem string
	// GoesOn tells of what was started before and is not stopped by a lock.
	GoesOn    string
	Up, UpURL string
}
