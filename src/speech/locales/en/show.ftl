# The words of a version.

show-hash = hash { $hash }
show-words = in words: { $words }
show-dated = dated { $date }
show-published = published { $time }, as the maintainers say
show-changes = changes: { $words }
show-proposed = proposed: not published, counts for nothing
show-on-draft = on the draft: { $act } by { $organisation }
show-look-twice = look twice: text in { $language }, { $what }
show-text-in = text in { $language }
show-original-in = text in { $language } (original)
show-end = end of text
show-next-publish = when all have answered: { $command }
show-changes-since = changes since version { $version }, which { $organisation } endorsed:
show-changes-in = in { $language }:
show-no-word = no word
show-new-text = in { $language }: a new text
show-translated-in = translation into { $language }, made later
show-gone-text = in { $language }: no text any more
show-text-taken-down = the text in { $language } was taken down, and is not compared
show-attachment = attachment: { $file }, with the hash { $hash }
