package handlers

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
	"pinfold/internal/zone"
)

func TestAZoneFileGoesOutAndComesBack(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	b := h.as(h.scope)
	file := b.get(path + "/export")
	file.want(t, 200, "$ORIGIN example.com.", "192.0.2.3", "mail.example.com.")
	if got := file.Header.Get("Content-Disposition"); got != `attachment; filename=example.com.zone` {
		t.Errorf("it is called %s", got)
	}
	b.get(path+"/export?format=csv").want(t, 200, "mail.example.com.")
	same := b.post(path+"/import", "text", file.body, "mode", "replace")
	same.want(t, http.StatusSeeOther)
	if changes := h.pending(r); len(changes) != 0 {
		t.Fatalf("its own file changes %+v", changes)
	}
	b.post(path+"/import", "text", "www 300 A 192.0.2.99\nnew TXT \"a\"\n", "mode", "merge").want(t, http.StatusSeeOther)
	if got := lineText(h.pending(r)); got != "-CNAME www, +A www 192.0.2.99, +TXT new \"a\"" {
		t.Errorf("the list is %s", got)
	}
	b.get(path+"/changes").want(t, 200, "192.0.2.99")
	b.post(path+"/import", "text", "@ A 192.0.2.3\n", "mode", "replace").want(t, http.StatusSeeOther)
	if n := len(h.pending(r)); n != 7 {
		t.Errorf("%d changes for a file that is the whole zone", n)
	}
}

func lineText(changes []zone.Change) string {
	var all []string
	for _, c := range changes {
		switch {
		case c.Removes():
			all = append(all, "-"+c.Before.Type+" "+c.Before.Name)
		case c.Adds():
			all = append(all, "+"+c.After.Type+" "+c.After.Name+" "+c.After.Content)
		default:
			all = append(all, c.After.Type+" "+c.After.Name+" "+c.After.Content)
		}
	}
	return strings.Join(all, ", ")
}

func TestAZoneFileThatCannotBeRead(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	b := h.as(h.scope)
	for text, want := range map[string]string{
		"":                          "Choose a file, or paste what it holds.",
		"www A 300.1.1.1\n":         "Line 1",
		"$INCLUDE other\n":          "$INCLUDE names another file.",
		"; nothing\n":               "holds no records",
		"x A 1.2.3.4\ny A <script>": "&lt;script&gt;",
	} {
		b.post(path+"/import", "text", text, "mode", "merge").want(t, 422, want)
	}
	if n := len(h.pending(r)); n != 0 {
		t.Errorf("%d changes", n)
	}
	_, slave := h.zoneOfExample(providers.ZoneSlave)
	b.get(slave+"/import").want(t, http.StatusConflict, "copies its records from its master")
}

func TestAZoneFileIsUploaded(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	b := h.as(h.scope)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "example.com.zone")
	testdb.Must(t, err)
	_, err = part.Write([]byte("up A 192.0.2.77\n"))
	testdb.Must(t, err)
	testdb.Must(t, form.Close())
	b.header.Set("Content-Type", form.FormDataContentType())
	b.send(http.MethodPost, path+"/import", body.String()).want(t, http.StatusSeeOther)
	if got := lineText(h.pending(r)); got != "+A up 192.0.2.77" {
		t.Errorf("the list is %s", got)
	}
}

func TestAStateOfAZoneIsBroughtBack(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	b := h.as(h.scope)
	h.reads(r, zoneExample[:7])
	versions, err := h.scope.ZoneVersions(ctx, r)
	testdb.Must(t, err)
	if len(versions) != 2 {
		t.Fatalf("%d states", len(versions))
	}
	old := fmt.Sprintf("%s/history/%d", path, versions[1].ID)
	b.get(path+"/history").want(t, 200, old, "7 records", "Found at the provider", "as it is now")
	b.get(old).want(t, 200, "2 changes would bring this state back.", "192.0.2.9")
	b.get(fmt.Sprintf("%s/export?version=%d", path, versions[1].ID)).want(t, 200, "192.0.2.9")
	b.get(fmt.Sprintf("%s/history/%d", path, versions[0].ID)).want(t, 200, "The zone holds the same records now.")
	b.post(old+"/back").want(t, http.StatusSeeOther)
	if got := lineText(h.pending(r)); got != "+A a 192.0.2.8, +A b 192.0.2.9" {
		t.Errorf("the list is %s", got)
	}
	b.get(path+"/history/99").want(t, http.StatusNotFound)
}

