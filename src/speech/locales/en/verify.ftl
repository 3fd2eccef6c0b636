# Verdicts.

verify-this-registry = this registry
verify-what-was-asked = what was asked about

## The first line: a word, and a sentence.

verify-word-holds = holds
verify-word-caveat = caveat
verify-word-broken = broken
verify-word-unchecked = unchecked
verify-word-unknown = unknown
verify-word-altered = altered
verify-holds = everything checked in { $registry } fits together
verify-broken = do not rely on { $registry }: see what is marked below
verify-unchecked = could not be judged, which does not make it invalid; { $registry }
verify-unknown = { $asked } is not in { $registry }
verify-altered = the words differ: { $registry }
verify-caveat-read = what is shown holds, but read the caveats first; { $registry }
verify-caveat-none = what is shown holds, but no endorsement counts here; { $registry }
verify-caveat-noted = what is shown holds, but something is noted or was not checked; { $registry }

## A version and its organisations.

verify-endorsed-historical = { $named ->
    [one] 1 name stands
   *[other] { $named } names stand
} under it; nobody signed it here
verify-endorsed-unnamed = { $count ->
    [0] no organisation has
    [one] 1 organisation has
   *[other] { $count } organisations have
} endorsed this exact text
verify-endorsed-named = { $some } of the { $named } named { $some ->
    [one] has
   *[other] have
} endorsed this exact text
verify-endorsed-others = { $sentence }, and { $others } that { $others ->
    [one] is
   *[other] are
} not named
verify-endorsed-withheld = { $sentence }; { $count ->
    [one] acts of 1 organisation
   *[other] acts of { $count } organisations
} are not shown and cannot be checked
verify-version-current = current
verify-version-superseded = replaced by a newer version
verify-version-historical = historical, a record of what was printed elsewhere
verify-version-proposed = proposed, not in the log, counts for nothing
verify-not-counted = not counted
verify-endorsed = endorsed
verify-declined = declined
verify-withdrew = withdrew
verify-named = named
verify-withheld = withheld
verify-withheld-name = acts of 1 organisation, not shown
verify-unreliable = do not rely
verify-signature-bad = signature does not fit or was not entitled
verify-signature-none = no signature here
verify-signature-withheld = cannot be checked here
verify-signature-unchecked = signature of a type that was not checked
verify-key-confirmed = key confirmed by others
verify-key-recovered = with keys that only the maintainers chose
verify-capacity = endorsed in the capacity "{ $capacity }" only
verify-reservation = with a reservation: { $words }
verify-reason = because: { $words }
verify-conditions = under conditions: { $conditions }
verify-condition-not-before = published at { $time } or later
verify-condition-until = published before { $time }
verify-condition-at-least = at least { $count ->
    [one] 1 organisation endorses it
   *[other] { $count } organisations endorse it
}
verify-condition-and = { $first }, and { $last }
verify-other-hands = the key is said to have been in other hands
verify-pending = { $act ->
    [endorse] an endorsement
    [decline] a decline
   *[withdraw] a withdrawal
} waits to be logged
verify-said-once-signature = on each line with a date, unless it says otherwise: the signature fits;
verify-said-once-key = that the key is the organisation's is what this registry's maintainers claim;
verify-said-once-date = the date is what the organisation wrote

## Evidence, and the next step.

verify-not-to-be-quoted = what it says, not to be quoted as long as anything is broken:
verify-severity-note = note
verify-follows = { $sentence }; { $count ->
    [one] and 1 thing that follows
   *[other] and { $count } things that follow
}
verify-more-notes = { $count ->
    [one] 1 more note
   *[other] { $count } more notes
}: add -v
verify-checked = checked: { $records ->
    [one] 1 record
   *[other] { $records } records
}, { $signatures ->
    [one] 1 signature
   *[other] { $signatures } signatures
}, { $texts ->
    [one] 1 text
   *[other] { $texts } texts
}
verify-log = log: { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
}, root { $root }
verify-bundle = bundle: { $carried } of the log's { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
}, root { $root }
verify-witness = witness: { $name } at { $time }
verify-fingerprint = fingerprint: { $fingerprint }
verify-not-checked = not checked:
verify-next = next: { $step }
verify-next-broken = do not quote from it; ask the registry's maintainers about what is marked broken
verify-next-unchecked = ask for a newer countersign, or for an undamaged copy
verify-next-unknown = to see what this registry has: { $command }
verify-next-expect = with the fingerprint from somebody you know: { $command }
verify-next-read = to read the exact words: { $command }

## Whose the keys are.

verify-whose = whose the keys are:
verify-whose-confirmed = confirmed by somebody other than this registry's maintainers
verify-whose-claimed = claimed by this registry
verify-whose-recovered = claimed by this registry, in the place of the organisation's own keys
verify-newest-confirmation = newest confirmation: { $date }, { $age }
verify-age-future = which is later than the clock of this computer
verify-age-today = within the last day
verify-age-days = { $count ->
    [one] 1 day ago
   *[other] { $count } days ago
}
verify-age-months = { $count ->
    [one] 1 month ago
   *[other] { $count } months ago
}
verify-age-years = { $count ->
    [one] 1 year ago
   *[other] { $count } years ago
}
verify-not-remembered = this state could not be remembered: { $why }
verify-first-contact = first contact with { $name } ({ $origin }): compare its fingerprint with somebody you know
verify-line = { $word }: { $sentence }
verify-caveat-retracted = the maintainers have retracted { $version }, and what is shown holds; { $registry }
verify-retracted = the maintainers retracted this version on { $date }: { $reason }
verify-retracted-replaced = the maintainers retracted this version on { $date } and say to read { $other } instead: { $reason }
verify-listed-as = listed as { $name }
verify-some-texts = only the text in: { $languages }
verify-endorsed-version-unnamed = { $count ->
    [one] 1 organisation has
   *[other] { $count } organisations have
} endorsed this version
verify-endorsed-version-named = { $some } of the { $named } named { $some ->
    [one] has
   *[other] have
} endorsed this version
verify-endorsed-split = { $sentence }: { $original } the original text ({ $language }), { $others } only in other languages ({ $languages })
verify-endorsed-elsewhere = { $sentence }; { $count ->
    [one] 1 organisation endorses
   *[other] { $count } organisations endorse
} it only in other languages
verify-translation = translation into { $language }, made later: { $endorsed ->
    [0] nobody has endorsed it
    [one] 1 organisation has endorsed it
   *[other] { $endorsed } organisations have endorsed it
}
verify-condition-claimed = on a condition that only the maintainers say was met
verify-counted-with = counted once with { $successor }
verify-more-lines = { $count } more: { $list }; all of them with { $how }
verify-more-findings = { $count } more like these; all of them with { $how }
verify-version-retracted = retracted
verify-text-taken-down = the text in { $language } was taken down: { $reason }
verify-file-taken-down = the file { $file } was taken down: { $reason }
verify-as-of = as of { $day }, entry { $size }: { $sentence }
verify-version-newest-here = the newest that this file knows
verify-commit = commit { $commit }
verify-text-replaced = only of a translation that was replaced or taken back since
verify-lent = its domain is lent by this registry
verify-names-taken-down = the names under the text were taken down: { $reason }
verify-earlier = { $endorsed } endorsed version { $version }; of them { $still ->
    [0] none endorses
    [one] 1 endorses
   *[other] { $still } endorse
} this one; { $total } over all versions
