package clodo

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"pinfold/internal/providers"
)

// element is any XML element.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []element  `xml:",any"`
	Text     string     `xml:",chardata"`
	Inner    string     `xml:",innerxml"`
}

// value maps an element as the API's JSON does: attributes and children are
// members, children of one name a list, an empty element null. A description is
// markup of the provider's own and stays text.
func (e element) value() any {
	text := strings.TrimSpace(e.Text)
	switch {
	case e.XMLName.Local == "description":
		return trimmedLines(e.Inner)
	case len(e.Attrs) == 0 && len(e.Children) == 0 && text == "":
		return nil
	case len(e.Attrs) == 0 && len(e.Children) == 0:
		return text
	}
	members := map[string]any{}
	for _, a := range e.Attrs {
		members[a.Name.Local] = a.Value
	}
	same := map[string][]any{}
	for _, child := range e.Children {
		same[child.XMLName.Local] = append(same[child.XMLName.Local], child.value())
	}
	for name, values := range same {
		if members[name] = values; len(values) == 1 {
			members[name] = values[0]
		}
	}
	return members
}

func trimmedLines(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.Join(lines, "\n")
}

// mapped answers with an XML sample of the document, as JSON.
func mapped(t *testing.T, name string) http.HandlerFunc {
	t.Helper()
	var root element
	if err := xml.NewDecoder(strings.NewReader(file(t, name))).Decode(&root); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	body, err := json.Marshal(map[string]any{root.XMLName.Local: root.value()})
	if err != nil {
		t.Fatal(err)
	}
	return answer(http.StatusOK, string(body))
}

// replays reads a sample back by the call that it belongs to.
var replays = []struct {
	file, call string
	read       func(ctx context.Context, c *Client) (any, error)
}{
	{"clo-02", "GET /limits", func(ctx context.Context, c *Client) (any, error) { return c.Limits(ctx) }},
	{"clo-03", "GET /servers", func(ctx context.Context, c *Client) (any, error) { return observedBrief(ctx, c) }},
	{"clo-04", "GET /servers/detail", func(ctx context.Context, c *Client) (any, error) { return c.listServers(ctx) }},
	{"clo-05", "GET /servers/298", func(ctx context.Context, c *Client) (any, error) { return c.Server(ctx, providers.Ref{ID: "298"}) }},
	{"clo-11", "POST /stats/186", func(ctx context.Context, c *Client) (any, error) {
		return c.Usage(ctx, providers.Ref{ID: "186"}, dayBegins, dayEnds)
	}},
	{"clo-12", "GET /servers/60/log/", func(ctx context.Context, c *Client) (any, error) {
		return c.ServerLog(ctx, providers.Ref{ID: "60"})
	}},
	{"clo-13", "GET /servers/60/backup/getlist", readPart("backups")},
	{"clo-20", "GET /servers/60/ips", readPart("addresses")},
	{"clo-24", "GET /servers/60/ips/getsubnets/", readPart("subnets")},
	{"clo-31", "GET /helpdesk/", func(ctx context.Context, c *Client) (any, error) { return c.listTickets(ctx) }},
	{"clo-32", "GET /helpdesk/445822", func(ctx context.Context, c *Client) (any, error) {
		return c.Ticket(ctx, providers.Ref{ID: "445822"})
	}},
	{"clo-42", "GET /requests/3120121", func(ctx context.Context, c *Client) (any, error) {
		return c.Request(ctx, providers.Ref{ID: "3120121"})
	}},
	{"clo-43", "GET /billing/balance", func(ctx context.Context, c *Client) (any, error) { return c.readBalance(ctx) }},
	{"clo-44", "POST /billing", func(ctx context.Context, c *Client) (any, error) {
		return c.Statement(ctx, providers.Ref{}, dayBegins, dayEnds)
	}},
	{"clo-45", "GET /images", func(ctx context.Context, c *Client) (any, error) { return c.systems(ctx) }},
	{"clo-46", "GET /images/detail", func(ctx context.Context, c *Client) (any, error) { return c.listImages(ctx) }},
	{"clo-47", "GET /images/presets", func(ctx context.Context, c *Client) (any, error) { return c.listPresets(ctx) }},
}

func observedBrief(ctx context.Context, c *Client) (any, error) {
	servers, err := c.brief(ctx, c.own)
	return listing(servers, observeServer, err)
}

func readPart(name string) func(context.Context, *Client) (any, error) {
	return func(ctx context.Context, c *Client) (any, error) {
		for _, source := range c.Parts(providers.Ref{ID: "60"}) {
			if source.Name == name {
				return source.Read(ctx)
			}
		}
		return nil, nil
	}
}

// TestXMLSamplesSayTheSame replays the document's XML samples, mapped to JSON,
// beside the JSON fixtures, whose fields other tests compare one by one.
func TestXMLSamplesSayTheSame(t *testing.T) {
	differing := map[string]func(text string) string{
		// The two samples of the document list different subnets.
		"clo-24": func(text string) string { return text[:strings.Index(text, "62.76.178.*")] },
		// They are of different moments of a day.
		"clo-44": strings.NewReplacer("57.78", "57.82", "24.48", "24.52", "2448", "2452").Replace,
	}
	for _, r := range replays {
		t.Run(r.file, func(t *testing.T) {
			f := newFake(t)
			read := func(answer http.HandlerFunc) any {
				f.on(r.call, answer)
				got, err := r.read(t.Context(), f.client)
				if err != nil || got == nil || reflect.ValueOf(got).IsZero() {
					t.Fatalf("%+v, %v", got, err)
				}
				return got
			}
			fromXML, fromJSON := read(mapped(t, r.file+".xml")), read(sample(t, r.file+".json"))
			if cut := differing[r.file]; cut != nil {
				fromXML, fromJSON = cut(text(t, fromXML)), cut(text(t, fromJSON))
			}
			if !reflect.DeepEqual(fromXML, fromJSON) {
				t.Errorf("XML:\n%+v\nJSON:\n%+v", fromXML, fromJSON)
			}
		})
	}
}

func text(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
