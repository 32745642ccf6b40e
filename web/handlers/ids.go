package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
)

// errIDs is the answer to a form that does not name its ids as the page wrote
// them.
var errIDs = echo.NewHTTPError(http.StatusBadRequest, "The form names its team or account in a way that no page does. Nothing was done.")

// oneID reads the id that a form has to name exactly once.
func oneID(sent url.Values, name string) (models.ID, error) {
	ids, err := manyIDs(sent, name)
	if err != nil || len(ids) != 1 {
		return 0, errIDs
	}
	return ids[0], nil
}

// manyIDs reads the ids of a form's ticked boxes.
func manyIDs(sent url.Values, name string) (ids []models.ID, err error) {
	for key := range sent {
		if strings.HasPrefix(key, name+"[") {
			return nil, errIDs
		}
	}
	for _, value := range few(sent[name]) {
		id := idOf(value)
		if id == 0 || strings.TrimLeft(value, "123456789") == value {
			return nil, errIDs
		}
		ids = append(ids, id)
	}
	return ids, nil
}
