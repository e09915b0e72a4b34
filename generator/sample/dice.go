package sample

import "math/rand/v2"

// dice decides what one meeting is like. The numbers of [rand.PCG] are laid down,
// so that they are the same on every machine.
type dice struct{ r *rand.Rand }

// newDice returns the dice of a meeting, which owe nothing to other meetings.
func newDice(seed uint64, meeting int) dice {
	return dice{rand.New(rand.NewPCG(seed, uint64(meeting)))}
}

// between returns a number from low to high, both included.
func (d dice) between(low, high int) int { return low + d.r.IntN(high-low+1) }

// chance reports true in so many cases of a hundred.
func (d dice) chance(percent int) bool { return d.r.IntN(100) < percent }

// pick returns an item of a list.
func pick[T any](d dice, list []T) T { return list[d.r.IntN(len(list))] }

// some returns n items of a list, or all if there are fewer, in the order of the
// list.
func some[T any](d dice, list []T, n int) []T {
	var chosen []T
	for i, item := range list {
		if d.r.IntN(len(list)-i) < n-len(chosen) {
			chosen = append(chosen, item)
		}
	}
	return chosen
}

// shuffled returns the items of a list in another order.
func shuffled[T any](d dice, list []T) []T {
	mixed := make([]T, len(list))
	for to, from := range d.r.Perm(len(list)) {
		mixed[to] = list[from]
	}
	return mixed
}
