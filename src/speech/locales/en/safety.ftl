# What somebody in danger should know.

## Out of git's history.

safety-in-history = git's history here and every earlier copy still have them; --rewrite-history takes them out of the history here
safety-rewrites = git's history in this clone is made again without them: { $count ->
    [0] no commit has
    [one] 1 commit has
   *[other] { $count } commits have
} them now; the ids of all later commits change, signatures on them go, and so do git's logs of earlier states and everything that no branch or tag names
safety-asked = the notes of when it was asked go, too, from { $folder }, and with them any no that was not published: do not take in an older yes after that
safety-on-remotes = still with them, until somebody clears it there: { $remotes }
safety-rewritten = git's history here no longer has them: { $commits ->
    [one] 1 commit
   *[other] { $commits } commits
} made again, { $removed ->
    [one] 1 object
   *[other] { $removed } objects
} removed
safety-kept = could not be removed here: { $what }
safety-still = every other clone and copy still has them, and who merges an old clone brings them back: `countersign verify` finds that
safety-again = when it has landed, the same command again takes it out of git's history

## Out of sight from the start.

safety-published = { $count ->
    [one] 1 more organisation endorses it; its name is withheld, and nobody can check it
   *[other] { $count } more organisations endorse it; their names are withheld, and nobody can check them
}

## countersign help safety

safety-help-first =
    An organisation in danger: what countersign can do, and what it cannot

    If somebody may be hurt because a name stands here, think of the people first; this program only moves files.
    Speak with the registry's maintainers by a way that is safe for you, and not in a public issue or chat.
safety-help-can =
    What withholding does
      The maintainers take what one organisation said about one version out of sight:
        countersign withhold ID@V --org DOMAIN --rewrite-history
      The log keeps hashes, which name nobody. So it still adds up.
      From then on verdicts on that version say that acts of 1 organisation are not shown, count them nowhere, and are a caveat:
      what is not shown may be a withdrawal, and nobody can check it.
      --rewrite-history also takes it out of git's history in that clone, and its name out of the messages about it.
      Who is in danger before a text is published signs with --withhold-name: then the name is never published.
safety-help-cannot =
    What it cannot do
      - It takes nothing back from others: clones, bundles, receipts, pages, screenshots, archives, search engines.
      - It does not clear a git host. Old commits, forks, pull requests and caches stay there until its operator clears them.
      - It does not take a name out of a text, nor from the names under it: everybody signed those words. Only a new version leaves it out.
      - It does not hide that the organisation belongs to this registry: its key records, confirmations and other versions stay.
      - It does not hide how many and when: each withholding is one organisation, and commits and appends of the log have times.
      - It does not hide what is missing: an organisation that is enrolled, and of which nothing is shown, may be the one.
      - It does not hide an answer from whoever saw the mail: files that were sent ready for ssh-keygen can be found in the log.
      - It does not hide who knows: the maintainers who checked the signature, who carried the files, mail servers on the way.
      - It does not undo a signature. Whoever has the record and the signature file can prove it, for ever.
      - It does not clean a disk. What was removed can often be read again, and backups have it.
      - A withheld endorsement cannot be withdrawn in the open without saying whose it was.
safety-help-before =
    Before you sign
      - Ask whether the name must stand here at all. A name that stands under the text cannot be withheld.
      - Ask who will know, and whether you would still sign if it became known.
      - Use a key that is used for nothing else, and keep its file off shared computers.
      - Keep your own copy of the record and its signature where only you can reach it, or nowhere: it is proof for you, and against you.
      - A draft's branch has the names. It must not be pushed to anybody: leave `sync --proposal` alone.
safety-help-urgent =
    When it is urgent
      1. The maintainers run the command above, for every version on which the organisation spoke.
      2. They push with force, and ask the git host's support to remove what nothing names any more.
      3. They ask everybody with a clone to delete it and clone again. Who merges an old clone brings the files back; `countersign verify` then says broken, and names them.
      4. They build pages and bundles again, and ask archives and search engines to forget the old ones.
      5. Everybody assumes that somebody has a copy.
safety-finished = a rewriting of git's history that was interrupted is finished now: what was withheld is no longer in it
safety-steps = what to do now, in this order:
      1. git push --force { $remote } { $branch }
      2. countersign sync
      3. ask whoever runs { $remote } to clear what nothing names any more
      4. have everybody with a clone run this same command there
