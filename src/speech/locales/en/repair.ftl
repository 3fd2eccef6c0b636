# What was done to a file before it became a text.

repair-byte-order-mark = { $count ->
    [one] removed 1 byte order mark
   *[other] removed { $count } byte order marks
}
repair-line-ending = { $count ->
    [one] converted 1 line ending
   *[other] converted { $count } line endings
}
repair-page-break = { $count ->
    [one] removed 1 page break
   *[other] removed { $count } page breaks
}
repair-tab = { $count ->
    [one] made a space of 1 tab
   *[other] made a space of { $count } tabs
}
repair-space = { $count ->
    [one] made ordinary 1 unusual space
   *[other] made ordinary { $count } unusual spaces
}
repair-soft-hyphen = { $count ->
    [one] removed 1 soft hyphen
   *[other] removed { $count } soft hyphens
}
repair-zero-width = { $count ->
    [one] removed 1 zero-width character
   *[other] removed { $count } zero-width characters
}
repair-ligature = { $count ->
    [one] spelt out 1 ligature
   *[other] spelt out { $count } ligatures
}
repair-composition = { $count ->
    [one] composed accents on 1 line
   *[other] composed accents on { $count } lines
}
repair-outer-space = { $count ->
    [one] removed outer spaces on 1 line
   *[other] removed outer spaces on { $count } lines
}
repair-inner-space = { $count ->
    [one] shortened 1 run of spaces
   *[other] shortened { $count } runs of spaces
}
repair-broken-line = { $count ->
    [one] joined 1 broken line
   *[other] joined { $count } broken lines
}
repair-soft-word = { $count ->
    [one] joined 1 word broken by a soft hyphen
   *[other] joined { $count } words broken by soft hyphens
}
repair-broken-word = { $count ->
    [one] joined 1 word broken by a hyphen
   *[other] joined { $count } words broken by hyphens
}
repair-hyphen-line = { $count ->
    [one] joined 1 line that ends in a hyphen
   *[other] joined { $count } lines that end in a hyphen
}
repair-list-gap = { $count ->
    [one] closed 1 gap in a list
   *[other] closed { $count } gaps in a list
}
repair-blank-line = { $count ->
    [one] removed 1 extra blank line
   *[other] removed { $count } extra blank lines
}
repair-final-newline = { $count ->
    [one] added 1 final line feed
   *[other] added { $count } final line feeds
}
repair-line = line { $line }: { $before } -> { $after }
repair-line-ask = line { $line }: { $before } -> { $after }  (if this is one word without a hyphen, write it so in the file)
