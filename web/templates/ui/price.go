package ui

// Price is how the price of a new thing comes about, by the hour. All sums are
// written out; Month has its currency.
type Price struct {
	Currency   string
	Lines      []PriceLine
	Sum, Month string
	Notes      []string
}

// PriceLine is one part of a price.
type PriceLine struct{ What, Each, Sum string }
