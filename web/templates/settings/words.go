package settings

import (
	"context"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

func codesLeft(ctx context.Context, f Factor) string {
	if f.Codes == 0 {
		return i18n.T(ctx, "None is left.")
	}
	return i18n.N(ctx, f.Codes, "One of {most} is left.", "{count} of {most} are left.",
		"count", ui.NumberText(int64(f.Codes)), "most", ui.NumberText(int64(f.Most)))
}

// lacking says how many members have no second factor.
func lacking(ctx context.Context, p Policy) string {
	return i18n.N(ctx, len(p.Lacking), "{count} of {all} has none.", "{count} of {all} have none.",
		"count", ui.NumberText(int64(len(p.Lacking))), "all", ui.NumberText(int64(p.Members)))
}
