package sandbox

import (
	"slices"
	"strconv"
)

// Types of server.
const (
	clodoVirtual = "VirtualServer"
	clodoScale   = "ScaleServer"
)

type clodoImage struct {
	id                     int
	name, kind             string
	osTitle, version, osID string
	bits                   int
}

// clodoImages are the images of the samples of CLO-45 and those that the
// other samples name by id.
var clodoImages = []clodoImage{
	{1, "Debian 5.0.6 64 bits", clodoVirtual, "Debian", "5.0.6", "debian", 64},
	{3, "CentOS 5.5 32 bits", clodoVirtual, "CentOS", "5.5", "centos", 32},
	{27, "CentOS 5.5 64 bits", clodoVirtual, "CentOS", "5.5", "centos", 64},
	{381, "Debian 5.0.6 64 bits", clodoScale, "Debian", "5.0.6", "debian", 64},
	{531, "Debian 6 32 bits", clodoScale, "Debian", "6", "debian", 32},
	{541, "Debian 6 64 bits", clodoScale, "Debian", "6", "debian", 64},
	{551, "Debian 6 32 bits", clodoVirtual, "Debian", "6", "debian", 32},
	{561, "Debian 6 64 bits", clodoVirtual, "Debian", "6", "debian", 64},
}

// clodoPresetImage is the image that a preset is installed on.
var clodoPresetImage = map[string]int{clodoVirtual: 561, clodoScale: 541}

func clodoImageOf(id int) (clodoImage, bool) {
	i := slices.IndexFunc(clodoImages, func(m clodoImage) bool { return m.id == id })
	if i < 0 {
		return clodoImage{}, false
	}
	return clodoImages[i], true
}

type clodoImageView struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Status string `json:"status"`
	Type   string `json:"vps_type"`
}

// clodoImageDetail keeps what are attributes in XML in an object of its own,
// as clients of the live API saw it; the document shows no JSON here.
type clodoImageDetail struct {
	OSType string         `json:"os_type"`
	OSBits string         `json:"os_bits"`
	OSHVM  string         `json:"os_hvm"`
	Attr   clodoImageView `json:"_attr"`
}

func (m clodoImage) view() clodoImageView {
	return clodoImageView{ID: strconv.Itoa(m.id), Name: m.name, Status: "ACTIVE", Type: m.kind}
}

// listImages answers CLO-45.
func (w *clodoWorld) listImages(*call) reply {
	out := []clodoImageView{}
	for _, m := range clodoImages {
		out = append(out, m.view())
	}
	return clodoOK("images", out)
}

// listImagesDetail answers CLO-46.
func (w *clodoWorld) listImagesDetail(*call) reply {
	out := []clodoImageDetail{}
	for _, m := range clodoImages {
		out = append(out, clodoImageDetail{
			OSType: m.osID, OSBits: strconv.Itoa(m.bits), OSHVM: "0", Attr: m.view(),
		})
	}
	return clodoOK("images", out)
}
