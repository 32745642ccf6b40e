package idcloudhost

import (
	"context"
	"strings"

	"golang.org/x/sync/errgroup"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

// The words for what an image holds, by the list that it stands in.
const (
	plainSystem = "Plain system"
	application = "Application"
)

// listImages joins all images (IDC-53) with the plain systems (IDC-54) and the
// applications (IDC-55), which tell more surely what an image is.
func (c *Client) listImages(ctx context.Context) (providers.Listing, error) {
	asks := []ask{
		{op: "IDC-54", path: "/config/vm_images/plain_os"},
		{op: "IDC-55", path: "/config/vm_images/app_catalog"},
		{op: "IDC-53", path: "/config/vm_images"},
	}
	images := make([][]api.Image, len(asks))
	var group errgroup.Group
	for i, a := range asks {
		group.Go(func() (err error) {
			images[i], err = list[api.Image](ctx, c, a)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return providers.Listing{}, err
	}
	return joinImages(images[0], images[1], images[2]), nil
}

// joinImages makes one image of every published version. What stands in more
// than one list is taken from the first.
func joinImages(plain, apps, all []api.Image) providers.Listing {
	l := providers.Listing{Complete: true}
	seen := map[string]bool{}
	add := func(o providers.Observation, version api.Version) {
		switch {
		case o.ID == "":
			l.Complete = false
		case version.Published.Known && !version.Published.Value, seen[o.ID]:
		default:
			seen[o.ID] = true
			l.Items = append(l.Items, o)
		}
	}
	eachVersion(plain, func(i api.Image, v api.Version) { add(observeImage(i, v, plainSystem), v) })
	eachVersion(apps, func(i api.Image, v api.Version) { add(observeImage(i, v, application), v) })
	eachVersion(all, func(i api.Image, v api.Version) { add(observeImage(i, v, holdsOf(i)), v) })
	return l
}

func eachVersion(images []api.Image, do func(api.Image, api.Version)) {
	for _, image := range images {
		for _, version := range image.Versions {
			do(image, version)
		}
	}
}

func holdsOf(image api.Image) string {
	if image.App.Value {
		return application
	}
	return plainSystem
}

func observeImage(image api.Image, version api.Version, kind string) providers.Observation {
	title := image.Name.Trim()
	if title == "" {
		title = image.OSName.Trim()
	}
	label := version.Name.Trim()
	if label == "" {
		label = version.OSVersion.Trim()
	}
	return providers.Observation{
		Kind: providers.KindImage, ID: imageID(image.OSName, version.OSVersion),
		Name: strings.TrimSpace(title + " " + label), State: providers.Available,
		Facts: providers.ImageFacts{ServerType: kind, System: image.OSName.Trim()},
	}
}

// imageID names a system and its version, which together make a server.
func imageID(system, version wire.String) string {
	if system.Trim() == "" || version.Trim() == "" {
		return ""
	}
	return system.Trim() + ":" + version.Trim()
}
