package actions

// fieldSeen is the hidden field that holds what a form showed or was filled
// from, so that a change that somebody else makes meanwhile is seen.
const fieldSeen = "seen"
