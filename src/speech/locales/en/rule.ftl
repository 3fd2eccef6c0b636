# The rules by name: why a record is not admitted.

rule-entry = the log entry is not this record's: { $what }
rule-signatures = want the { $want } signature files that the log names, got { $got } that fit
rule-registry = it belongs to another registry
rule-founding = the log does not begin with the registry's own first record
rule-not-entitled = the key { $key } signed it and is not one of { $who } at this point of the log
rule-signed-twice = { $who }: the key { $label } signed it twice
rule-threshold = { $who } must sign with { $want ->
    [one] { $want } key
   *[other] { $want } keys
}, and { $got } signed
rule-key-taken = the key is or was that of { $holder }: one key belongs to one holder and one label, for ever
rule-key-ended = the key was that of { $holder }, and a key that has ended is never enrolled again
rule-label-taken = the label of { $holder } stands for another key: a label names one key, for ever
rule-silent = { $organisation } must sign with { $want ->
    [one] { $want } key
   *[other] { $want } keys
}, and has { $left } left: it is silent until its keys are recovered
rule-origin = the origin of a registry's log never changes
rule-not-named = the key { $label } of { $organisation } leaves, and is not named among those removed
rule-never-its-key = the key { $label } that is removed is and was none of { $organisation }
rule-compromised-outside = the key { $label } was enrolled at entry { $from }: it cannot be compromised since entry { $since }
rule-not-an-organisations-key = the key { $key } is no organisation's
rule-ended-already = the key of { $holder } ended at entry { $at } already
rule-own-confirmation = { $organisation } cannot confirm its own keys
rule-not-in-force = the key { $key } is not in force for { $organisation }, and only such keys are confirmed
rule-other-url = the evidence is from { $got }: only { $want } speaks for the organisation
rule-enrolled-already = { $organisation } is enrolled already
rule-not-enrolled = { $organisation } is not enrolled
rule-other-name = { $organisation } is not enrolled under the name "{ $name }", nor has it that alias
rule-chain = it does not continue its chain: { $what } was expected
rule-no-such-version = there is no version { $version } at this point of the log
rule-other-words = it is about other words: { $version } has the hash { $want }, it names { $got }
rule-closed = { $version } takes no endorsements: { $why }
rule-nothing-to-withdraw = { $organisation } has no endorsement to withdraw
rule-withdraw-instead = { $organisation } endorsed it: an endorsement is ended by a withdrawal
rule-no-such-language = { $organisation } endorses the text in { $language }, which the version does not have
rule-private-decline = { $organisation } declined without making it public: it is not logged
rule-condition = the condition of { $organisation } does not hold: { $unmet }
rule-unpublished = { $version } is logged without its publication in the same append
rule-order = the acts of one append are not in the order of their organisations
rule-not-open = it withholds { $what }, which is no act on this version whose record is not shown
rule-withheld = it was taken out of sight by a withholding of { $version }: to come back, the organisation signs a new act
rule-half-a-chain = it does not name all acts of that organisation: a later one continues them
rule-not-shown = the record of this entry is not shown, and it cannot be left out

## What the rules speak of.

rule-entry-hash = another hash
rule-entry-kind = another kind or predecessor
rule-entry-twice = the same record a second time
rule-no-entry = what is no entry
rule-who-maintainers = the maintainers
rule-who-maintainer = the maintainer { $label }
rule-who-either = the maintainers before or after this change
rule-who-before = the maintainers before this change
rule-who-after = the maintainers after this change
rule-who-itself = the key that it ends
rule-who-log = the log
rule-who-witness = the witness { $name }
rule-chain-authority = the registry's authority
rule-chain-keys = the keys of { $organisation }
rule-chain-confirmations = the confirmations of { $organisation }
rule-chain-number = { $what }, number { $number }
rule-chain-after = { $what }, after { $after }
rule-chain-version = version { $number } of { $statement }
rule-chain-act = act { $number } of { $organisation }
rule-chain-withholding = withholding { $number } from { $version }
rule-closed-historical = it records what was printed elsewhere
rule-closed-superseded = a newer version was published
rule-unmet-not-before = it endorses only a publication at { $time } or later
rule-unmet-until = it endorses only a publication before { $time }
rule-unmet-at-least = it endorses only together with at least { $want } organisations, and there are { $got }
rule-group-maintainers = maintainers
rule-group-keys = keys of { $organisation }
rule-group-before = maintainers before this change
rule-group-after = maintainers after this change
rule-closed-retracted = the maintainers have retracted it
rule-retracted-already = { $version } was retracted before
rule-other-text = { $organisation } endorses another text in { $language } than the version has: want { $want }, got { $got }
rule-has-text = { $version } was put forward with a text in this language, so it takes no translation into { $language }
rule-too-many-texts = { $version } has as many texts and translations as a version may have
rule-chain-translation = translation { $number } of { $version } into { $language }
rule-signatures-changed = { $here ->
    [0] no signature file of this act is here
    [one] the signature file of this act is missing or was changed: the one that is here is not all that was logged
   *[other] one of the { $here } signature files of this act is missing or was changed
}
rule-retired = { $organisation } is retired: it is neither printed under new statements nor endorses
rule-chain-listings = the listings of { $organisation }
rule-no-such-words = { $version } has no words with the hash { $words } that are still shown
rule-taken-down = words of { $version } that were taken down do not come back as a translation
rule-too-many-accusations = the keys of { $organisation } may be said to be compromised { $max } times in all, and that is reached: remove the keys without saying so
rule-too-many-own-accusations = { $organisation } itself may say { $max } times that a key was compromised, and that is reached: the maintainers can still say it, in a recovery
rule-ended = the registry has ended: only withdrawals, revocations and withholdings are still admitted
rule-not-a-log-key = { $key } never was a key of this log
rule-log-key-outside = { $key } cannot have been in other hands only since { $since } entries: the log has { $at }
