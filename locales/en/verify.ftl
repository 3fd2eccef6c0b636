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
