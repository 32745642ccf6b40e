package models

import (
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// Status is where an operation stands.
type Status string

// The statuses. Waiting and running are open, the others are final except
// that a person decides on an unknown one.
const (
	StatusWaiting   Status = "waiting"
	StatusRunning   Status = "running"
	StatusSucceeded Status = "succeeded"
	StatusFailed    Status = "failed"
	StatusCancelled Status = "cancelled"
	StatusUnknown   Status = "unknown"
)

// Open reports whether the operation still has turns to come.
func (s Status) Open() bool { return s == StatusWaiting || s == StatusRunning }

// Operation is one run of one action.
type Operation struct {
	ID        ID
	TeamID    ID  `gorm:"uniqueIndex:operation_form,priority:1;index:operation_list,priority:1"`
	AccountID ID  `gorm:"index"`
	UserID    ID  `gorm:"index"`
	ParentID  *ID `gorm:"index"`
	// Action is the name in the registry, such as "server.reboot".
	Action string
	Kind   providers.Kind
	// ResourceID is 0 for a creation until the thing is found.
	ResourceID ID `gorm:"index:operation_resource,priority:1"`
	ExternalID string
	Location   string
	TargetName string
	// ServerID is the server that the thing belongs to and that is held with
	// it, 0 for a server itself and for what belongs to none.
	ServerID ID `gorm:"index"`
	// FormID is the one-time id of the form, FormDigest that of what was sent.
	FormID     string `gorm:"uniqueIndex:operation_form,priority:2"`
	FormDigest string
	Input      form.Values `gorm:"serializer:json"`
	// Asked is the input in words, for its page.
	Asked []Answered `gorm:"serializer:json"`
	// Sealed holds secret input and is erased when the operation settles;
	// Answer holds secret output until it was shown once.
	Sealed  []byte
	Answer  []byte
	LockKey string
	// Destroys says that something is lost for good: a padlock keeps it from
	// starting.
	Destroys bool
	// Children counts the operations of a bulk run, 0 for a run of its own.
	Children int
	Priority providers.Priority
	Status   Status `gorm:"index:operation_list,priority:2;index:operation_due,priority:1;index:operation_resource,priority:2"`
	Step     string
	// Percent is -1 while the provider tells none.
	Percent int
	// Turn counts turns, Attempt the tries of the present step.
	Turn    int
	Attempt int
	// DueAt is when the next turn may begin.
	DueAt      time.Time `gorm:"index:operation_due,priority:2"`
	LeaseOwner string
	LeaseUntil *time.Time
	Error      string
	ErrorKind  providers.ErrorKind
	Said       string
	// Address and Device tell where the person who asked was signed in from.
	Address   string
	Device    string
	DecidedBy *ID
	// LookOnly says that a person asked to look again: from then on the
	// operation reads and never sends.
	LookOnly  bool
	CreatedAt time.Time
	StartedAt *time.Time
	EndedAt   *time.Time
}

// Answered is one field of a form in words.
type Answered struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Ref is how the provider knows the target.
func (o Operation) Ref() providers.Ref {
	return providers.Ref{ID: o.ExternalID, Location: o.Location}
}

// JournalState is how far a provider write got.
type JournalState string

// The states of a journal row.
const (
	JournalSent    JournalState = "sent"
	JournalDone    JournalState = "done"
	JournalRefused JournalState = "refused"
)

// Journal is one provider write of an operation.
type Journal struct {
	ID          ID
	OperationID ID     `gorm:"uniqueIndex:journal_step,priority:1"`
	Step        string `gorm:"uniqueIndex:journal_step,priority:2"`
	OpID        providers.OpID
	State       JournalState
	// Alone is set while no other write with the same key may be sent,
	// because the two could not be told apart afterwards.
	Alone *string `gorm:"uniqueIndex"`
	// Before is what was seen before, Answer what came back, both JSON.
	Before   []byte
	Answer   []byte
	Sealed   []byte
	Note     string
	Looks    int
	SentAt   time.Time
	LookedAt *time.Time
	EndedAt  *time.Time
}

// Lock keeps two disruptive operations off the same thing.
type Lock struct {
	Key         string `gorm:"primaryKey"`
	OperationID ID     `gorm:"index"`
	CreatedAt   time.Time
}

// Event is one line of an operation's log.
type Event struct {
	ID          ID
	OperationID ID `gorm:"index"`
	At          time.Time
	Word        string
	Text        string
}

// Audit is one entry of the audit trail. Entries are added and never changed
// or removed; each carries the hash of the one before it in its team's trail.
type Audit struct {
	ID     ID
	TeamID ID `gorm:"uniqueIndex:audit_chain,priority:1;index:audit_user,priority:1;index:audit_action,priority:1"`
	// Seq counts the entries of the team from 1.
	Seq         int64 `gorm:"uniqueIndex:audit_chain,priority:2"`
	UserID      ID    `gorm:"index:audit_user,priority:2"`
	At          time.Time
	Action      string `gorm:"index:audit_action,priority:2"`
	Kind        providers.Kind
	TargetID    ID
	TargetName  string
	OperationID *ID `gorm:"index"`
	Outcome     string
	Address     string
	Details     form.Values `gorm:"serializer:json"`
	// Before and After are what a change changed.
	Before form.Values `gorm:"serializer:json"`
	After  form.Values `gorm:"serializer:json"`
	// Prev is the hash of the entry before, "" in the first one; Hash that of
	// this one, in hex.
	Prev string
	Hash string
}
