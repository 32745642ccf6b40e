package cloudatcost

import (
	"cmp"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/cloudatcost/internal/api"
	"pinfold/internal/providers/wire"
)

func observeTemplate(t api.Template) providers.Observation {
	title := cmp.Or(t.Detail.Trim(), t.Name.Trim())
	return providers.Observation{
		Kind:  providers.KindImage,
		ID:    cmp.Or(t.ID.Trim(), t.CEID.Trim()),
		Name:  title,
		State: providers.Available,
		Facts: systemOf(title),
	}
}

func observeTask(t api.Task) providers.Observation {
	return providers.Observation{
		Kind:      providers.KindTask,
		ID:        t.ID.Trim(),
		Parent:    t.Server.Trim(),
		Name:      t.Action.Trim(),
		State:     taskStateOf(t.Status.Trim()),
		StateWord: t.Status.Trim(),
		Facts: providers.NamedFacts{Title: t.Action.Trim(), Details: details(
			"Server", t.Server.Trim(), "Started", momentOf(t.Begun), "Finished", momentOf(t.Ended),
		)},
	}
}

func observeClient(c api.Client) providers.Observation {
	person := strings.TrimSpace(c.FirstName.Trim() + " " + c.LastName.Trim())
	title := cmp.Or(c.Name.Trim(), person, c.Company.Trim(), c.Email.Trim(), c.Login.Trim())
	return providers.Observation{
		Kind:  providers.KindClient,
		ID:    cmp.Or(c.CustID.Trim(), c.CID.Trim(), c.ID.Trim()),
		Name:  title,
		State: providers.Available,
		Facts: providers.NamedFacts{Title: title, Details: details(
			"Company", c.Company.Trim(), "E-mail", c.Email.Trim(), "Login", c.Login.Trim(),
		)},
	}
}

// details makes details of pairs of label and value. Empty values are left out.
func details(pairs ...string) []providers.Detail {
	var all []providers.Detail
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			all = append(all, providers.Detail{Label: pairs[i], Value: pairs[i+1]})
		}
	}
	return all
}

// momentOf writes a time in one way, and leaves what cannot be read as it came.
func momentOf(text wire.String) string {
	at := timeOf(text)
	switch {
	case !at.IsZero():
		return at.Format("2006-01-02 15:04:05 MST")
	case text.Trim() == "0":
		return ""
	}
	return text.Trim()
}
