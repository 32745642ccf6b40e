package providers

import "context"

// BackupRestorer overwrites the disk of a server with a copy (CLO-16, IDC-18).
type BackupRestorer interface {
	ServerReader
	ServerParts
	// RestoresStopped reports whether the server has to be stopped for it. It
	// works on a zero client.
	RestoresStopped() bool
	// RestoreBackup returns the number of the request that restores, "" where
	// the disk is restored with the answer.
	RestoreBackup(ctx context.Context, server, backup Ref) (request string, err error)
}

// RestoreMeter tells how far a restore is (CLO-17).
type RestoreMeter interface {
	// RestorePercent is 0 to 100.
	RestorePercent(ctx context.Context, server Ref, request string) (int, error)
}
