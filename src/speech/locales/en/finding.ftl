# What verification has to say. An argument `technical` is what a parser says, in English.

finding-unread-copy = { $what }: { $why }
finding-at = { $path }: { $message }

## The tree, and single files.

finding-tree-symlink = a symbolic link, which a registry never has
finding-tree-submodule = a submodule, which a registry never has
finding-tree-special = a pipe, socket or device, which a registry never has
finding-tree-name = a name that a registry never has
finding-tree-duplicate = two entries of one folder have this name, and programs differ on which they show
finding-tree-case = two names differ only in letter case, and some computers show only one
finding-tree-depth = folders nested deeper than a registry ever has
finding-tree-replaced = git is told to show something other than what lies here
finding-tree-damaged = a damaged object: it could not be read
finding-tree-many = more files than a registry ever has; the rest was not read
finding-unknown-file = not part of the registry's format; it was not read
finding-unread-missing = { $technical }
finding-unread-large = { $technical }
finding-unread-damaged = { $technical }
finding-unread-other = { $technical }
finding-newer-record = { $technical }
finding-record-reformatted = { $technical }
finding-record-altered = { $technical }
finding-signature-alone = a signature lies here without the record it was made for
finding-signature-unsupported = { $technical }
finding-signature-misfit = { $technical }
finding-signature-untouched = { $technical }
finding-signature-bad = { $technical }
finding-signature-late = this signature was added after the record was logged, and counts for nothing
finding-misplaced = this record belongs at { $want }
finding-misplaced-nowhere = this record belongs at nowhere
finding-misplaced-signature = this signature belongs at { $want }
finding-copy = a copy of a record that lies where it belongs
finding-signers-missing = the file is missing: stock tools cannot check signatures without it
finding-signers-other = it names other keys than the records do

## The words.

finding-words-missing = the file that was signed is missing
finding-words-altered = its bytes are not those that were signed
finding-words-endings = its bytes are not those that were signed; its line endings were changed
finding-words-length = its bytes are not those that were signed: want { $want }, got { $got }
finding-words-form = { $technical }
finding-words-unbound = this { $bound } is bound by no published version
finding-words-unjudged = this { $bound } is bound by no version that was judged

## The log.

finding-log-missing = the log has no checkpoint
finding-log-extra = a log of { $size } entries has no such file
finding-log-root = it names the root { $want }, the entries give { $got }
finding-log-tile = { $technical }
finding-log-unread = { $technical }
finding-log-entry = entry { $at }: { $technical }
finding-checkpoint = not a checkpoint: { $technical }
finding-checkpoint-signature = { $technical }
finding-cosignature = a witness's line does not hold: { $technical }
finding-witnessed = { $technical }
finding-beyond-witnessed = witnesses have cosigned the first { $size } of { $all } entries
finding-no-heads = the last append does not end with a heads entry
finding-other-heads = entry { $at }: the heads entry has another root than the records before it
finding-entry-refused = entry { $at }, { $kind } { $record }: { $why }
finding-entry-rule = entry { $at }: { $why }
finding-refused = it is not in the log, and the rules refuse it: { $why }
finding-stopped = entry { $at }: { $why }; this entry and everything after it is unchecked
finding-entry-newer = { $technical }
finding-entry-newer-record = its record has a format that this version of the program does not know
finding-entry-unread = its record may be among the files that could not be read
finding-entry-signature-unread = a signature of its record could not be read
finding-entry-signature-newer = a signature of its record is of a type that was not judged
finding-record-missing = the record of entry { $at } is not here, and no withholding names it
finding-record-lost = it is missing here, and entry { $at } of the log names it: restore it from another copy
finding-record-other = it is not the record that entry { $at } of the log names: restore that from another copy
finding-record-withheld = the record of entry { $at } is not here: a withholding that names it waits to be logged
finding-shown-again = it is withheld and lies here again, with { $count ->
    [one] 1 file
   *[other] { $count } files
} in all: remove them
finding-next-no-head = no head is announced: { $technical }
finding-next-size = it announces { $said } entries, the log has { $size }
finding-next-count = it announces { $said } records, and { $waiting } wait
finding-next-root = it announces the root { $said }, the records that wait give { $got }
finding-next-no-log = the log could not be read

