# Requests, replies, and the read-me that goes with them.

request-import-new = taken in
request-import-would = would be taken in
request-import-here = here already, nothing changes
request-import-waits = kept until enough have signed
request-import-refused = refused: { $why }
request-import-passed = passed over: { $why }
request-import-back = send back: { $sentence }
request-import-sum = { $new } taken in, { $here } here already, { $waits } kept until enough have signed, { $refused } refused, { $passed } passed over
request-import-empty = no file was found
request-import-nothing = nothing was written

request-back-damaged = We cannot read your file: { $why }. Please attach the file itself once more, unchanged.
request-back-unanswered = Your file is our own request and not yet an answer; how to answer stands in the read-me beside it.
request-back-registry = Your reply is for another registry than ours; please answer the request that we sent.
request-back-draft = Your reply of { $day } is about a draft of { $version } that was replaced since; please read and answer the current request, which is attached.
request-back-key = The key { $key } that signed is not one of those that { $organisation } has with us; please sign with one of these: { $keys }.
request-back-more = { $want ->
    [one] Nobody has signed this yet; please sign it.
   *[other] { $signed } of { $want } needed keys have signed; please pass it to another officer, and send it again with all signatures.
}
request-back-follows = What you told us on { $day } about { $version } is newer than this reply, or does not fit it; if you have changed your mind, please answer the current request, which is attached.
request-back-before = This reply goes on from an earlier one that we do not have; please send that one, too.
request-back-withdraw = You have endorsed { $version }; to end that, please sign the file to withdraw, which is attached.
request-back-closed = { $version } takes no more endorsements; please look at the current version.
request-back-condition = Your condition for { $version } does not hold: { $why }. Do you want to sign with another one, or without?
request-back-public = { $version } is published, so that a decline would be public; please answer again if you want that.
request-back-two = We have got two different answers from you; please tell us by a new one which of them is meant.
request-back-signature = Your signature came alone, { $why }. Please sign the .json file exactly as it came, and send it together with the .sig file.
request-back-other = What you signed does not fit our registry: { $why }.

request-status-asked = asked on { $day }
request-status-left = { $days ->
    [0] less than a day left, until { $day }
    [one] one day left, until { $day }
   *[other] { $days } days left, until { $day }
}
request-status-overdue = overdue since { $day }
request-status-older = asked on { $day } about a draft that was replaced since
request-status-not-asked = not yet asked about version { $version }, as far as this clone knows
request-status-no-keys = has no keys here and cannot be asked
request-status-endorsed = endorsed version { $version }
request-status-declined = declined version { $version }
request-status-withdrew = withdrew from version { $version }
request-status-condition = on the condition: { $conditions }
request-status-silence = who did not answer did not agree: silence is never counted as a yes
request-why-two = { $organisation } sent different answers: { $files }
request-why-no = { $organisation } said no to this version, and did not sign this after that
request-why-link = a link, which is not followed
request-why-deep = a folder, too deep inside others
request-why-device = a pipe or a device
request-why-large = larger than any answer
request-why-statement = it holds a statement, and a text is put forward by the maintainers
request-why-unanswered = a request, and not yet an answer
request-why-neither = neither a reply nor a signature
request-why-unsigned = a file to be signed, and not an answer by itself
request-why-key-nobody = by the key { $key }, which nobody has here; it is over nothing that was asked for
request-why-key-of = by the key of { $holder }; it is over nothing that was asked for
request-import-lines = { $count ->
    [one] 1 witness's line
   *[other] { $count } witnesses' lines
}
request-not-asked-keys = not asked, because it has no keys here: { $name }
request-not-asked-endorsed = not asked, because it has endorsed this: { $organisation }
request-not-asked-declined = not asked, because it declined this: { $organisation }
request-not-asked-withdrew = not asked, because it withdrew from this: { $organisation }
request-not-asked-no = not asked, because it said no before: { $organisation }
request-nobody-left = nobody is left to be asked about { $version }
request-made = { $count ->
    [one] 1 request
   *[other] { $count } requests
} about { $version }; nothing was sent
request-next = send each folder to its organisation; then: countersign import FILE…
request-asked-before = { $domain } was asked before, on { $when }
request-why-ready-made = { $organisation } wants its name withheld, and whoever saw the mail with the request could find this ready-made answer in the public log
request-back-ready-made = You asked that your name not be published. Your answer on { $version } is one of the files that were mailed to you, and whoever saw that mail could find it in the public log. Please answer with the program, which makes a file that nobody has seen: countersign sign request.countersign
request-by = by the key of { $holder }
request-by-nobody = by a key that nobody has here
request-why-public-key = a public key, which shows nothing by itself
request-why-encrypted = a mail that is encrypted or wrapped (PGP, S/MIME); open it in your mail program, save the text or the attachment that it shows, and import that
request-why-private-key = a private key; whoever has it can sign as its owner: delete this file and the mail it came with
request-why-namespace = { $by }; it was made for “{ $got }”, want “{ $want }”
request-why-changed = { $by }; the file was changed before it was signed: { $how }
request-why-wrong-file = { $by }; it is over the text of { $version } itself, and not over an answer to it
request-changed-line-end = a line end was added at its end
request-changed-mark = a byte order mark was set before it
request-changed-space = a space was added at its end
request-back-private-key = You sent us your private key, so this key is in other hands now: revoke it (countersign key revocation, and send us what it writes), do not sign with it any more, and make a new one. A private key is never sent to anybody, not to us either.
request-back-namespace = Your signature was made for another purpose, and cannot be used. Please sign again with exactly this option: ssh-keygen -Y sign -n { $want }
request-back-changed = Your signature is of a changed file: { $why }. Please save the .json file again without opening it in an editor, and sign that.
request-back-wrong-file = You signed the text of { $version } itself. Please sign endorse.json instead, which says that you endorse it (or decline.json).
request-back-encrypted = Your mail came encrypted or wrapped, so that our program could not read your answer. Please attach the file with the answer to a plain mail.
request-nowhere-private = there is nowhere to keep what only you may know: who was asked, and who said no
request-status-private-no = said no on { $day }, which is not public: only this machine shows it
request-status-private-draft = in private: this is not published with the text
request-invited = wrote an invitation for { $name } ({ $organisation })
request-invite-next = send the folder; when the answer is here: countersign import ANSWER, then countersign org add { $organisation }
request-why-other-key = another key of { $organisation } waits here already: { $keys }
request-back-other-key = We have two different keys in your name. Please tell us by telephone which one is yours.
request-why-ahead = it is dated { $time }, and this computer's clock says { $now }: one of them is wrong
request-back-ahead = Your answer is dated { $day }, which has not come yet: the clock of the computer that signed it is wrong. Please set it and sign again.
request-back-public-key = We have got your public key, and no answer yet. Please send the file that countersign or ssh-keygen wrote when you signed.
request-status-signed-older = { $act ->
    [endorse] endorsed the draft that was replaced, which counts no more
    [decline] declined the draft that was replaced
   *[withdraw] withdrew from the draft that was replaced
}
