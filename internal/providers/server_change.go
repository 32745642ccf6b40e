package providers

import (
	"context"

	"pinfold/internal/form"
)

// Renamer gives servers another name (IDC-11). The call sets it, so sending it
// again does no harm.
type Renamer interface {
	ServerReader
	// RenameForm has the field "name". It calls nothing and works on a zero
	// client, as do the forms of the other capabilities.
	RenameForm(known Offerings, server Observation) form.Form
	Rename(ctx context.Context, ref Ref, name string) error
}

// Resizer changes processors and memory of a server that is stopped (IDC-11).
// The call sets both, so sending it again does no harm.
type Resizer interface {
	ServerReader
	// ResizeForm has the fields "cpu" and "memory_mb".
	ResizeForm(known Offerings, server Observation) form.Form
	// Resize sets the number of processors and the memory in MB.
	Resize(ctx context.Context, ref Ref, cpu, memoryMB int) error
}

// PasswordChanger sets the password of a user on a running server (IDC-10).
// Setting the same one again does no harm. No reading tells it afterwards.
type PasswordChanger interface {
	ServerReader
	// PasswordForm has the fields "username" and "password".
	PasswordForm(known Offerings, server Observation) form.Form
	ChangePassword(ctx context.Context, ref Ref, username, password string) error
}

// AutoBackupToggler switches a server's automatic backups (IDC-13). Each call
// turns on into off and off into on, which ServerFacts.AutoBackup tells.
type AutoBackupToggler interface {
	ServerReader
	ToggleAutoBackup(ctx context.Context, ref Ref) error
}

// Cloner makes a copy of a server with all that is on it (IDC-14). Each call
// makes another one.
type Cloner interface {
	ServerReader
	// CloneForm has the field "name".
	CloneForm(known Offerings, server Observation) form.Form
	// Clone returns the new server.
	Clone(ctx context.Context, source Ref, name string) (Ref, error)
	// CloneMark lists the ids of all servers among which the clone will be: the
	// snapshot taken before.
	CloneMark(ctx context.Context, source Ref) ([]string, error)
	// ClonesSince returns the servers of the name that are not in the snapshot.
	ClonesSince(ctx context.Context, source Ref, before []string, name string) ([]Ref, error)
}
