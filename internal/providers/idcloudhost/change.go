package idcloudhost

import (
	"context"
	"net/http"
	"strconv"

	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

var (
	_ providers.ServerDeleter     = (*Client)(nil)
	_ providers.Renamer           = (*Client)(nil)
	_ providers.Resizer           = (*Client)(nil)
	_ providers.PasswordChanger   = (*Client)(nil)
	_ providers.AutoBackupToggler = (*Client)(nil)
	_ providers.AddressReleaser   = (*Client)(nil)
)

const (
	pathVM      = "/user-resource/vm"
	pathStorage = "/user-resource/vm/storage"
)

// DeleteServer implements providers.ServerDeleter (IDC-08). The server's
// addresses stay reserved.
func (c *Client) DeleteServer(ctx context.Context, ref providers.Ref) error {
	return c.change(ctx, ask{op: "IDC-08", method: http.MethodDelete, path: pathVM}, ref)
}

// Rename implements providers.Renamer (IDC-11, name).
func (c *Client) Rename(ctx context.Context, ref providers.Ref, name string) error {
	return c.change(ctx, ask{op: "IDC-11", method: http.MethodPatch, path: pathVM}, ref, "name", name)
}

// Resize implements providers.Resizer (IDC-11, vcpu and ram).
func (c *Client) Resize(ctx context.Context, ref providers.Ref, cpu, memoryMB int) error {
	return c.change(ctx, ask{op: "IDC-11", method: http.MethodPatch, path: pathVM}, ref,
		"vcpu", strconv.Itoa(cpu), "ram", strconv.Itoa(memoryMB))
}

// ChangePassword implements providers.PasswordChanger (IDC-10).
func (c *Client) ChangePassword(ctx context.Context, ref providers.Ref, username, password string) error {
	return c.change(ctx, ask{op: "IDC-10", method: http.MethodPatch, path: pathVM + "/user", hide: secrets.NewText(password)},
		ref, "username", username, "password", password)
}

// ToggleAutoBackup implements providers.AutoBackupToggler (IDC-13).
func (c *Client) ToggleAutoBackup(ctx context.Context, ref providers.Ref) error {
	return c.change(ctx, ask{op: "IDC-13", method: http.MethodPost, path: pathVM + "/backup"}, ref)
}

// ReleaseAddress implements providers.AddressReleaser (IDC-49).
func (c *Client) ReleaseAddress(ctx context.Context, ref providers.Ref) error {
	if err := checkID("IDC-49", ref.ID); err != nil {
		return err
	}
	return c.do(ctx, ask{
		op: "IDC-49", method: http.MethodDelete, location: ref.Location,
		path: "/network/ip_addresses/" + ref.ID, parse: deleted,
	})
}
