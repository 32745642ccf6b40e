package idcloudhost

import (
	"context"
	"net/http"
	"strconv"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

var (
	_ providers.DiskAdder   = (*Client)(nil)
	_ providers.DiskGrower  = (*Client)(nil)
	_ providers.DiskRemover = (*Client)(nil)
)

// AddDisk implements providers.DiskAdder (IDC-26).
func (c *Client) AddDisk(ctx context.Context, ref providers.Ref, gb int) (providers.Disk, error) {
	var disk api.Storage
	err := c.change(ctx, ask{
		op: "IDC-26", method: http.MethodPost, path: pathStorage,
		parse: func(a wire.Answer) error { return made(a, &disk, func() string { return disk.UUID.Trim() }, ref.ID) },
	}, ref, "size_gb", strconv.Itoa(gb))
	return providers.Disk{ID: disk.UUID.Trim(), Name: disk.Name.Trim(), GB: int(disk.Size.Value)}, err
}

// GrowDisk implements providers.DiskGrower (IDC-27). The primary disk goes by
// the server's own uuid.
func (c *Client) GrowDisk(ctx context.Context, ref providers.Ref, disk string, gb int) error {
	if err := checkID("IDC-27", disk); err != nil {
		return err
	}
	return c.change(ctx, ask{op: "IDC-27", method: http.MethodPatch, path: pathStorage}, ref,
		"disk_uuid", disk, "size_gb", strconv.Itoa(gb))
}

// RemoveDisk implements providers.DiskRemover (IDC-28). The document calls the
// disk storage_uuid here, unlike in IDC-27.
func (c *Client) RemoveDisk(ctx context.Context, ref providers.Ref, disk string) error {
	if err := checkID("IDC-28", disk); err != nil {
		return err
	}
	return c.change(ctx, ask{op: "IDC-28", method: http.MethodDelete, path: pathStorage}, ref, "storage_uuid", disk)
}
