package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
)

// How many things a list of the API gives at once.
const (
	apiLimit     = 50
	apiLimitMost = 200
)

// apiQuery reads the parameters of a list. Unlike a page it takes none that it
// does not know: a program with a mistyped filter would believe what it gets.
type apiQuery struct {
	values url.Values
	err    error
}

// queryOf allows the named parameters; those with a * behind may come often.
func queryOf(c echo.Context, names ...string) *apiQuery {
	q := &apiQuery{values: c.QueryParams()}
	for name, values := range q.values {
		often := slices.Contains(names, name+"*")
		switch {
		case !often && !slices.Contains(names, name):
			q.refuse("There is no parameter " + strconv.Quote(cut(name, 40)) + " here.")
		case !often && len(values) > 1, len(values) > 200:
			q.refuse("The parameter " + name + " comes too often.")
		}
	}
	return q
}

func (q *apiQuery) refuse(sentence string) {
	if q.err == nil {
		q.err = echo.NewHTTPError(http.StatusBadRequest, sentence)
	}
}

// number is a whole number from 1 to most, or the other one where it is not
// given.
func (q *apiQuery) number(name string, other, most int64) int64 {
	text := q.values.Get(name)
	if !q.values.Has(name) {
		return other
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 1 || n > most {
		q.refuse(fmt.Sprintf("The parameter %s is a whole number from 1 to %d.", name, most))
	}
	return n
}

// since is a moment, zero where it is not given.
func (q *apiQuery) since() (at time.Time) {
	if !q.values.Has("since") {
		return at
	}
	at, err := time.Parse(time.RFC3339, q.values.Get("since"))
	if err != nil {
		q.refuse("The parameter since is a moment such as 2026-11-22T14:02:00Z.")
	}
	return at
}

// among are the values of a parameter, which has to be one of those known.
func (q *apiQuery) among(name string, known ...string) []string {
	values := q.values[name]
	for _, value := range values {
		if !slices.Contains(known, value) {
			q.refuse("The parameter " + name + " is one of: " + strings.Join(known, ", ") + ".")
		}
	}
	return values
}

// ids are the values of a parameter that names things.
func (q *apiQuery) ids(name string) (ids []models.ID) {
	for _, value := range q.values[name] {
		id := idOf(value)
		if id == 0 {
			q.refuse("The parameter " + name + " is the number of a thing.")
		}
		ids = append(ids, id)
	}
	return ids
}

func (q *apiQuery) limit() int { return int(q.number("limit", apiLimit, apiLimitMost)) }

// next is the address of what follows, with one parameter changed.
func (q *apiQuery) next(path, name string, value int64) *string {
	values := url.Values{}
	for key, list := range q.values {
		values[key] = list
	}
	values.Set(name, strconv.FormatInt(value, 10))
	address := apiURL + path + "?" + values.Encode()
	return &address
}

// apiList is every list of the API. Next is null at its end.
type apiList[T any] struct {
	Items []T     `json:"items"`
	Next  *string `json:"next"`
}

// momentOf is a time as the API tells it: UTC, null for one that is not known.
func momentOf(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	at = at.UTC()
	return &at
}

func momentAt(at *time.Time) *time.Time {
	if at == nil {
		return nil
	}
	return momentOf(*at)
}
