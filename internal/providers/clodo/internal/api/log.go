package api

import "pinfold/internal/providers/wire"

// LogEntry is an entry of a server's log, CLO-12.
type LogEntry struct {
	ID      wire.Int    `json:"id"`
	Command wire.String `json:"command"`
	User    wire.String `json:"user"`
	Date    wire.String `json:"date"`
	Status  wire.String `json:"status"`
}

// The commands of the log that tell a restart from a start.
const (
	CommandReboot = "Перезагрузка"
	CommandStart  = "Старт"
)

// CommandRebuild is how the command begins that the document describes as
// "переустановка ОС". Its sample of the log has none.
const CommandRebuild = "переустановка"

// Ended reports whether the entry is about work that has ended well.
func (e LogEntry) Ended() bool {
	return e.Status.Trim() == "ОК" || e.Status.Trim() == "OK" // Cyrillic in the sample.
}
