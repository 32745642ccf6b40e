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

// Resizer changes the size of a server (IDC-11, CLO-07). The call sets it, so
// sending it again does no harm.
type Resizer interface {
	ServerReader
	// ResizeForm has the fields of what can be changed: "cpu", "memory_mb",
	// "memory_max_mb" and "disk_gb", in GB and MB, and others of the provider's.
	ResizeForm(known Offerings, server Observation) form.Form
	// Resize sets what the form asks for and was before otherwise.
	Resize(ctx context.Context, ref Ref, was ServerFacts, in form.Values) error
	ResizeTerms() ResizeTerms
}

// ResizeTerms tell how a size changes. Both are false where the server may run
// and reading shows the change soon.
type ResizeTerms struct {
	// Stopped says that the server has to be stopped.
	Stopped bool
	// Later says that the provider may plan the change for later, which no
	// reading tells.
	Later bool
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
