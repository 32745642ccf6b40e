package handlers

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/labstack/echo/v4"

	"pinfold/docs"
	"pinfold/internal/testdb"
)

var description = sync.OnceValues(func() (*openapi3.T, error) {
	doc, err := openapi3.NewLoader().LoadFromData(docs.OpenAPI)
	if err != nil {
		return nil, err
	}
	return doc, doc.Validate(ctx)
})

// TestDescriptionHasAllRoutes and no others.
func TestDescriptionHasAllRoutes(t *testing.T) {
	doc, err := description()
	testdb.Must(t, err)
	var described, routed []string
	for path, item := range doc.Paths.Map() {
		for method := range item.Operations() {
			described = append(described, method+" "+path)
		}
	}
	e := echo.New()
	(&panel{}).routes(e)
	for _, route := range e.Routes() {
		path, ok := strings.CutPrefix(route.Path, apiURL)
		if !ok || route.Method == echo.RouteNotFound {
			continue
		}
		for _, name := range []string{"kind", "id", "action"} {
			path = strings.ReplaceAll(path, ":"+name, "{"+name+"}")
		}
		routed = append(routed, route.Method+" "+path)
	}
	slices.Sort(described)
	slices.Sort(routed)
	if !slices.Equal(described, routed) {
		t.Errorf("described %v\nrouted    %v", described, routed)
	}
	if len(doc.Servers) != 1 || doc.Servers[0].URL != apiURL || len(routed) < 10 {
		t.Errorf("servers %v, %d routes", doc.Servers, len(routed))
	}
}

// conforms holds an answer of the API against its description: the status is
// listed, the headers are there, and the body has all that is described and
// nothing else.
func conforms(t testing.TB, r *http.Request, answer page) {
	t.Helper()
	doc, err := description()
	testdb.Must(t, err)
	template := templateOf(doc, strings.TrimPrefix(r.URL.Path, apiURL))
	if template == "" {
		return // It is no route; a test of the status says so.
	}
	item := doc.Paths.Find(template)
	operation := item.GetOperation(r.Method)
	if operation == nil {
		return
	}
	options := &openapi3filter.Options{IncludeResponseStatus: true}
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, QueryParams: url.Values{}, Options: options,
			Route: &routers.Route{Spec: doc, Path: template, PathItem: item, Method: r.Method, Operation: operation}},
		Status: answer.StatusCode, Header: answer.Header, Options: options, Body: io.NopCloser(bytes.NewReader([]byte(answer.body))),
	}
	if err := openapi3filter.ValidateResponse(ctx, input); err != nil {
		t.Errorf("%s %s, status %d: the answer is not as described: %v", r.Method, r.URL, answer.StatusCode, err)
	}
}

// templateOf is the described path that fits, the one with most fixed words.
func templateOf(doc *openapi3.T, path string) (best string) {
	fixed := -1
	for template := range doc.Paths.Map() {
		want, have := strings.Split(template, "/"), strings.Split(path, "/")
		if len(want) != len(have) {
			continue
		}
		n := 0
		for i := range want {
			switch {
			case want[i] == have[i]:
				n++
			case !strings.HasPrefix(want[i], "{"):
				n = -100
			}
		}
		if n > fixed {
			best, fixed = template, n
		}
	}
	return best
}
