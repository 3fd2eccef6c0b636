# A version's words in another language.

translate-nothing = no translation of { $version } into { $language } stands
translate-whose = nobody has endorsed it: each organisation must sign it by a further act
translate-ask = this puts these words beside { $version } in the name of the registry
translate-ask-back = this takes the translation of { $version } into { $language } back; its words stay in the log's history and in every copy
translate-done = { $version } is translated into { $language }
translate-gone = the translation of { $version } into { $language } is taken back
translate-still = nothing changes for { $version } yet
translate-next = each organisation that endorses it: { $command }
translate-retracted = { $id } was retracted, so it is not translated
