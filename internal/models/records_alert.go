package models

import (
	"time"

	"pinfold/internal/form"
)

// AlertChannel is a place that a team has its alerts sent to.
type AlertChannel struct {
	ID       ID
	TeamID   ID `gorm:"uniqueIndex:alert_channel_name,priority:1"`
	Kind     string
	Name     string      `gorm:"uniqueIndex:alert_channel_name,priority:2"`
	Settings form.Values `gorm:"serializer:json"`
	// Sealed holds what is secret.
	Sealed []byte
	// Rules are the alerts that go there, each with the moment since when.
	Rules map[string]time.Time `gorm:"serializer:json"`
	// Version grows with every change of settings or secrets.
	Version int
	// TriedAt is when a message was last given to the channel.
	TriedAt   *time.Time
	CreatedAt time.Time
}

// AlertSettings are what a team wants to be told of, and when.
type AlertSettings struct {
	TeamID ID `gorm:"primaryKey;autoIncrement:false"`
	// Balances hold the lowest sums that are not worth an alert, by currency, as
	// decimal numbers.
	Balances map[string]string `gorm:"serializer:json"`
	// InvoiceDays and ExpireDays say how long before the day an alert comes.
	InvoiceDays, ExpireDays int
	// FailHours is how long an account must fail.
	FailHours int
	// RemindHours is when an alert that goes on is sent again, 0 for never.
	RemindHours int
	Quiet       bool
	// QuietFrom and QuietTo are times of day such as "22:00" in QuietZone, an
	// IANA name.
	QuietFrom, QuietTo, QuietZone string
	// QuietPass are the severities that are sent all the same.
	QuietPass []string `gorm:"serializer:json"`
}

// Alert is something that a team is told of. It is open while it goes on, and
// there is one open alert of a rule about a subject.
type Alert struct {
	ID        ID
	TeamID    ID `gorm:"index:alert_open,priority:1"`
	AccountID ID
	Rule      string `gorm:"index:alert_open,priority:2"`
	Subject   string
	Severity  string
	Title     string
	Text      string
	// Path leads to the panel's page about it.
	Path string
	// At is since when it is so, SeenAt when the panel noticed.
	At     time.Time
	SeenAt time.Time
	// Round counts the reminders, ToldAt is when the last of them began.
	Round   int
	ToldAt  time.Time
	EndedAt *time.Time `gorm:"index:alert_open,priority:3"`
}

// DeliveryState is how far a delivery got.
type DeliveryState string

// The states. A delivery that is being sent when the panel dies is sent again.
const (
	DeliveryWaiting DeliveryState = "waiting"
	DeliverySending DeliveryState = "sending"
	DeliverySent    DeliveryState = "sent"
	DeliveryFailed  DeliveryState = "failed"
)

// AlertDelivery is one alert on its way to one channel.
type AlertDelivery struct {
	ID     ID
	TeamID ID `gorm:"index:alert_delivery_list,priority:1"`
	// AlertID is 0 for a test.
	AlertID   ID `gorm:"index"`
	ChannelID ID `gorm:"index:alert_delivery_list,priority:2"`
	// ChannelName and ChannelKind stay when the channel is removed.
	ChannelName, ChannelKind string
	// Round is that of the alert.
	Round    int
	Severity string
	State    DeliveryState `gorm:"index:alert_delivery_due,priority:1"`
	// Held says that quiet hours kept it back.
	Held    bool
	Tries   int
	NextTry time.Time `gorm:"index:alert_delivery_due,priority:2"`
	// Batch is the number of the message that it is part of; tries of one
	// message keep it.
	Batch  string `gorm:"index"`
	Reason string
	// FirstTry begins the time within which it is tried again.
	FirstTry  *time.Time
	CreatedAt time.Time
	EndedAt   *time.Time
}
