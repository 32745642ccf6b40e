package api

import "pinfold/internal/providers/wire"

// S3 is the answer to IDC-29.
type S3 struct {
	URL wire.String `json:"url"`
}

// Bucket is a bucket of IDC-30 to 34; the size is in bytes.
type Bucket struct {
	Name     wire.String `json:"name"`
	Billing  wire.String `json:"billing_account_id"`
	Objects  wire.Int    `json:"num_objects"`
	Size     wire.Int    `json:"size_bytes"`
	Created  wire.String `json:"created_at"`
	Modified wire.String `json:"modified_at"`
}

// S3User is the answer to IDC-35.
type S3User struct {
	User wire.String      `json:"userId"`
	Keys wire.List[S3Key] `json:"s3Credentials"`
}

// S3Key is a pair of keys of IDC-35, 37 and 38.
type S3Key struct {
	Access wire.String `json:"accessKey"`
	Secret wire.String `json:"secretKey"`
	User   wire.String `json:"userId"`
}
