# Two copies of a registry.

compare-differ = two histories: they differ from entry { $at } on
compare-nothing = nothing
compare-entry = { $record } { $what }
compare-same = the same history: { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
compare-ahead = one history: this copy goes on from the other by { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
compare-behind = one history: the other copy goes on from this one by { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
compare-ahead-of-head = one history: this copy goes on from that checkpoint by { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
compare-differ-head = two histories: the first { $count ->
    [one] 1 entry
   *[other] { $count } entries
} are not the same; with a whole copy it can be said which
compare-unknown = that checkpoint has { $count ->
    [one] 1 entry
   *[other] { $count } entries
}, this copy has { $here }: whether it goes on from here cannot be told without its entries
compare-differ-bundle = two histories: entry { $at } is the first that the bundle carries and that is another one here
compare-next-differ = show both to somebody who knows the registry; one of you was shown a forged history
compare-here = here:  { $entry }
compare-there = there: { $entry }
compare-seen = here: { $finding }
