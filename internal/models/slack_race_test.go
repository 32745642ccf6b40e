//go:build race

package models_test

// slack is how much slower the race detector may make what is timed.
const slack = 60
