package providers

import "context"

// BackupDeleter deletes copies by id (CLO-15, IDC-19).
type BackupDeleter interface {
	ServerReader
	ServerParts
	// DeleteBackup returns the number of the request that deletes, "" where the
	// copy is gone with the answer. A copy that is not there is a NotFound error.
	DeleteBackup(ctx context.Context, server, backup Ref) (request string, err error)
}

// BackupScheduler sets when a copy is made anew (CLO-18).
type BackupScheduler interface {
	ServerParts
	// ScheduleBackup takes weekdays, 1 for Monday, none for never, and an hour
	// and minute such as "03:30" in the provider's time zone.
	ScheduleBackup(ctx context.Context, server, backup Ref, days []int, at string) error
}

// BackupDescriber sets the description of a copy (CLO-19).
type BackupDescriber interface {
	ServerParts
	DescribeBackup(ctx context.Context, server, backup Ref, text string) error
}

// BackupConverter changes the type of a copy, its content stays (IDC-21).
type BackupConverter interface {
	ServerParts
	// BackupTypes are all types, as of a BackupMaker.
	BackupTypes() []string
	ConvertBackup(ctx context.Context, server, backup Ref, from, to string) error
}
