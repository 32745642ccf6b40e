package ui

// Kind is the state of a thing: a shape, a colour and, given apart, a word.
type Kind string

// The kinds of state.
const (
	Running   Kind = "running"
	Stopped   Kind = "stopped"
	Working   Kind = "working"
	Waiting   Kind = "waiting"
	Error     Kind = "error"
	Suspended Kind = "suspended"
	Unknown   Kind = "unknown"
	Was       Kind = "was"
	OK        Kind = "ok"
	Cancelled Kind = "cancelled"
)

// tones color an icon that stands without its state's word.
var tones = map[Kind]string{
	Running: "text-success", Stopped: "text-neutral", Working: "text-info", Waiting: "text-neutral",
	Error: "text-error", Suspended: "text-warning", Unknown: "text-accent", Was: "text-faint",
	OK: "text-success", Cancelled: "text-neutral",
}

// Tone is the class that colors the kind's icon.
func (k Kind) Tone() string { return tones[k] }

func (k Kind) icon() string { return "st-" + string(k) }

func (k Kind) spin() string {
	if k == Working {
		return "spin"
	}
	return ""
}
