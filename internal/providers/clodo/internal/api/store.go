package api

import "pinfold/internal/providers/wire"

// Store is a storage of CLO-37 and CLO-38; the size is in bytes. The list tells
// the token, the detail the settings.
type Store struct {
	ID      wire.String `json:"id"`
	Title   wire.String `json:"title"`
	Login   wire.String `json:"login"`
	Cluster wire.String `json:"cluster"`
	// Key is the storage key. In the answer to CLO-40 it is the API key, and
	// StorageKey what Key is elsewhere.
	Key        wire.String `json:"key"`
	StorageKey wire.String `json:"storagekey"`
	Token      wire.String `json:"token"`
	Size       wire.Int    `json:"size"`

	Default      wire.Bool   `json:"is_default"`
	CacheControl wire.String `json:"cache_xomcc"`
	Expires      wire.String `json:"cache_expires"`
	Bypass       wire.String `json:"cache_bypass"`
	Referers     wire.String `json:"cache_refererfilter"`
	PublicSearch wire.Bool   `json:"cache_publicsearch"`
	PublicURL    wire.String `json:"public_url"`
	PublicState  wire.String `json:"public_url_checked"`
}
