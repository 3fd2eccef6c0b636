# Pages.

site-skip = skip to the content
site-languages = Languages
site-pages = Pages
site-statements = Statements
site-organisations = Organisations
site-log = The log
site-feed = Feed (Atom)

## Languages by name.

site-language-ar = Arabic
site-language-en = English
site-language-es = Spanish
site-language-fa = Persian
site-language-fr = French
site-language-he = Hebrew
site-language-pt = Portuguese
site-language-ru = Russian
site-language-uk = Ukrainian
site-language-zh = Chinese

## A version, in five seconds.

site-first = In short
site-answer = { $some } of the { $named ->
    [one] one organisation
   *[other] { $named } organisations
} named { $some ->
    [one] has
   *[other] have
} endorsed this exact text
site-written-in = written in { $language }
site-current = version { $version }, current
site-replaced = version { $version }, replaced
site-historical = version { $version }, historical
site-proposed = version { $version }, proposed
site-replaced-by = Replaced by version { $version }: read that one
site-historical-banner = Historical: this records what was printed elsewhere. Nobody signed it here.
site-proposed-banner = Proposed: it is not in the log, and counts for nothing yet.
site-withdrawn = { $count ->
    [one] 1 organisation has withdrawn
   *[other] { $count } organisations have withdrawn
}
site-unreliable = { $count ->
    [one] 1 endorsement must not be relied on
   *[other] { $count } endorsements must not be relied on
}
site-pending-bad-news = { $count ->
    [one] 1 organisation has just said no; it waits to be logged
   *[other] { $count } organisations have just said no; it waits to be logged
}
site-on-date = on { $date }, as it wrote
site-word-named = named, unsigned
site-word-withheld = name withheld
site-word-unreliable = do not rely on
site-more = { $count ->
    [one] 1 more organisation
   *[other] { $count } more organisations
}
site-paste = Have a copy? Paste it here. It stays on your device.
site-paste-without = Have a copy? This page cannot compare it without JavaScript; the next line says how to.
site-paste-marked = Your copy, with what differs marked
site-paste-long = This is too long to be compared here.
site-paste-removed = missing in your copy:
site-paste-added = only in your copy:
site-not-checked = Not checked on your device.
site-checked = Checked on this device just now: words, signatures, keys, and that nothing was left out up to this head of the log. A page has no memory: it cannot see whether something newer exists, whether this is the registry you mean, or where its file came from.
site-problem = PROBLEM: do not rely on this page. What it shows does not follow from the signatures in it.
site-unchecked = Not checked on your device: this browser cannot run the check.
site-built = Built by the publisher from { $size ->
    [one] 1 log entry
   *[other] { $size } log entries
}, the newest of { $date }.
site-built-undated = Built by the publisher from { $size ->
    [one] 1 log entry
   *[other] { $size } log entries
}.
site-how-link = How to check
site-not-true = This shows who endorsed these words. It does not show that they are true.
site-code = Ask an organisation’s press office, with the number from its own site. The code of this version is:

## A version, below.

site-words = The words
site-summary = What changed:
site-changes-link = compare with the version before
site-original = original
site-attachments = Files bound to this version, with their SHA-256
site-each = Each organisation
site-each-said-once = Where a date is given, the publisher found that the signature fits. That the key is the organisation’s is what this registry’s maintainers claim, unless it says otherwise. The date is what the organisation wrote.
site-how = How to check
site-how-publisher = Whoever publishes this page could change it. To check for yourself:
site-how-clone = Get countersign and a copy of the registry (git clone).
site-how-copy = To check a copy of the text:
site-how-call = Or call an organisation, with the number from its own site, and read it the code above. It finds its own with: countersign show
site-record = What everybody signed, the SHA-256 of this version’s record:
site-all-versions = all versions of this statement
site-link = Link to this version
site-qr = QR code with the link to this version
site-badge = A badge for your own page (it says where the version stands, and proves nothing):

## The other pages.

