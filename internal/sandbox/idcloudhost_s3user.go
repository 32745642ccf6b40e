package sandbox

import (
	"net/http"
	"slices"
	"strings"
)

// idcS3User is the user of the object storage; without keys there is none.
type idcS3User struct {
	id   string
	keys []idcS3Key
}

type idcS3Key struct {
	Access string `json:"accessKey"`
	Secret string `json:"secretKey"`
	User   string `json:"userId"`
}

// showS3 answers IDC-29. The S3 server listens where the sandbox does.
func (w *idcWorld) showS3(c *call) reply {
	return idcOK(map[string]string{"url": "http://" + c.req.Host + "/"})
}

// makeS3User answers IDC-35. It makes user and keys if there are none.
func (w *idcWorld) makeS3User(c *call) reply {
	if len(w.s3.keys) == 0 {
		w.s3.id, _ = w.user["name"].(string)
		c.changed(w.addS3Key().Access, "user", w.s3.id)
	}
	return idcOK(map[string]any{
		"caps": []any{}, "displayName": w.s3.id, "email": "", "maxBuckets": 1000, "s3Credentials": slices.Clone(w.s3.keys),
		"subusers": []any{}, "suspended": 0, "swiftCredentials": []any{}, "userId": w.s3.id,
	})
}

// listS3Keys answers IDC-37, with nothing while there is no user.
func (w *idcWorld) listS3Keys(*call) reply { return idcOK(w.copyKeys()) }

func (w *idcWorld) copyKeys() []idcS3Key { return append([]idcS3Key{}, w.s3.keys...) }

// createS3Key answers IDC-38 with all keys.
func (w *idcWorld) createS3Key(c *call) reply {
	if len(w.s3.keys) == 0 {
		return reply{status: http.StatusNotFound, body: idcErrors{map[string]any{"Error": "No such S3 user exists."}}}
	}
	c.changed(w.addS3Key().Access)
	return idcOK(w.copyKeys())
}

// deleteS3Key answers IDC-36, with an empty body.
func (w *idcWorld) deleteS3Key(c *call) reply {
	in := readIDCInput(c, "access_key")
	access := in.text("access_key")
	if in.problem != "" {
		return idcBad(in.problem)
	}
	i := slices.IndexFunc(w.s3.keys, func(k idcS3Key) bool { return k.Access == access })
	if i < 0 {
		return reply{status: http.StatusNotFound, body: idcErrors{map[string]any{"Error": "No such key exists."}}}
	}
	w.s3.keys = slices.Delete(w.s3.keys, i, i+1)
	c.changed(access)
	return reply{status: http.StatusOK}
}

func (w *idcWorld) addS3Key() idcS3Key {
	key := idcS3Key{Access: w.shared.newWord(20, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
		Secret: w.shared.newWord(40, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"), User: w.s3.id}
	w.s3.keys = append(w.s3.keys, key)
	return key
}

func (p *idCloudHost) newWord(n int, letters string) string {
	var b strings.Builder
	for range n {
		b.WriteByte(letters[p.random.IntN(len(letters))])
	}
	return b.String()
}
