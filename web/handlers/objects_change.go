package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/objects"
	"pinfold/internal/providers"
	"pinfold/web/templates/storage"
	"pinfold/web/templates/ui"
)

// folderPage asks for the name of a new folder.
func (p *panel) folderPage(c echo.Context) error {
	return p.askFolder(c, http.StatusOK, "", "")
}

func (p *panel) askFolder(c echo.Context, status int, name, problem string) error {
	t, err := p.bucketOf(c)
	if err != nil {
		return err
	}
	at, prefix := resourceURL(t.Kind(), t.Resource.ID), c.QueryParam("prefix")
	ask := storage.NewFolder{Name: name, Problem: problem, Asking: ui.Asking{
		Title: "Create folder", Sub: t.Name() + "/" + prefix, Action: objectURL(at, "/folder", "prefix", prefix),
		Cancel: objectURL(at, "", "prefix", prefix), Submit: "Create folder", Foot: "An empty object whose name ends with a slash.",
	}}
	if inDialog(c) {
		return p.render(c, status, storage.FolderBox(ask))
	}
	s, err := p.shell(c, ask.Asking.Title, "storage")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = ask.Asking.Cancel, t.Name()
	return p.render(c, status, storage.FolderPage(s, ask))
}

// folder makes a folder.
func (p *panel) folder(c echo.Context) error {
	t, err := p.bucketOf(c)
	if err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	prefix, name := c.QueryParam("prefix"), sent.Get("name")
	if sentence := objects.CheckName(prefix, name); sentence != "" {
		return p.askFolder(c, http.StatusUnprocessableEntity, name, sentence)
	}
	b, err := p.openBucket(c, t)
	if err == nil {
		err = p.recordObject(c, t, "object.folder", prefix+name+"/", "asked")
	}
	if err != nil {
		return err
	}
	err = b.MakeFolder(c.Request().Context(), prefix+name+"/")
	if err := p.objectEnded(c, t, "object.folder", prefix+name+"/", "created", err); err != nil {
		return err
	}
	target := objectURL(resourceURL(t.Kind(), t.Resource.ID), "", "prefix", prefix+name+"/")
	return p.doneThere(c, target, ui.Notice{Kind: ui.OK, Title: "Folder created", Text: name})
}

// deleteObjects asks whether the chosen objects shall go, and deletes them once
// that was said.
func (p *panel) deleteObjects(c echo.Context) error {
	t, err := p.bucketOf(c)
	if err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	keys := keysIn(sent)
	switch {
	case len(keys) == 0:
		return echo.NewHTTPError(http.StatusUnprocessableEntity, "No object was chosen. Nothing was deleted.")
	case len(keys) > objects.MostDeleted:
		return echo.NewHTTPError(http.StatusUnprocessableEntity, fmt.Sprintf("At most %d objects go at once. Nothing was deleted.", objects.MostDeleted))
	case sent.Get("confirm") != "yes":
		return p.askDeletion(c, t, keys)
	}
	b, err := p.openBucket(c, t)
	if err != nil {
		return err
	}
	if err := p.recordObject(c, t, "object.delete", strings.Join(keys, ", "), "asked to delete "+objectsText(len(keys))); err != nil {
		return err
	}
	n, err := b.Delete(c.Request().Context(), keys)
	ended := p.objectEnded(c, t, "object.delete", strings.Join(keys, ", "), "deleted "+objectsText(n), err)
	if err != nil {
		told := fmt.Errorf("%d deleted: %w", n, err)
		p.Log.Warn("objects not deleted", "bucket", t.Resource.ID, "error", told)
		return echo.NewHTTPError(http.StatusBadGateway, fmt.Sprintf("%s %d of %d were deleted.", providers.Sentence(err), n, len(keys)))
	}
	if ended != nil {
		return ended
	}
	at := resourceURL(t.Kind(), t.Resource.ID)
	return p.done(c, objectURL(at, "", "prefix", c.QueryParam("prefix")), ui.Notice{Kind: ui.OK, Title: objectsText(n) + " deleted"})
}

// askDeletion is the page that asks whether the objects shall go.
func (p *panel) askDeletion(c echo.Context, t actions.Target, keys []string) error {
	s, err := p.shell(c, "Delete objects", "storage")
	if err != nil {
		return err
	}
	at, prefix := resourceURL(t.Kind(), t.Resource.ID), c.QueryParam("prefix")
	s.Back, s.BackLabel = objectURL(at, "", "prefix", prefix), t.Name()
	return p.render(c, http.StatusOK, storage.DeletePage(s, storage.Deletion{Keys: keys, Asking: ui.Asking{
		Title: "Delete " + objectsText(len(keys)), Sub: t.Name() + "/" + prefix, Danger: true, Page: true,
		Action: objectURL(at, "/delete", "prefix", prefix), Cancel: s.Back, Submit: "Delete " + objectsText(len(keys)),
	}}))
}

// keysIn are the keys that a form names. What cannot be read is left out.
func keysIn(sent url.Values) (keys []string) {
	for _, field := range sent["key"] {
		if key, err := storage.Opened(field); err == nil && key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

func objectsText(n int) string {
	if n == 1 {
		return "1 object"
	}
	return fmt.Sprintf("%d objects", n)
}
