# Organisations and their keys.

org-not-yet = { $organisation } is not enrolled yet
org-enrolled = enrolled { $name } ({ $organisation })
org-claimed = readers see these keys as claimed by this registry, until somebody else confirms them
org-next-telephone = read the fingerprints to the organisation by telephone
org-confuse = readers could confuse them
org-unchanged = the keys of { $domain } are not changed yet
org-ask-recover = this replaces the keys of { $organisation }, and is shown for ever
org-ask-revoke = this ends the key { $label } of { $organisation } for ever, in every registry that has it
org-ask-rotate = this changes the keys of { $organisation }
org-ask-confirm = these keys are those of { $organisation }, as you know by { $how }
org-confirmed-here = on this computer, these keys of { $organisation } now read "confirmed"
org-kept = kept in { $file }
org-none = no organisation is enrolled
org-named-above = these keys are claimed by this registry, and by those who are named above
org-who-else = these keys are claimed by this registry; who else confirmed some of them: countersign org show DOMAIN
org-nobody-else = these keys are claimed by this registry: nobody else has confirmed them
org-next-compare = compare a fingerprint with one that the organisation reads to you
org-key-ended = { $label }: { $key } ended itself at entry { $at }
org-key-removed = { $label }: { $key } was removed at entry { $at }
org-alias = also known as { $name }
org-taken = ; do not rely on what it signed since entry { $since }
org-recovered = the maintainers replaced its keys at entry { $at } (a recovery)
org-silent = it cannot speak: fewer keys are left than must sign
org-threshold = { $want } of { $all } keys must sign
org-act-at = the { $act ->
    [endorse] endorsement
    [decline] decline
   *[withdraw] withdrawal
} of { $version } (entry { $at })
org-signed-nothing = the key { $label } signed nothing since entry { $since }
org-will-read = with the key { $label }, { $count ->
    [one] 1 act
   *[other] { $count } acts
} since entry { $since }, which will read "do not rely":
org-noted = noted how the keys are known of { $organisation }
org-recovered-keys = recovered the keys of { $organisation }
org-changed-keys = changed the keys of { $organisation }
org-ended-key = ended the key { $label } of { $organisation }
org-is-silent = { $name } is silent: { $want } of its keys must sign, and { $left } are left; the maintainers can help: countersign org recover { $organisation }
org-until-adopted = what it signs from now on is shown and does not count, until an earlier key of its own signs too or somebody other than the maintainers confirms the new keys: countersign org confirm --help
org-retired = retired: { $reason }
org-retired-successor = retired: { $reason }; { $successor } goes on from it
org-ask-rename = this changes the names that { $organisation } is listed under
org-ask-retire = this retires { $organisation }: it is then neither printed under new statements nor endorses; what it endorsed stands, and a later org rename takes this back
org-renamed = { $organisation } is listed as { $name }
org-retired-done = retired { $organisation }
org-key-shown = it has signed its enrolment
org-lent = { $domain } lies below the name of this registry, which lends it
org-answered = { $name } ({ $organisation }) has answered with this key, which signed its enrolment:
org-telephone = Call them at a number that you had before they wrote. The fingerprint that they read to you must be this one.
org-domain-www = { $domain } begins with www., and an organisation's domain is mostly without it
org-domain-punycode = { $domain } is read as { $decoded }
