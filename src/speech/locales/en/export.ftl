# What leaves for web pages and press releases.

export-draft = { $version } is a draft: who signed it is not public yet
export-draft-why = until it is published, each of them may still withdraw without a word
export-retracted = { $version } was taken back: nobody is to be printed under it any more
export-superseded = { $version } was superseded: who endorses it has not endorsed the newer version by that
export-left = not listed: { $declined } declined, { $withdrawn } withdrew, { $named } named without a signature, { $withheld } withheld, { $others } whose word does not count
export-done = written: { $file }, { $count ->
    [one] 1 organisation
   *[other] { $count } organisations
}
# The heads of seven columns, between commas.
export-heads = text, name, domain, date, languages, standing, notes
