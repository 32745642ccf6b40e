package providers

import "context"

// BackupMaker copies the disk of a server (CLO-14, IDC-22). Each call makes
// another copy.
type BackupMaker interface {
	ServerReader
	ServerParts
	// BackupTypes are the kinds of copy to choose from, in the provider's words
	// and the usual one first; none means that there is one kind. It works on a
	// zero client.
	BackupTypes() []string
	// MakeBackup returns the number of the request that the copy is made by,
	// "" where the copy is there with the answer.
	MakeBackup(ctx context.Context, server Ref, order BackupOrder) (request string, err error)
}

// BackupOrder says what is to be copied.
type BackupOrder struct {
	// Type is one of BackupTypes, "" for the usual one.
	Type string
	// DiskID is the disk to copy, "" for the server's primary one.
	DiskID string
}

// BackupOverwriter makes a copy anew in the place of an old one (CLO-14 with a
// file). The old content is lost.
type BackupOverwriter interface {
	ServerReader
	ServerParts
	// OverwriteBackup returns the number of the request, as MakeBackup does.
	OverwriteBackup(ctx context.Context, server, backup Ref) (request string, err error)
}
