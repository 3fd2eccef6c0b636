# Is this the text: outcomes, changes, names.

## The first line: a word, and a sentence.

check-word-exact = exact
check-word-layout = same words
check-word-typography = same words
check-word-excerpt = excerpt
check-word-contains = contains
check-word-altered = altered
check-word-unknown = unknown
check-word-quoted = quoted
check-exact = this is the text of { $version } ({ $language }), byte for byte
check-folded = these are the words of { $version } ({ $language }), set otherwise: { $folds }
check-excerpt = { $here } of the { $all } words of { $version } ({ $language }) are here as they were signed; the others are not
check-contains = all words of { $version } ({ $language }) are here, and other words around them that are not part of it
check-altered = this is like { $version } ({ $language }), but { $count ->
    [one] its words differ in 1 place
   *[other] its words differ in { $count } places
}; nobody has endorsed them as they stand here
check-unknown = these are not words of a statement in this registry; that does not say whether somebody said them
check-superseded = a newer version, { $newest }, has replaced this one; { $sentence }
check-withdrawn = { $count ->
    [one] 1 organisation has
   *[other] { $count } organisations have
} withdrawn from this text; { $sentence }
check-broken = this registry is broken, so nothing was compared with it; do not rely on it
check-unread = the file could not be read, which says nothing about its words
check-unchecked = the registry could not be judged; as far as it could be read, { $sentence }
check-unchecked-unknown = the registry could not be judged; as far as it could be read, these words are not in it
check-quote = this stands, word for word, in { $count ->
    [one] 1 text
   *[other] { $count } texts
} of this registry
check-quote-unknown = this does not stand, word for word, in any text of this registry; that does not say whether somebody said it
check-quote-unchecked = the registry could not be judged; as far as it could be read, this stands in { $count ->
    [one] 1 text
   *[other] { $count } texts
}

## What differs.

check-folds = apart from that, set otherwise: { $folds }
check-fold-spaces = spacing
check-fold-hyphenation = words broken at line ends
check-fold-soft-hyphens = soft hyphens
check-fold-bullets = bullets
check-fold-joined = spaces inside words
check-fold-no-break-spaces = no-break spaces
check-fold-quotes = quotation marks
check-fold-dashes = dashes
check-fold-ellipses = the form of three dots
check-fold-ligatures = ligatures
check-fold-case = letter case
check-fold-composition = the way in which accents are stored
check-fold-kashida = lengthened letters
check-fold-hidden = characters that are not seen
check-changes = { $count ->
    [one] 1 change
   *[other] { $count } changes
}; what was signed stands in { $signed }, what is here in { $here }:
check-more = and { $count ->
    [one] 1 more: add --json
   *[other] { $count } more: add --json
}
check-around = not part of what was signed:
check-missing = signed, and not here:
check-copies = the text is here { $copies } times; { $altered ->
    [0] none of them has other words
    [one] 1 of them has other words
   *[other] { $altered } of them have other words
}
check-mixed-newer = { $count } of { $all } changes have the words of the newer version { $version }
check-mixed-older = { $count } of { $all } changes have the words of the older version { $version }
check-lookalike = { $count ->
    [one] 1 letter only looks
   *[other] { $count } letters only look
} like the signed one: { $letters }
check-unseen = { $count ->
    [one] 1 character that is not seen stands
   *[other] { $count } characters that are not seen stand
} here: { $letters }
check-letter = { $code } ({ $script }) for "{ $other }", line { $line }, column { $column }
check-character = { $code }, line { $line }, column { $column }
check-cut = { $count ->
    [one] the letters are the same, but one word is
   *[other] the letters are the same, but { $count } words are
} cut otherwise: { $pieces }
check-page-lines = between the words { $count ->
    [one] stands 1 line that looks
   *[other] stand { $count } lines that look
} like a page's number or head: { $pieces }
check-beside = words of { $version } are here too
check-beside-altered = words like those of { $version } are here too, and they differ: check that part alone
check-coarse = some parts were too long to compare word by word, so more is marked as changed than need be
check-same-words = the same words also stand in { $versions }

## Names.

check-signed-text = what was signed: { $version }  { $title }

