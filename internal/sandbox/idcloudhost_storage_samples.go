package sandbox

import (
	"fmt"
	"strings"
	"time"
)

// addSampleStorage adds the buckets of the sample of IDC-34 and keys that begin
// and end as those of the samples do. As many small objects as the samples
// count stand for what they measure.
func (w *idcWorld) addSampleStorage() {
	for _, s := range idcSample[[]idcBucketView]("34") {
		b := w.addBucket(s.Name, s.Billing, idcStorageMoment(s.Created))
		b.modified = idcStorageMoment(s.Modified)
		for i := range s.Objects {
			b.size -= w.shared.put(s.Name, idcSampleNames[i%len(idcSampleNames)], fmt.Sprintf("object %d of %s\n", i+1, s.Name))
		}
		b.size += s.Size
		b.begun = time.Now()
	}
	w.s3.id = "user+test@example.com"
	for _, pair := range [][2]string{
		{"ES1RQ7XK2M4T0B8C5W1N", "bwtl8Qm2Zr5Xc7Vn1Lk4Jh6Gf3Ds9Pa0YuTiReLU"},
		{"H2MZP4L9K7J5H3G1F80A", "X8PbN2vC5xZ7aS1dF4gH6jK9lQ3wE0rTyUiOpA1j"},
		{"V5G9D3S1A8P6O4I2U06P", "WnNyT4rE7wQ1aZ9sX2dC5fV8gB3hN6jM0kLpOuC5"},
	} {
		w.s3.keys = append(w.s3.keys, idcS3Key{Access: pair[0], Secret: pair[1], User: w.s3.id})
	}
}

var idcSampleNames = []string{"index.html", "images/logo.png", "images/2021/team.jpg", "backups/db-2021-01-21.sql.gz", "backups/db-2021-01-22.sql.gz"}

// idcStorageMoment reads a time of the samples.
func idcStorageMoment(text string) time.Time {
	t, err := time.Parse(idcStorageTime, text)
	if err != nil {
		panic("sandbox: sample of idcloudhost: " + err.Error())
	}
	return t
}

// put stores an object and returns its size.
func (p *idCloudHost) put(bucket, name, content string) int64 {
	size := int64(len(content))
	_, err := p.objects.PutObject(bucket, name, map[string]string{}, strings.NewReader(content), size, nil)
	if err != nil {
		panic("sandbox: object " + name + ": " + err.Error())
	}
	return size
}

// addGeneratedStorage gives an account that servers are made up for a bucket
// with folders, and names that are not easy to show.
func (w *idcWorld) addGeneratedStorage(now time.Time) {
	name := fmt.Sprintf("archive-%d", w.shared.newID())
	if len(w.s3.keys) == 0 {
		w.s3.id, _ = w.user["name"].(string)
		w.addS3Key()
	}
	w.addBucket(name, w.standard, now.Add(-200*24*time.Hour))
	for i := range 120 {
		w.shared.put(name, fmt.Sprintf("logs/2026/app-%03d.log", i+1), strings.Repeat("GET / 200\n", 40+7*i))
	}
	for _, odd := range []string{"счёт за ноябрь.pdf", "a b+c&d=e?f#g%2F.txt", "<script>alert(1)</script>.html", "../up.txt", "photos/кот.jpg", "photos/dog.jpg", "readme.md"} {
		w.shared.put(name, odd, "content of "+odd+"\n")
	}
}
