package providers

import "context"

// OrderStage is how far an order has come.
type OrderStage string

// The stages. An order with another status has none; its state word says it.
const (
	OrderUnpaid OrderStage = "unpaid"
	// OrderPaid can be installed.
	OrderPaid      OrderStage = "paid"
	OrderInstalled OrderStage = "installed"
	OrderCancelled OrderStage = "cancelled"
	// OrderEnded was a server that is no more.
	OrderEnded OrderStage = "ended"
)

// OrderFacts describes an order of a server.
type OrderFacts struct {
	Stage OrderStage `json:"stage,omitempty"`
	// Number is the provider's number for people.
	Number string `json:"number,omitempty"`
	// Amount is a decimal number in the account's currency.
	Amount    string `json:"amount,omitempty"`
	InvoiceID string `json:"invoice_id,omitempty"`
}

// OrderReader reads one order.
type OrderReader interface {
	// Order returns a NotFound error for an order that does not exist.
	Order(ctx context.Context, ref Ref) (Observation, error)
}

// Orderer orders servers. Each order is another one, and an invoice.
type Orderer interface {
	OrderReader
	PlaceOrder(ctx context.Context, tariff string) (Placed, error)
	// TariffPrice is a decimal number, "" where the provider does not tell it.
	TariffPrice(ctx context.Context, tariff string) (string, error)
	// Orders lists all orders of the account, whatever their stage.
	Orders(ctx context.Context) ([]Observation, error)
}

// Placed is the answer to an order.
type Placed struct {
	ID        string `json:"id"`
	InvoiceID string `json:"invoice_id,omitempty"`
}

// OrderCanceller cancels orders that are not paid. Cancelling sets a state, so
// sending it again does no harm.
type OrderCanceller interface {
	OrderReader
	CancelOrder(ctx context.Context, ref Ref) error
}

// OrderInstaller makes the server of an order that is paid.
type OrderInstaller interface {
	OrderReader
	// Server reads the server of the order; it has the order's ID.
	ServerReader
	// CheckInstall proves the input without starting anything, and tells whether
	// a server exists for the order already.
	CheckInstall(ctx context.Context, ref Ref, in Installation) (exists bool, err error)
	// Install starts the installation, each time it is sent.
	Install(ctx context.Context, ref Ref, in Installation) error
}

// Installation is what a server is made of.
type Installation struct {
	// Image and SSHKeys are the provider's handles.
	Image   string
	SSHKeys []string
}
