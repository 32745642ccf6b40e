package idcloudhost

import (
	"bytes"
	"cmp"
	"context"
	"net/http"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

var (
	_ providers.BackupMaker     = (*Client)(nil)
	_ providers.BackupRestorer  = (*Client)(nil)
	_ providers.BackupDeleter   = (*Client)(nil)
	_ providers.BackupConverter = (*Client)(nil)
)

const pathReplica = "/user-resource/vm/replica"

// BackupTypes implements providers.BackupMaker and providers.BackupConverter.
func (c *Client) BackupTypes() []string {
	words := make([]string, 0, len(replicaTypes))
	for _, known := range replicaTypes {
		words = append(words, known.word)
	}
	return words
}

// MakeBackup implements providers.BackupMaker (IDC-22). The primary disk has
// the id of the server.
func (c *Client) MakeBackup(ctx context.Context, server providers.Ref, order providers.BackupOrder) (string, error) {
	disk := cmp.Or(order.DiskID, server.ID)
	if err := checkID("IDC-22", disk); err != nil {
		return "", err
	}
	form := url.Values{"uuid": {disk}}
	if order.Type != "" {
		form.Set("r_type", order.Type)
	}
	var told api.Storage
	return "", c.do(ctx, ask{
		op: "IDC-22", method: http.MethodPost, location: server.Location, path: pathReplica, form: form,
		parse: func(a wire.Answer) error { return wire.JSON(a.Body, &told) },
	})
}

// RestoresStopped implements providers.BackupRestorer: the document shows a
// stopped server, and a running one would write on.
func (c *Client) RestoresStopped() bool { return true }

// RestoreBackup implements providers.BackupRestorer (IDC-18).
func (c *Client) RestoreBackup(ctx context.Context, server, backup providers.Ref) (string, error) {
	if err := checkID("IDC-18", server.ID); err != nil {
		return "", err
	}
	return "", c.changeReplica(ctx, "IDC-18", http.MethodPost, "/user-resource/vm/rebuild", backup, url.Values{"uuid": {server.ID}})
}

// DeleteBackup implements providers.BackupDeleter (IDC-19).
func (c *Client) DeleteBackup(ctx context.Context, _, backup providers.Ref) (string, error) {
	return "", c.changeReplica(ctx, "IDC-19", http.MethodDelete, pathReplica, backup, url.Values{})
}

// ConvertBackup implements providers.BackupConverter (IDC-21).
func (c *Client) ConvertBackup(ctx context.Context, _, backup providers.Ref, from, to string) error {
	return c.changeReplica(ctx, "IDC-21", http.MethodPatch, pathReplica, backup, url.Values{"from_type": {from}, "to_type": {to}})
}

// changeReplica sends a form about one replica.
func (c *Client) changeReplica(ctx context.Context, op providers.OpID, method, path string, backup providers.Ref, form url.Values) error {
	if err := checkID(op, backup.ID); err != nil {
		return err
	}
	form.Set("replica_uuid", backup.ID)
	return c.do(ctx, ask{op: op, method: method, location: backup.Location, path: path, form: form, parse: anything})
}

// anything accepts what is the API's at all, JSON or no body, unless it says
// itself that nothing was done.
func anything(a wire.Answer) error {
	if len(bytes.TrimSpace(a.Body)) == 0 {
		return nil
	}
	var value any
	if err := wire.JSON(a.Body, &value); err != nil {
		return err
	}
	if told, ok := value.(map[string]any); ok && told["success"] == false {
		return wire.Plain("the answer says that it did not succeed")
	}
	return nil
}
