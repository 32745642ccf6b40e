package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"
)

// idcToken is a key of the API.
type idcToken struct {
	Billing     int     `json:"billing_account_id"`
	Consumer    string  `json:"consumer_id"`
	CreatedAt   string  `json:"created_at"`
	Description string  `json:"description"`
	ID          int     `json:"id"`
	KongID      string  `json:"kong_id"`
	Restricted  bool    `json:"restricted"`
	Token       string  `json:"token"`
	UpdatedAt   *string `json:"updated_at"`
	User        any     `json:"user_id"`
}

func (w *idcWorld) tokenOf(value string) *idcToken {
	token, _ := idcFind(w.tokens, func(t *idcToken) bool { return t.Token == value })
	return token
}

func (w *idcWorld) addToken(now time.Time, value, description string) *idcToken {
	w.shared.lastToken++
	t := &idcToken{
		Consumer: fmt.Sprintf("9b68f9e5-34a5-41bb-8938-%012v", w.user["id"]), CreatedAt: now.UTC().Format(idcTime), Description: description,
		ID: 100 + w.shared.lastToken, KongID: fmt.Sprintf("1dd6f9f7-f679-4ad0-a44d-%012d", w.shared.lastToken), Token: value, User: w.user["id"],
	}
	w.tokens = append(w.tokens, t)
	return t
}

// changeKey puts another value into the token with the old one.
func (w *idcWorld) changeKey(old, value string) {
	if t := w.tokenOf(old); t != nil {
		t.Token = value
		return
	}
	w.addToken(time.Date(2018, 2, 20, 9, 0, 0, 0, time.UTC), value, "Pinfold")
}

// listTokens answers IDC-06, secrets included.
func (w *idcWorld) listTokens(*call) reply {
	all := []idcToken{}
	for _, t := range w.tokens {
		all = append(all, *t)
	}
	return idcOK(all)
}

// createToken answers IDC-05 with all tokens.
func (w *idcWorld) createToken(c *call) reply {
	in := readIDCInput(c, "description", "restricted", "billing_account_id")
	var made idcToken
	if refused := w.describe(&made, in); refused != "" {
		return idcBad(refused)
	}
	a, b := w.shared.random.Uint64(), w.shared.random.Uint64()
	t := w.addToken(c.now, fmt.Sprintf("%016x%016x", a, b), made.Description)
	t.Restricted, t.Billing = made.Restricted, made.Billing
	c.changed(strconv.Itoa(t.ID), "description", t.Description, "restricted", strconv.FormatBool(t.Restricted), "billing", strconv.Itoa(t.Billing))
	return w.listTokens(c)
}

// changeToken answers IDC-04. The document shows only its refusal.
func (w *idcWorld) changeToken(c *call) reply {
	in := readIDCInput(c, "token_id", "description", "restricted", "billing_account_id")
	t := w.tokenBy(in)
	if t == nil {
		return idcBad("Failed to update token.")
	}
	next := *t
	if refused := w.describe(&next, in); refused != "" {
		return idcBad(refused)
	}
	now := c.now.UTC().Format(idcTime)
	next.UpdatedAt = &now
	*t = next
	c.changed(strconv.Itoa(t.ID), "description", t.Description, "restricted", strconv.FormatBool(t.Restricted), "billing", strconv.Itoa(t.Billing))
	return idcDone()
}

// deleteToken answers IDC-03. The token of the call itself cannot go.
func (w *idcWorld) deleteToken(c *call) reply {
	t := w.tokenBy(readIDCInput(c, "token_id"))
	if t == nil || t.Token == c.req.Header.Get("apikey") {
		return idcBad("Failed to delete kong token.")
	}
	w.tokens = slices.DeleteFunc(slices.Clone(w.tokens), func(o *idcToken) bool { return o == t })
	c.changed(strconv.Itoa(t.ID), "description", t.Description)
	return idcDone()
}

// describe takes what is said of a token. Any value of restricted is yes.
func (w *idcWorld) describe(t *idcToken, in *idcInput) (refused string) {
	if in.has("description") {
		t.Description = in.values.Get("description")
	}
	t.Restricted, t.Billing = in.has("restricted"), 0
	if in.has("billing_account_id") {
		t.Billing = in.number("billing_account_id", 0, 1<<40)
	}
	switch {
	case in.problem != "":
		return in.problem
	case t.Billing != 0 && !w.hasBilling(t.Billing), t.Restricted && t.Billing == 0:
		return "billing account is incorrect"
	}
	return ""
}

func (w *idcWorld) tokenBy(in *idcInput) *idcToken {
	id := in.number("token_id", 0, 1<<40)
	t, _ := idcFind(w.tokens, func(t *idcToken) bool { return in.problem == "" && t.ID == id })
	return t
}

// idcProfileFields are what IDC-02 takes.
var idcProfileFields = []string{"first_name", "last_name", "phone_number", "personal_id_number"}

// changeProfile answers IDC-02. What is not sent stays as it is.
func (w *idcWorld) changeProfile(c *call) reply {
	in := readIDCInput(c, idcProfileFields...)
	details := []string{}
	for _, name := range idcProfileFields {
		value := in.values.Get(name)
		if len([]rune(value)) > 100 {
			in.fail("Invalid value for parameter: " + name)
		}
		details = append(details, name, value)
	}
	if in.problem != "" {
		return idcBad(in.problem)
	}
	for name := range in.values {
		_ = w.setProfile(name, in.values.Get(name))
	}
	c.changed(fmt.Sprint(w.user["id"]), details...)
	return idcOK(w.user["profile_data"])
}

func (w *idcWorld) setProfile(name, value string) error {
	if !slices.Contains(idcProfileFields, name) {
		return fmt.Errorf("no field %q in a profile of idcloudhost", name)
	}
	data, _ := w.user["profile_data"].(map[string]any)
	if data = maps.Clone(data); data == nil {
		data = map[string]any{"user_id": w.user["id"], "email": w.user["name"]}
	}
	data[name] = value
	w.user["profile_data"] = data
	return nil
}
