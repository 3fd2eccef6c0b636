# Publishing a version.

publish-not-yet = { $version } is not published yet
publish-done = published { $version }
publish-would = { $version } would be published
publish-endorsed = { $count ->
    [one] 1 organisation endorses it
   *[other] { $count } organisations endorse it
}
publish-silent = named without having acted: { $names }
publish-left-withheld = left out: { $domain }, whose name was to be withheld and who does not endorse
publish-left-asked = left out: { $organisation }, as you asked
publish-left-private = left out: { $organisation } declined without making it public
publish-left-why = left out: { $organisation }: { $why }
publish-overtaken = an act arrived on the draft while it was published; it stays on { $branch } and does not count: ask for it again
publish-refusing = they would be printed under it although they said no: { $names }
publish-nobody = nobody endorses it: it would be published without one signature
publish-ask = Publish { $version } like this? It cannot be taken back.
publish-shown = how each will be shown:
publish-shown-endorsed = endorses
publish-shown-declined = declined in public
publish-shown-withdrew = withdrew
publish-shown-printed = printed under it, without a signature
publish-shown-withheld = endorses, without its name
publish-shown-asked = not shown: asked on { $day }, no answer
publish-shown-no = not shown: said no in private
publish-shown-left = not shown: left out
publish-unanswered = they would be printed under it, were asked, and did not answer: { $names }
publish-ask-fewer = Publish it all the same, with fewer than version { $version } has?
publish-early = { $version } is not to be published before { $time }: this computer's clock says { $now }
publish-late = signed at { $time } or later: { $names }
