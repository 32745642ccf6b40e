package models

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"pinfold/internal/providers"
)

// TicketLink says which server a ticket is about, as a person told.
type TicketLink struct {
	ResourceID ID `gorm:"primaryKey;autoIncrement:false"`
	TeamID     ID `gorm:"index"`
	// ServerID is 0 for none.
	ServerID  ID
	UserID    ID
	ChangedAt time.Time
}

// LinkTicket says that a ticket is about a server of the same account, or with
// no server about none.
func (sc Scope) LinkTicket(ctx context.Context, ticket Resource, server *Resource, entry Audit) error {
	link := TicketLink{ResourceID: ticket.ID, TeamID: sc.Team.ID, UserID: sc.User.ID, ChangedAt: sc.store.Now()}
	if server != nil {
		if server.AccountID != ticket.AccountID || server.Kind != providers.KindServer {
			return ErrNotFound
		}
		link.ServerID = server.ID
	}
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := sc.stillThere(tx, ticket.ID); err != nil {
			return err
		}
		if err := tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&link).Error; err != nil {
			return err
		}
		entry.Kind, entry.TargetID, entry.TargetName = ticket.Kind, ticket.ID, ticket.Name
		return sc.audit(tx, entry)
	})
}

// linked are the servers that people named for tickets. A link to none takes
// away what was known otherwise.
func (sc Scope) linked(ctx context.Context, tickets []ID, servers map[ID]Resource) error {
	var links []TicketLink
	if err := sc.store.reader(ctx).Where("team_id = ? AND resource_id IN ?", sc.Team.ID, tickets).Find(&links).Error; err != nil {
		return err
	}
	for _, link := range links {
		delete(servers, link.ResourceID)
		if link.ServerID == 0 {
			continue
		}
		server, err := sc.Resource(ctx, providers.KindServer, link.ServerID)
		switch {
		case err == ErrNotFound:
		case err != nil:
			return err
		default:
			servers[link.ResourceID] = server
		}
	}
	return nil
}

// TicketWords are the providers' own words for the state of open tickets.
func (sc Scope) TicketWords(ctx context.Context) (words []string, err error) {
	err = sc.rows(ctx).Model(&Resource{}).Where("kind = ? AND gone_at IS NULL AND state_word <> ''", providers.KindTicket).
		Distinct("state_word").Order("state_word").Pluck("state_word", &words).Error
	return words, err
}
