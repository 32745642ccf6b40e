package models

import "gorm.io/gorm"

// TwiceError is returned for an account that the team has connected already.
type TwiceError struct {
	// Label is what the first one is called, "" if the person does not see it.
	Label string
}

// Error implements error.
func (TwiceError) Error() string { return "the account is connected already" }

// twice fails if the team has another account of the same fingerprint: two
// rows for one account would share its limits and mix up its servers.
func (sc Scope) twice(tx *gorm.DB, account Account) error {
	if account.Fingerprint == "" {
		return nil
	}
	var same []Account
	err := tx.Where("team_id = ? AND fingerprint = ? AND id <> ?", sc.Team.ID, account.Fingerprint, account.ID).
		Select("id", "label").Limit(1).Find(&same).Error
	switch {
	case err != nil:
		return err
	case len(same) == 0:
		return nil
	case !sc.Sees(sc.Team.ID, same[0].ID):
		return TwiceError{}
	}
	return TwiceError{Label: same[0].Label}
}