check-names-none = names: { $endorsed ->
    [one] the 1 organisation that endorses it is not named here
   *[other] none of the { $endorsed } organisations that endorse it is named here
}
check-names-some = names: { $printed } of the { $endorsed } organisations that endorse it are named here
check-names-all = names: { $endorsed ->
    [one] the 1 organisation that endorses it is
   *[other] all { $endorsed } organisations that endorse it are
} named here
check-name-missing = { $printed } of the { $endorsed } organisations that endorse it are named here; missing: { $names }
check-name-unsigned = named here, never signed: { $name }
check-name-declined = named here, but declined to sign: { $name }
check-name-withdrew = named here, but withdrew on { $date }, as it says: { $name }
check-name-unreliable = named here, but its signature is not to be relied on: { $name }
check-name-not-counted = named here, but its endorsement does not count: { $name }
check-name-near = a name is spelled otherwise: "{ $printed }" here, "{ $name }" in the registry

## The next safe step.

check-next-broken = do not quote from it; to see what is broken: { $command }
check-next-unknown = ask whoever gave it to you where it is registered; to see what this registry has: { $command }
check-next-altered = quote the signed words, not these: { $command }
check-next-newest = to read what is said now: { $command }
check-next-quote = to quote it, take the signed words: { $command }

## Quotations, and what stands between signed words.

check-passages = { $count } passages of { $version } ({ $language }) are here as they were signed: { $here } of its { $all } words
check-contains-between = all { $all } words of { $version } ({ $language }) are here, in order; { $count ->
    [one] 1 passage between them is not signed
   *[other] { $count } passages between them are not signed
}
check-quotation-altered = { $count ->
    [one] a quotation has other words than what was signed
   *[other] { $count } quotations have other words than what was signed
}: { $pieces }
check-quotation-unknown = { $count ->
    [one] a quotation is in no text of this registry
   *[other] { $count } quotations are in no text of this registry
}; somebody else may have said it: { $pieces }
check-cut-negation = a marked cut takes out a negation, which turns the sense: { $pieces }
check-cut-name = a marked cut takes out a number or a name: { $pieces }
check-cut-joins = a marked cut joins two sentences: { $pieces }
check-cut-short = a marked cut takes out a few words that may turn the sense; compare them: { $pieces }
check-cut-words = left out where a cut is marked: { $pieces }
check-editor-words = words in brackets that are not part of what was signed: { $pieces }
check-unsigned = between the signed words { $count ->
    [one] stands 1 passage that nobody
   *[other] stand { $count } passages that nobody
} signed: { $pieces }
check-page-numbers = { $count ->
    [one] 1 number, as of a page, stands
   *[other] { $count } numbers, as of pages, stand
} between the words
check-short-quotation = so few words may be there by chance: { $pieces }
check-scan = this is probably a scan; compare { $count ->
    [one] 1 place
   *[other] these { $count } places
} with the picture
check-marks = { $marks } of the { $all } changes concern punctuation alone
check-spelling = { $spellings } of the { $all } changes concern spelling alone, not other words
check-quote-nearest = the nearest passage stands in { $place }: «{ $words }»
check-retracted = the maintainers have retracted this version; { $sentence }
check-negation-beside = right beside the words that are quoted, the text has a negation: { $pieces }
check-next-altered-unsigned = quote the words of the text, which nobody here has signed, and not these: { $command }
check-next-quote-unsigned = to quote it, take the words of the text, and say that nobody here has signed it: { $command }
check-taken-down = these are, byte for byte, the words of { $version } in { $file }, which the maintainers took down: { $reason }
check-name-silent = named here, and in this registry, which shows nothing that they said about this version: { $names }
check-name-unknown = named here, and nobody of this registry: { $names }

## A bare list of names.

check-names-hold = { $count ->
    [one] the 1 organisation on this list endorses
   *[other] all { $count } organisations on this list endorse
} { $version }
check-names-caveat = { $endorsed } of the { $all } names on this list are of organisations that endorse { $version }
check-names-unknown = no name on this list is an organisation of this registry
check-names-withdrawn = endorsed it and withdrew:
check-names-declined = declined to sign it:
check-names-unreliable = their signature is not to be relied on:
check-names-not-counted = their endorsement does not count for this text:
check-names-strange = not in this registry:
check-names-silent = in this registry, which shows nothing that they said about this version:
check-names-endorsed = endorse it:
check-names-near = { $printed } (not its spelling: { $name })
check-names-next = to see who stands where, with keys and dates: { $command }
check-translation-replaced = these are words of a translation of { $version } into { $language } that was replaced since
check-translation-retracted = these are words of a translation of { $version } into { $language } that the maintainers took back: { $reason }
check-draft = these are words of { $version }, a draft on this machine: it is not published, and what was signed on it does not count yet