## What waits to be logged.

finding-pending-revocation = a revocation of the key { $label } of { $organisation } waits to be logged
finding-pending-compromised = that a key of { $organisation } was in other hands waits to be logged
finding-pending-keys = number { $number } of the keys of { $organisation } waits to be logged
finding-pending-confirmation = a confirmation of keys of { $organisation } waits to be logged
finding-pending-authority = authority { $number } of this registry waits to be logged
finding-pending-withholding = a withholding waits to be logged
finding-pending-decline = a decline by { $name } waits to be logged
finding-pending-withdrawal = a withdrawal by { $name } waits to be logged
finding-pending-act = an endorsement by { $name } waits to be logged

## Versions and organisations.

finding-about = { $version }: { $what }
finding-superseded = { $version } was replaced by a newer version
finding-historical = { $version } records what was printed elsewhere; nobody signed it here
finding-proposed = { $version } is not in the log and counts for nothing
finding-withdrawn = { $count ->
    [one] 1 organisation has withdrawn its endorsement
   *[other] { $count } organisations have withdrawn their endorsements
} of { $version }
finding-acts-withheld = the maintainers do not show the acts of { $count ->
    [one] 1 organisation
   *[other] { $count } organisations
} on { $version }: they may be by an organisation that is shown here, which may have withdrawn
finding-nobody = no organisation endorses it
finding-too-few = want { $want } endorsements, got { $got }
finding-not-all = want all { $want } that are named, got { $got }
finding-doubt = { $name } and { $version }: { $doubt }
finding-by-recovered = this { $act ->
    [endorse] endorsement
    [decline] decline
   *[withdraw] withdrawal
} is by keys that only the maintainers chose, and does not count
finding-accused-by-maintainers = do not rely on this { $act ->
    [endorse] endorsement
    [decline] decline
   *[withdraw] withdrawal
} (entry { $entry }): the maintainers say at entry { $at } that the key was in other hands since entry { $since }
finding-accused-by-organisation = do not rely on this { $act ->
    [endorse] endorsement
    [decline] decline
   *[withdraw] withdrawal
} (entry { $entry }): the organisation says at entry { $at } that the key was in other hands since entry { $since }
finding-capacity = { $name } endorses { $version } in another capacity and is not counted
finding-set-aside = { $name } and { $version }: a later { $act ->
    [endorse] endorsement
    [decline] decline
   *[withdraw] withdrawal
} is by keys that only the maintainers chose, and does not end its endorsement
finding-condition = a condition of { $name } no longer holds: it endorsed { $version } together with at least { $want }, and { $got } endorse it now
finding-recovery = the maintainers replaced the keys of { $organisation } at entry { $at } (a recovery): no earlier key of the organisation stands behind it
finding-recovery-adopted = the maintainers replaced the keys of { $organisation } at entry { $at } (a recovery): an earlier key of the organisation stands behind it
finding-silent = { $organisation } cannot speak: { $want } of its keys must sign, and { $left } are left

## What the reader knows or saw before.

finding-other-registry = this is another registry: want the fingerprint { $want }, got { $got }
finding-other-words = this is another registry: its fingerprint is { $got }, in words: { $words }
finding-no-fingerprint = this registry's fingerprint could not be established
finding-no-fingerprint-for = want the fingerprint { $want }, and this registry's could not be established
finding-other-history = another history: want the root { $want } at size { $size }, got { $got }
finding-root-of-bundle = want the root { $want } at size { $size }, and a bundle shows only that of its { $here } entries
finding-root-unread = want the root { $want } at size { $size }, and the entries could not be read
finding-pin-unknown = the key that you know to be { $organisation }'s is none of those that stand here for it: ask the organisation before you rely on its name
finding-too-short = rolled back or another history: want at least { $size } entries, got fewer
finding-stale-none = no witness has said when it saw this head
finding-stale = the newest word of a witness is of { $time }, which is older than you ask for
finding-other-fingerprint = this origin was another registry before: since { $since } its fingerprint was { $before }, now it is { $now }. Anybody can found a registry with this origin, so neither is proven false: ask the organisation for its fingerprint by another way, and give it with --expect
finding-rolled-back = rolled back: you saw { $seen } entries before, and here are { $here }: entries { $here } to { $last } are missing
finding-another-history = another history than you saw before: its first { $size } entries had the root { $seen }, now they have { $root }
finding-not-the-first = another history than you saw before: its { $size } entries are not the first of those { $seen }
finding-newer-unknown = it knows { $size } entries, you saw { $seen } before, and a bundle cannot show that it goes on from those: verify it in a clone of the registry
finding-older = an older state: it has { $size } entries, and you saw { $seen } before
finding-older-unknown = it has { $size } entries, you saw { $seen } before, and nothing here shows that those go on from these
finding-older-bundle = it has { $size } entries, you saw { $seen } before, and nothing here shows that those go on from these: verify it in a clone of the registry

