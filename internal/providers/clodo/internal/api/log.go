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
