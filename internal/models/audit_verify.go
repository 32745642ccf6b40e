package models

import (
	"context"
	"slices"

	"pinfold/internal/secrets"
)

// TrailReport is what the check of one team's trail found.
type TrailReport struct {
	TeamID ID
	// Team is the name, "" for the installation and for teams that are gone.
	Team string
	// Entries is how many fit, up to the head, whose hash is Head.
	Entries int64
	Head    string
	// Fault is the first entry that does not fit, nil where all do.
	Fault *TrailFault
}

// TrailFault is where a trail does not fit.
type TrailFault struct {
	Seq int64
	// ID is the row, 0 where there is none.
	ID ID
	// What is one word, Text a sentence.
	What, Text string
}

// The words for what is wrong with a trail.
const (
	TrailChanged  = "changed"
	TrailMissing  = "missing"
	TrailInserted = "inserted"
	TrailMoved    = "out of order"
	TrailReplaced = "replaced"
	TrailSeal     = "seal"
)

// VerifyAudit checks the trails of the installation and of all teams. Keys
// open the seals; without them seals are not looked at. Of the hashes in kept,
// those that are in no trail come back in lost. It only reads, and the panel
// may run meanwhile.
func (s *Store) VerifyAudit(ctx context.Context, keys *secrets.Keyring, kept []string) (reports []TrailReport, lost []string, err error) {
	names, err := s.trailTeams(ctx)
	if err != nil {
		return nil, nil, err
	}
	lost = slices.Clone(kept)
	for _, team := range names {
		v := verifier{store: s, keys: keys, report: TrailReport{TeamID: team.ID, Team: team.Name}, lost: &lost}
		if err := v.run(ctx); err != nil {
			return nil, nil, err
		}
		reports = append(reports, v.report)
	}
	return reports, lost, nil
}

// trailTeams are the teams that have a trail or must have one.
func (s *Store) trailTeams(ctx context.Context) (teams []Team, err error) {
	err = s.reader(ctx).Raw(`SELECT trails.id, COALESCE(teams.name, '') AS name FROM
		(SELECT team_id AS id FROM audit_heads UNION SELECT DISTINCT team_id FROM audits UNION SELECT id FROM teams) trails
		LEFT JOIN teams ON teams.id = trails.id ORDER BY trails.id`).Scan(&teams).Error
	return teams, err
}