## Receipts and bundles.

finding-receipt-holds = the receipt holds: entry { $index } is where it was when the log had { $size } entries
finding-receipt-withheld = entry { $index } is where it was, and the maintainers do not show the act behind it: what became of it cannot be seen here
finding-receipt-lost = this history lost what the receipt shows: a log of { $size } entries with entry { $index }; here are { $here } entries that do not go on from it
finding-receipt-bad = the receipt does not hold: { $technical }
finding-receipt-unjudged = the receipt could not be judged: { $technical }
finding-receipt-no-log = the receipt could not be judged: the log could not be read
finding-bundle-proof = what it carries is not of the log with this checkpoint: { $technical }
finding-bundle-heads = entry { $at } holds earlier heads, which no bundle has
finding-bundle-stranger = { $name } has nothing to do with { $version }
finding-bundle-other = what is said about { $version } has no place here
finding-bundle-record = no entry of the log that is here names this record
finding-bundle-left-out = { $what } are not all that the log had: { $technical }
finding-bundle-open = nothing in it shows that it carries all that the log had of these keys and this version
finding-bundle-open-in = nothing in it shows that it carries all of these: { $what }
finding-bundle-recipe = its recipe is not the one that follows from it: do not run those lines
finding-bundle-draft = a draft as whoever made this file showed it at { $made_at }: it is not published, and what else was said about it is not seen here
finding-bundle-embargo = a draft, not to be published before { $embargo }, as whoever made this file showed it at { $made_at }: what else was said about it is not seen here
finding-chain-root = the records of the registry's own authority
finding-chain-keys = the key records of { $name }
finding-chain-statement = the versions of { $name }
finding-chain-version = the acts, the publication and the withholdings of { $name }
finding-log-too-long = it covers { $size } entries, more than the files here can hold
finding-retracted = the maintainers have retracted { $version }: { $reason }
finding-retracted-replaced = the maintainers have retracted { $version } and say to read { $other } instead: { $reason }
finding-pending-retraction = the retraction of { $version } waits to be logged
finding-receipt-retracted = entry { $index } is where it was, and the maintainers have retracted { $version }, which it is about
finding-signers-lack = { $lines ->
    [one] it lacks one line, which the next append to the log writes
   *[other] it lacks { $lines } lines, which the next append to the log writes
}
finding-listed-as = the keys of { $organisation } signed { $version } under the name { $name }; the maintainers list it as { $listed }
finding-some-texts = { $name } endorses only some texts of { $version }: { $languages }
finding-lost = the newest endorsement of { $version } by { $name } no longer has { $lost }
finding-lost-text = the text in { $language }
finding-lost-reservation = the reservation "{ $words }"
finding-lost-conditions = its conditions
finding-unwitnessed = this registry asks that { $want ->
    [one] 1 witness has
   *[other] { $want } witnesses have
} seen its log, and { $got ->
    [0] none has
    [one] 1 has
   *[other] { $got } have
} cosigned the newest head: others may be shown another history
finding-stale-ahead = the newest word of a witness is dated { $time }, which is still to come: it says nothing about how new this is
finding-witnesses-changed = authority { $number } changed who must see this log, and nothing here shows that the witnesses of before saw that
finding-pending-translation = a translation of { $version } into { $language } waits to be logged
finding-condition-claimed = { $name } endorsed { $version } if { $want } organisations did, and only the maintainers say that they did: with what is shown it was not so, and it is not counted
finding-back-dated = { $version } says that it was published before something that came before it: its time is the maintainers' claim
finding-withheld-here = { $count ->
    [one] 1 act that the other copy shows is
   *[other] { $count } acts that the other copy shows are
} withheld here: it may be a withdrawal, or an organisation in danger
finding-withheld-and-shown = the other copy shows an act by { $organisation } on { $version } that is withheld here, while another act by it is shown: do not rely on what is shown in its name
finding-retired = { $organisation } is retired: { $reason }
finding-retired-successor = { $organisation } is retired: { $reason }; { $successor } goes on from it
finding-look-alike = { $organisations } have names that look alike: { $name }
finding-domain-in-name = the name { $name } of { $organisation } has another domain in it
finding-pending-listing = other names of { $organisation } wait to be logged
finding-extension = an extension, which no rule of this version reads
finding-extension-about = an extension about { $about }, which no rule of this version reads
finding-newer-character = { $character } is a character that this version of the program does not know
finding-pending-extension = an extension waits to be logged
finding-policy-unmet = no head here has the cosignatures that your policy asks for: others may be shown another history
finding-policy-unjudged = your policy asks for cosignatures by keys of a type that this program does not know
finding-other-log = no log of your policy signed this
finding-not-meant = you expect { $meant } under this origin, and this is another registry: { $now }. If this is the one you mean, give its fingerprint with --expect; to see what is remembered: countersign memory list
finding-namesake = another registry with this origin was seen since { $since }, with the fingerprint { $before }; this is the one whose fingerprint you gave
finding-taken-down = the maintainers took this file of { $version } down: { $reason }
finding-words-taken-down = the maintainers took this file down, and it lies here again: remove it
finding-keys-not-shown = nobody has shown to hold the keys of { $organisations }: they have signed nothing here
finding-clock = it is dated { $time }, and this computer's clock says { $now }: one of them is wrong
finding-here-behind = it knows { $size } entries, and the registry in this folder has { $here }: that one is behind. Bring it up to date: countersign sync
finding-older-than-here = an older state: it has { $size } entries, and the registry in this folder has { $here }
finding-split = two histories: the log's key signed two roots for its first { $size } entries, { $root } here and { $other } in { $file }. Keep both files, which prove it; the other signed head is kept in { $kept }
finding-folder-changed = the file in this folder is not the one that was judged: whoever opens it here reads something else
finding-folder-missing = it is not in this folder
finding-folder-extra = it lies in this folder, and is no part of what was judged
finding-folder-more = { $count ->
    [one] one more file in this folder is not the one that was judged
   *[other] { $count } more files in this folder are not those that were judged
}
finding-file-more = { $count } more files are like those that are named here as { $code }
finding-split-here = two histories: the log's key signed two roots for its first { $size } entries, { $root } here and { $other } in { $file }. Keep both files, which prove it
finding-taken-down-here = words of { $version } that the other copy shows were taken down here: { $reason }
finding-taken-down-there = words of { $version } that are shown here were taken down in the other copy: { $reason }
finding-retitled = the title of the translation of { $version } into { $language } changed after it was endorsed: it was “{ $before }” and is “{ $now }”
finding-receipt-replaced = entry { $index } is an act on { $version } that is withheld here, while another act by { $organisation } is shown: do not rely on what is shown in its name
finding-own-policy-unmet = no head here has the cosignatures that this registry asks for: others may be shown another history
finding-own-policy-unjudged = this registry asks for cosignatures by keys of a type that this program does not know
finding-continues = this registry says that it goes on from the first { $size } entries of { $origin }, fingerprint { $registry }: that was not checked here
finding-ended = this registry has ended: nothing newer will appear in it
finding-ended-successor = this registry has ended: what is newer appears in another one, fingerprint { $successor }
finding-void-head = { $file } has another history of { $size } entries, and the key that signed it was in other hands from { $since } entries on: it is not this log's word
finding-receipt-void = the receipt is of another history, and proves nothing: the key that signed its { $size } entries was in other hands from { $since } entries on
