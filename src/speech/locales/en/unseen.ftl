# What was not checked.

unseen-truth = whether the words are true: a signature says who stands behind them
unseen-registry = whether this is the registry you mean: compare its fingerprint with one from another source
unseen-witnesses-none = whether others are shown the same history: this registry asks for no witnesses
unseen-witnesses-before = whether others are shown the same history: witnesses have cosigned { $witnessed } of the { $size } entries, and not those after
unseen-witnesses-few = whether others are shown the same history: want { $want } witnesses to have cosigned, got { $got }
unseen-newer = whether a newer state exists elsewhere
unseen-newer-than-bundle = whether a newer state exists elsewhere: this bundle knows the first { $size } entries of the log, and nothing that came after
unseen-other-entries = the other { $others } of the { $size } entries: that they are lawful too, and give none of these keys to somebody else, only the whole registry shows
unseen-attachments = the attachments, which a bundle does not carry: { $names }
unseen-keys = whether the keys are the organisations': the registry's maintainers claim it
unseen-keys-others = whether the keys that are not marked as confirmed are the organisations': the registry's maintainers claim it
unseen-withheld = whose the withheld acts are, and what they said: only the registry's maintainers claim it
unseen-memory = whether it goes on from what you saw before: there is nowhere to remember it
unseen-revision = whether this revision is the newest: another one was asked for
unseen-folder = the git history: a plain folder has none
unseen-shallow = the git history: this clone is shallow (the log, which decides, is whole)
unseen-rest = the rest of this registry: this machine found it sound before (to look again: --full)
unseen-page = whether the page shows what its bundle says: opened in a browser, it compares that itself
unseen-policy = whether others are shown the same history: the witnesses of your policy have not cosigned this head
unseen-work-tree = whether the files in this folder are those that were judged: none, or only some, are checked out
unseen-own-policy = whether others are shown the same history: the witnesses that this registry asks for have cosigned no head here
