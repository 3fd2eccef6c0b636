# What a sync did.

sync-received = { $count ->
    [one] one record came from { $remote }
   *[other] { $count } records came from { $remote }
}
sync-sent = { $count ->
    [one] one record was sent to { $remote }
   *[other] { $count } records were sent to { $remote }
}
sync-logged = { $count ->
    [one] one record was logged: the log has { $size } entries now
   *[other] { $count } records were logged: the log has { $size } entries now
}
sync-nothing = { $remote } and this clone have the same records
sync-waiting = { $count ->
    [one] one record waits to be logged, and counts once a holder of the log key has run countersign sync
   *[other] { $count } records wait to be logged, and count once a holder of the log key has run countersign sync
}
sync-set-aside = not sent: { $what }: { $why }; it is kept on the branch { $branch }
sync-next = next: countersign verify
sync-embargo = this sends the draft of { $id } to { $remote }, with every earlier draft on its branch: whoever may read there reads it, and an embargo ends
sync-ask-send = send it?
sync-asking = asking { $url }
sync-given-up = the history of { $name } was made again without something that is withheld; this clone and its drafts still have it: run the same `countersign withhold ID@V --org DOMAIN --rewrite-history` here
sync-ahead = came: { $path }: { $said }
