# Bundles: what is in the file, what it proves.
bundle-proves = { $name } proves { $version } as it stands after { $size ->
    [one] 1 entry
   *[other] { $size } entries
} of the log ({ $bytes } bytes)
bundle-waiting = not in it: { $count ->
    [one] 1 record that waits
   *[other] { $count } records that wait
} to be logged
bundle-next = open { $name } in a browser, which checks it without a network
bundle-shows-draft = { $name } shows { $version } as a draft, for people who must read it before its hour ({ $bytes } bytes)
bundle-draft-names = it names who signed so far: hand it only to people who keep that to themselves
bundle-draft-page = a draft has no page: give a name that does not end in .html