func TestNameServersAreAskedAfterThePage(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *Options) { o.Authority.Resolver = "127.0.0.1:1" })
	_, path := h.zoneOfExample(providers.ZoneMaster)
	b := h.as(h.scope)
	b.get(path+"/check").want(t, 200, `hx-trigger="load"`, "Asking the name servers of example.com")
	answer := scripted(b).get(path + "/check?now=1")
	answer.want(t, 200, "No name server could be compared", "ns1.example.net", "Its name does not resolve here.", "Ask again")
	answer.lacks(t, "<html")
}

// TestOneChangeOverManyZones shows what it comes to, keeps it on the lists, and
// applies them as an operation each.
func TestOneChangeOverManyZones(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	first, path := h.zoneOfExample(providers.ZoneMaster)
	second := h.observed(providers.Observation{Kind: providers.KindZone, ID: "43", Name: "example.org", State: providers.Available,
		Facts: providers.ZoneFacts{Role: providers.ZoneMaster, Records: 4}, Gauges: providers.ZoneGauges{Types: []string{"A", "NS", "TXT"}}})
	h.reads(second, []zone.Record{{ID: "1", Name: "@", Type: "NS", Content: "ns1.example.net.", TTL: 60}, {ID: "2", Name: "@", Type: "A", Content: "192.0.2.3", TTL: 60},
		{ID: "3", Name: "c", Type: "A", Content: "192.0.2.4", TTL: 60}, {ID: "4", Name: "d", Type: "A", Content: "192.0.2.5", TTL: 60}})
	b := h.as(h.scope)
	query := url.Values{"rule": {"address"}, "from": {"192.0.2.3"}, "to": {"198.51.100.7"}, "id": {fmt.Sprint(first.ID), fmt.Sprint(second.ID)}, "preview": {"1"}}
	b.get("/zones/many").want(t, 200, "example.com", "example.org", "Show what changes")
	b.get("/zones/many?"+query.Encode()).want(t, 200, "2 changes in 2 zones", "198.51.100.7", "Put 2 changes onto my lists")
	unread := h.observed(providers.Observation{Kind: providers.KindZone, ID: "44", Name: "unread.example", State: providers.Available,
		Facts: providers.ZoneFacts{Role: providers.ZoneMaster, Records: 4}})
	b.get("/zones/many?rule=spf&text=v%3Dspf1&preview=1&id="+fmt.Sprint(unread.ID)).want(t, 200, "unread.example have not been read yet", "Nothing changes")
	b.get("/zones/many?rule=address&from=1&to=2&preview=1&id="+fmt.Sprint(first.ID)).want(t, 200, "Enter an IPv4 or IPv6 address.")
	b.get("/zones/many?rule=spf&text=x&preview=1").want(t, 200, "Choose at least one zone.")
	if len(h.pending(first))+len(h.pending(second)) != 0 {
		t.Fatal("looking changed something")
	}
	b.send(http.MethodPost, "/zones/many", query.Encode()).want(t, http.StatusSeeOther)
	if a, z := lineText(h.pending(first)), lineText(h.pending(second)); a != "A @ 198.51.100.7" || z != a {
		t.Fatalf("the lists are %s and %s", a, z)
	}
	b.get("/zones").want(t, 200, "2 zones with changes not sent")
	page := b.get("/zones/unsent")
	page.want(t, 200, "Apply in example.com", "Apply in example.org")
	form := url.Values{"form_id": {"once"}, "id": {fmt.Sprint(first.ID), fmt.Sprint(second.ID)}}
	for _, r := range []models.Resource{first, second} {
		name := fmt.Sprintf("seen-%d", r.ID)
		form.Set(name, between(t, page.body, `name="`+name+`" value="`, `"`))
	}
	for range 2 { // A form that comes twice.
		b.send(http.MethodPost, "/zones/unsent", form.Encode()).want(t, http.StatusSeeOther)
	}
	if n := h.Int(t, "SELECT COUNT(*) FROM operations WHERE action = 'zone.apply'"); n != 2 {
		t.Errorf("%d operations", n)
	}
	b.get(path).want(t, 200)
}
