package handlers

import (
	"fmt"
	"slices"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// padlocks are the locks that people put on the servers, in words.
func (p *panel) padlocks(c echo.Context, ids ...models.ID) (map[models.ID]*actions.Padlock, error) {
	locks, err := scopeOf(c).Padlocks(c.Request().Context(), ids)
	if err != nil || len(locks) == 0 {
		return nil, err
	}
	names, worded := p.userNames(c), make(map[models.ID]*actions.Padlock, len(locks))
	for id, lock := range locks {
		words := p.padlockWords(c, lock, names)
		worded[id] = &words
	}
	return worded, nil
}

func (p *panel) padlockWords(c echo.Context, lock models.Padlock, names map[models.ID]string) actions.Padlock {
	by := names[lock.UserID]
	if by == "" {
		by = "a former member"
	}
	return actions.Padlock{By: by, Since: ui.MomentText(lock.CreatedAt, ui.ClockOf(c.Request().Context())), Why: lock.Reason}
}

// lockWords are the words of the lock on a target, "" for none.
func lockWords(t actions.Target) string {
	if t.Padlock == nil {
		return ""
	}
	return t.Padlock.Words()
}

// addLock tells of the lock on the page, and offers in its menu to set or lift
// one, last of the changes.
func (p *panel) addLock(c echo.Context, t actions.Target, page *servers.Page) {
	may, url := scopeOf(c).May(access.OperateServers), fmt.Sprintf("/servers/%d/lock", t.ID())
	offer := servers.Offer{Name: "server.lock", Label: "Lock", Icon: "lock", Group: actions.GroupChange, Href: url}
	if t.Padlock != nil {
		page.Lock = &servers.Lock{Words: t.Padlock.Words()}
		offer = servers.Offer{Name: "server.unlock", Label: "Lift lock", Icon: "lock-open", Group: actions.GroupChange, Href: url}
		if may {
			page.Lock.LiftURL = url
		}
	}
	if !may || t.Resource.GoneAt != nil && t.Padlock == nil {
		return
	}
	at := 0
	for i, o := range page.Offers {
		if o.Group == offer.Group || o.Group == actions.GroupPower {
			at = i + 1
		}
	}
	page.Offers = slices.Insert(page.Offers, at, offer)
}
