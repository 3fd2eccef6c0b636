# Publishing a version.

publish-not-yet = { $version } is not published yet
publish-done = published { $version }
publish-would = { $version } would be published
publish-endorsed = { $count ->
    [one] 1 organisation endorses it
   *[other] { $count } organisations endorse it
}
publish-silent = named without having acted: { $names }
