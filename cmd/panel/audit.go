package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"pinfold/internal/models"
)

type auditCommand struct {
	Verify auditVerifyCommand `cmd:"" help:"Check that no entry of the audit trail was changed or removed, also while the panel runs."`
}

type auditVerifyCommand struct {
	dataSettings `embed:""`
	Since        []string `name:"since" placeholder:"HASH" help:"A head that was printed earlier and kept elsewhere: it must still be in a trail. May be given several times."`
	Head         bool     `name:"head" help:"Print the heads alone, to be kept elsewhere."`
}

// Run checks the trails of the installation and of all teams. It fails if an
// entry of one does not fit.
func (a *auditVerifyCommand) Run(ctx context.Context, c console) (err error) {
	cfg, err := a.read()
	if err != nil {
		return err
	}
	store, keys, err := openStore(ctx, cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	reports, lost, err := store.VerifyAudit(ctx, keys, a.Since)
	if err != nil {
		return err
	}
	return a.tell(c, reports, lost)
}

func (a *auditVerifyCommand) tell(c console, reports []models.TrailReport, lost []string) error {
	faults := len(lost)
	for _, r := range reports {
		switch {
		case r.Fault != nil:
			faults++
			fmt.Fprintf(c.out, "%s: %s does not fit (%s). %s\n", trailName(r), faultPlace(*r.Fault), r.Fault.What, r.Fault.Text)
		case a.Head:
			fmt.Fprintln(c.out, r.Head)
		default:
			fmt.Fprintf(c.out, "%s: %s. Head %s\n", trailName(r), entriesFit(r.Entries), r.Head)
		}
	}
	for _, hash := range lost {
		fmt.Fprintf(c.out, "%s is in no trail any more: what it stood for was changed or removed.\n", harmless(strings.TrimSpace(hash)))
	}
	if faults > 0 {
		return sentence("The audit trail does not fit.")
	}
	return nil
}

// trailName is the team with its number, since names may be the same.
func trailName(r models.TrailReport) string {
	switch {
	case r.TeamID == 0:
		return "Installation"
	case r.Team == "":
		return fmt.Sprintf("Team %d, which is gone", r.TeamID)
	}
	return fmt.Sprintf("Team %d, %s", r.TeamID, harmless(r.Team))
}

func faultPlace(f models.TrailFault) string {
	if f.ID == 0 {
		return fmt.Sprintf("entry %d", f.Seq)
	}
	return fmt.Sprintf("entry %d (row %d)", f.Seq, f.ID)
}

func entriesFit(n int64) string {
	if n == 1 {
		return "1 entry fits"
	}
	return fmt.Sprintf("%d entries fit", n)
}
