package models

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"gorm.io/gorm"

	"pinfold/internal/zone"
)

// zoneVersions is how many states of a zone are kept.
const zoneVersions = 100

// Records opens what the version holds. A version of a list has none.
func (v ZoneVersion) Records() ([]zone.Record, error) {
	if len(v.Data) == 0 {
		return nil, nil
	}
	plain, err := gzip.NewReader(bytes.NewReader(v.Data))
	if err != nil {
		return nil, err
	}
	var records []zone.Record
	err = json.NewDecoder(plain).Decode(&records)
	return records, err
}

// ZoneVersions returns the kept states of a zone without their records, the
// newest first.
func (sc Scope) ZoneVersions(ctx context.Context, r Resource) (versions []ZoneVersion, err error) {
	err = sc.rows(ctx).Omit("data").Where("resource_id = ?", r.ID).Order("id DESC").Find(&versions).Error
	return versions, err
}

// ZoneVersion returns one kept state of a zone with its records.
func (sc Scope) ZoneVersion(ctx context.Context, r Resource, id ID) (version ZoneVersion, err error) {
	err = found(sc.rows(ctx).Where("resource_id = ? AND id = ?", r.ID, id).Take(&version).Error)
	return version, err
}

// KeepZoneVersion keeps a state of a zone unless it is the newest that is kept
// already. by is the operation that made it, nil for a state that was found.
func (sc Scope) KeepZoneVersion(ctx context.Context, r Resource, records []zone.Record, by *Operation) error {
	version, err := versionOf(r, records)
	if err != nil {
		return err
	}
	version.At = sc.store.Now()
	if by != nil {
		version.UserID, version.OperationID = &by.UserID, &by.ID
	}
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := sc.stillZone(tx, r); err != nil {
			return err
		}
		var last []ZoneVersion
		err := tx.Omit("data").Where("resource_id = ?", r.ID).Order("id DESC").Limit(1).Find(&last).Error
		if err != nil || len(last) > 0 && last[0].Digest == version.Digest {
			return err
		}
		if err := tx.Create(&version).Error; err != nil {
			return err
		}
		old := tx.Model(&ZoneVersion{}).Select("id").Where("resource_id = ?", r.ID).Order("id DESC").Offset(zoneVersions).Limit(-1)
		return tx.Where("id IN (?)", old).Delete(&ZoneVersion{}).Error
	})
}

func versionOf(r Resource, records []zone.Record) (ZoneVersion, error) {
	v := ZoneVersion{TeamID: r.TeamID, AccountID: r.AccountID, ResourceID: r.ID, Count: len(records), Digest: zoneDigest(records)}
	v.Serial = ZoneSerial(records)
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if err := json.NewEncoder(w).Encode(records); err != nil {
		return v, err
	}
	err := w.Close()
	v.Data = packed.Bytes()
	return v, err
}

// zoneDigest leaves the SOA aside: its serial follows every change, and ids
// and order tell nothing of what the zone answers.
func zoneDigest(records []zone.Record) string {
	var plain []zone.Record
	for _, r := range records {
		if r.ID = ""; r.Type != "SOA" {
			plain = append(plain, r)
		}
	}
	slices.SortFunc(plain, func(a, b zone.Record) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Content, b.Content),
			cmp.Compare(a.Priority, b.Priority), cmp.Compare(a.TTL, b.TTL))
	})
	data, _ := json.Marshal(plain) // Texts and numbers always encode.
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
