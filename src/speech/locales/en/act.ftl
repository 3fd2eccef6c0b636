# What is shown before somebody signs, and what was done.

act-intent-endorse = this endorses exactly the text above in the name of { $organisation }
act-intent-decline = this says that the organisation does not sign the text above in the name of { $organisation }
act-intent-withdraw = this ends the endorsement of the text above, for everybody to see in the name of { $organisation }
act-endorsed = { $organisation } endorsed { $version }
act-declined = { $organisation } declined { $version }
act-withdrew = { $organisation } withdrew from { $version }
act-before-endorsed = before this, { $organisation } endorsed this version; what you do now takes the place of that
act-before-declined = before this, { $organisation } declined this version; what you do now takes the place of that
act-before-withdrew = before this, { $organisation } withdrew from this version; what you do now takes the place of that
act-effect-private = it stays on the draft's branch and is not published
act-effect-endorsed = it counts once the maintainers publish the version
act-effect-shown = it is shown once the maintainers publish the version
act-effect-pending = it counts once a holder of the log key has logged it
act-version-hash = version's hash: { $hash }
act-hash = act's hash:     { $hash }
act-hash-of = hash: { $hash }
act-nothing-signed = nothing was signed
act-next-command = run the line below; then { $next }
act-signed = signed: { $what }, with { $signed } of { $threshold ->
    [one] 1 signature
   *[other] { $threshold } signatures
}
act-written = written: { $file }
act-not-sent = nothing was sent, and nobody counts it before the maintainers have taken it in
act-next-import = give { $file } and { $file }.sig to countersign import
act-next-pass = { $count } more must sign; pass it to another officer: { $command }
act-next-send = send { $file } to { $to }
act-next-send-both = send { $file } and { $file }.sig to { $to }
act-whoever-asked = whoever sent you the request
act-names = named under it: { $names }
act-names-nobody = named under it: nobody
act-title = title in { $language }: { $title }
act-attachment = bound with it, and not shown here: attachment { $file }, { $bytes } bytes, sha256 { $sha256 }
act-summary = summary of changes: { $words }
act-conditions = your conditions: { $conditions }
act-reason = your reason: { $words }
act-public = public: everybody will be able to read that you declined
act-private = not public: the maintainers read that you declined, and do not publish it
act-no-name = your name is not published with it, and nobody can check that you signed; if it stands under the text it stays there
act-no-name-help = what that can do and what it cannot: countersign help safety
act-reservation = your reservation: { $words }
act-capacity = in the capacity "{ $capacity }": this is shown and not counted
act-signed-before = signed before you with: { $keys }
act-request = a request of { $registry } to { $name } ({ $organisation }), made on { $date }
act-deadline = an answer is hoped for before { $deadline }; silence is never counted as a yes
act-cannot-show = what this file cannot show: that this registry is the one that you mean, and that it has your keys as they stand here
act-fingerprint = registry's fingerprint: { $fingerprint }
act-key = key { $label } of { $organisation }: { $fingerprint }
act-compare = compare them with somebody you know there before you sign, if this is your first request
act-touch = touch the security key when it blinks
act-passphrase-new = new passphrase:
act-passphrase-again = the same again:
act-type-to-confirm = type { $want } to confirm:
act-left-alone = left alone, because it was edited here: { $path }; to see how: git diff
act-waits = this is on the branch and waits to be logged: it counts after `countersign { $next }`
