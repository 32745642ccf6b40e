//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// truth is a server as its provider tells it, read without the panel.
type truth struct{ id, name, address string }

// truths reads all servers of the default account of a provider, past the
// panel's own clients.
func (b *Box) truths(t testing.TB, slug providers.Slug) []truth {
	t.Helper()
	switch slug {
	case providers.Clodo:
		login := b.raw(t, b.URL+"/clodo/", "X-Auth-User", sandbox.DefaultClodoLogin, "X-Auth-Key", sandbox.DefaultClodoKey)
		list := b.raw(t, login.header.Get("X-Server-Management-Url")+"/servers/detail", "X-Auth-Token", login.header.Get("X-Auth-Token"), "Accept", "application/json")
		return list.things("servers", "id", "name", "addresses")
	case providers.CloudAtCost:
		query := url.Values{"key": {sandbox.DefaultCloudAtCostKey}, "login": {sandbox.DefaultCloudAtCostLogin}}
		return b.raw(t, b.URL+"/cloudatcost/API/v1/listservers?"+query.Encode()).things("data", "sid", "label", "ip")
	case providers.Inferno:
		return b.infernoTruths(t)
	default:
		return b.idcloudhostTruths(t)
	}
}

func (b *Box) infernoTruths(t testing.TB) (all []truth) {
	ask := func(action, order string) rawAnswer {
		query := url.Values{"action": {action}, "cid": {sandbox.DefaultInfernoCID}, "key": {sandbox.DefaultInfernoKey}, "orderid": {order}}
		return b.raw(t, b.URL+"/inferno/api_client.php?"+query.Encode())
	}
	orders, _ := ask("orders", "").value["orders"].(map[string]any)
	for id, order := range orders {
		if order.(map[string]any)["status"] != "Active" {
			continue
		}
		if info, ok := ask("getinfo", id).value["vps_info"].(map[string]any); ok && info["vps_name"] != nil {
			all = append(all, truth{id, textOf(info["vps_name"]), textOf(info["ip"])})
		}
	}
	return all
}

func (b *Box) idcloudhostTruths(t testing.TB) (all []truth) {
	for _, location := range b.raw(t, b.URL+"/idcloudhost/v1/config/locations", "apikey", sandbox.DefaultIDCloudHostKey).list {
		slug := textOf(location.(map[string]any)["slug"])
		list := b.raw(t, b.URL+"/idcloudhost/v1/"+slug+"/user-resource/vm/list", "apikey", sandbox.DefaultIDCloudHostKey)
		all = append(all, list.things("", "uuid", "name", "private_ipv4")...)
	}
	return all
}

type rawAnswer struct {
	header http.Header
	value  map[string]any
	list   []any
}

func (b *Box) raw(t testing.TB, address string, header ...string) rawAnswer {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }() // It was only read.
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode >= 300 {
		t.Fatalf("%s: status %d, %v", address, response.StatusCode, err)
	}
	answer := rawAnswer{header: response.Header}
	if json.Unmarshal(body, &answer.value) != nil {
		_ = json.Unmarshal(body, &answer.list) // A sign-in answers with headers only.
	}
	return answer
}

// things reads a list of objects; key is "" where the answer is the list.
func (a rawAnswer) things(key, id, name, address string) (all []truth) {
	list := a.list
	if key != "" {
		list, _ = a.value[key].([]any)
	}
	for _, item := range list {
		thing := item.(map[string]any)
		all = append(all, truth{textOf(thing[id]), textOf(thing[name]), firstIP(thing[address])})
	}
	return all
}

func textOf(value any) string {
	if value == nil {
		return ""
	}
	return strings.TrimSpace(fmt.Sprint(value))
}

// firstIP finds an address in a text, or in an object of lists as Clodo has it.
func firstIP(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case map[string]any:
		list, _ := v["public"].([]any)
		for _, one := range list {
			return textOf(one.(map[string]any)["ip"])
		}
	}
	return ""
}
