// Package static serves the panel's style sheet, scripts, icons and fonts.
// They are embedded, named after their content, and sent compressed, so that
// a browser may keep each one for good.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"path"
	"strings"
)

// Prefix is where the handler expects to be mounted.
const Prefix = "/static/"

//go:embed dist
var embedded embed.FS

// packed are the assets in brotli at its best, which takes too long to be done
// while somebody waits. The test of this package makes them.
//
//go:embed packed
var packed embed.FS

func packedName(hashedPath string) string { return "packed/" + hashedPath + ".br" }

var built = mustBuild(embedded)

// URL returns the address of an asset such as "app.css" or
// "fonts/inter-latin.woff2".
func URL(name string) string {
	if a := built.byName[name]; a != nil {
		return Prefix + a.path
	}
	// The handler answers 404 for it, which the tests of the pages notice.
	return Prefix + name
}

// catalog finds assets by their source name and by their hashed path.
type catalog struct {
	byName map[string]*asset
	byPath map[string]*asset
}

func mustBuild(files fs.FS) *catalog {
	c := &catalog{byName: map[string]*asset{}, byPath: map[string]*asset{}}
	// The style sheet names fonts, so its own hash depends on theirs.
	for _, wantCSS := range []bool{false, true} {
		err := fs.WalkDir(files, "dist", func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || (path.Ext(file) == ".css") != wantCSS {
				return err
			}
			body, err := fs.ReadFile(files, file)
			if err != nil {
				return err
			}
			c.add(strings.TrimPrefix(file, "dist/"), body)
			return nil
		})
		if err != nil {
			panic("static: " + err.Error())
		}
	}
	return c
}

func (c *catalog) add(name string, body []byte) {
	if path.Ext(name) == ".css" {
		body = c.linkFonts(body)
	}
	a := newAsset(name, hashed(name, body), body)
	c.byName[name] = a
	c.byPath[a.path] = a
}

// linkFonts puts the hashed names of the fonts into the style sheet.
func (c *catalog) linkFonts(css []byte) []byte {
	text := string(css)
	for name, a := range c.byName {
		if strings.HasPrefix(name, "fonts/") {
			text = strings.ReplaceAll(text, name, a.path)
		}
	}
	return []byte(text)
}

func hashed(name string, body []byte) string {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
}