site-index-what = Each page shows who endorsed which words. It does not show that they are true.
site-fingerprint = The registry’s fingerprint
site-fingerprint-why = Compare it with the one from somebody you know. It says which registry this is.
site-versions = Versions
site-version = Version { $version }
site-published = published on { $date }, as the maintainers say
site-changes = From version { $old } to version { $new }
site-changes-legend = Words are marked as
site-removed = removed
site-added = added
site-changes-count = { $count ->
    [0] No change of words.
    [one] 1 change.
   *[other] { $count } changes.
}
site-changes-only-old = { $language }: only in the older version
site-changes-only-new = { $language }: only in the newer version
site-endorsed-count = { $count ->
    [0] no endorsement counts
    [one] 1 endorsement
   *[other] { $count } endorsements
}
site-threshold = { $count ->
    [one] 1 of its keys must sign.
   *[other] { $count } of its keys must sign.
}
site-silent = So few of its keys are left that it cannot speak.
site-recovery = The maintainers replaced its keys at entry { $entry } of the log. No earlier key of the organisation stands behind that.
site-recovery-adopted = The maintainers replaced its keys at entry { $entry } of the log. An earlier key of the organisation stands behind that.
site-said = What it said
site-said-nothing = Nothing in this registry.
site-keys = Its keys
site-key-in-force = may sign since entry { $from } of the log
site-key-revoked = ended itself: signed from entry { $from } to entry { $until } of the log
site-key-removed = removed: signed from entry { $from } to entry { $until } of the log
site-key-taken = Do not rely on what it signed since entry { $since }: it is said to have been in other hands.
site-confirmed = How the keys were confirmed
site-confirmed-what = The registry’s maintainers enrolled the organisation. Only what others say below is more than their word.
site-confirmed-nobody = Nobody else has confirmed them here.
site-log-what = Everything that was said is in this log, in the order that decides. Nothing can be taken out or moved without everybody seeing it.
site-log-head = Its head
site-log-size = { $size ->
    [one] 1 entry
   *[other] { $size } entries
}, with the root
site-log-origin = The log’s name:
site-log-checkpoint = The signed checkpoint
site-log-witnesses = Witnesses
site-log-witnesses-what = A witness is somebody else who saw this head, and signed that it goes on from what they saw before.
site-log-witnesses-none = No witness signed this head.
site-log-witnessed = The newest head with enough witnesses has { $size ->
    [one] 1 entry
   *[other] { $size } entries
}.
site-log-maintainers = Maintainers
site-log-threshold = { $count ->
    [one] 1 of them must sign what the registry says.
   *[other] { $count } of them must sign what the registry says.
}
site-log-publisher = What the publisher checked
site-log-checked = { $records ->
    [one] 1 record
   *[other] { $records } records
}, { $signatures ->
    [one] 1 signature
   *[other] { $signatures } signatures
}, { $texts ->
    [one] 1 text
   *[other] { $texts } texts
}

## The command.

site-done = the site is in { $folder }: { $pages ->
    [one] 1 page
   *[other] { $pages } pages
} for { $base }
site-next-serve = to look at it: { $command }
site-serving = serving { $pages ->
    [one] 1 page
   *[other] { $pages } pages
} at { $address }
site-serving-stop = only this machine can reach it; stop with Ctrl-C

## What a page could not check.

site-slow = Not checked: this takes too long here.
site-missing = Not checked: the file that does it is not there, or is another one than this page was made with.
site-damaged = Not checked: what this page carries to be checked was damaged on its way.
site-unread = Not checked: not all of it could be judged.
site-translated = Not checked: the browser translated this page. Look at the original.
site-rewritten = Not checked: its links were changed, as archives do. Look at the original page.
site-badge-replaced = replaced by version { $version }
site-paste-slow = Not compared: this takes too long here.
site-paste-not = Not compared: this browser cannot do it.

## What happened after a version was published, in the feed.

site-feed-replaced = replaced by version { $version }
site-feed-withdrew = { $name } has withdrawn
site-feed-late = { $name } endorsed it after it was published
site-feed-revoked = { $name } ended its key { $label }: do not take what that key signs later for theirs
site-feed-withheld = { $count ->
    [one] the maintainers do not show 1 act on it
   *[other] the maintainers do not show { $count } acts on it
}
site-badge-retracted = retracted by the maintainers
site-desk = Desk
site-desk-what = To answer and check without a terminal. SHA-256 of desk.html, as this site has it:
site-translations = Translations made later
site-translations-note = The organisations signed the words further up. A translation counts for nobody who is not named under it.
site-translation-named = { $endorsed } of { $named } have endorsed this translation
site-translation = { $endorsed ->
    [0] No organisation has endorsed this translation
    [one] 1 organisation has endorsed this translation
   *[other] { $endorsed } organisations have endorsed this translation
}
site-retracted = version { $version }, retracted
site-key-shown = It has signed its enrolment: somebody holds it.
