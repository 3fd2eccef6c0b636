# Acts out of sight.

withhold-done = { $count ->
    [one] 1 act
   *[other] { $count } acts
} on { $version } no longer shown; the log still adds up
withhold-ask = this takes what { $domain } said about { $id } out of sight
withhold-still = everything on { $id } is still shown
withhold-where = where { $domain } still stands afterwards:
withhold-under = among the names under the text, which cannot change
withhold-in-text = in the text in { $language }, which cannot change
withhold-in-keys = in its key records, in keys/{ $domain }/
withhold-in-other = under { $other_id }, in what it said there
withhold-in-notes = in the private notes of who was asked: { $folder }
withhold-in-history = in git's history, and in every copy that somebody made before
withhold-in-copies = in every copy that somebody made before
withhold-files = these files go out of sight:
withhold-no-files = none: nothing that it names lies here
withhold-in-absence = in what is missing: it is enrolled here, and nothing that it did is shown any more
withhold-in-mail = with whoever saw the mail with its request: its answer is one of the files that were sent ready to sign, and can be found in the log
withhold-in-times = in times: which append of the log its acts were in, and when this is done, everybody sees
withhold-words-done = { $count ->
    [one] 1 file
   *[other] { $count } files
} of { $version } taken down; the log still adds up
withhold-words-ask = this takes words of { $id } down, for everybody and for ever
withhold-words-stays = what stays all the same:
withhold-words-hash = the title, the name and the hash of each file: whoever has the words, or guesses them, can tell that they were these
withhold-words-also = the same words in { $path }
withhold-words-names = the names of those who acted on it, with their domains, as they signed
