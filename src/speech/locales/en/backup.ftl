# What must be kept, packed into one file, and made again elsewhere.

backup-registry = the registry (branches: { $branches }; drafts, which are only here until they are sent: { $drafts }): { $folder }
backup-private = private (contacts: { $contacts }; notes of who was asked: { $asked }; private noes: { $noes }): { $folder }
backup-state = what was seen and signed on this machine: { $folder }
backup-role-log = the log key
backup-role-maintainer = the maintainer’s key
backup-role-officer = the organisation’s key
backup-key = { $role }: { $file }
backup-no-key = { $role }: this clone names none, or its file is not there
backup-elsewhere = not known here: keys that are named only on the command line, security keys, printed revocations, signed wishes, the mail account, the server
backup-names-people = this file names people, says who was asked and who said no in private, and has drafts: keep it where only you can read it, or encrypt it
backup-key-packed = PRIVATE KEY in this file: { $role } ({ $file }); whoever has the file can sign with it
backup-without-keys = no private key is in it: keep those apart, or add --with-keys
backup-written = written: { $file }, { $bytes } bytes
backup-next = try it on another machine: countersign restore { $file } DIR
backup-restored = restored in { $folder } as it was on { $at } (branches: { $branches })
backup-restored-private = private (contacts: { $contacts }); new here: notes of who was asked: { $asked }, private noes: { $noes }
backup-key-restored = { $role }: { $file }
backup-no-keys-in-it = no private key was in it: take yours from where you keep them, and name them with git config; a new log key or maintainer comes in with root rotate
backup-one-signs = only one machine signs the log: delete the log key on the old one, if there still is one, before you write here
backup-behind = this machine has seen more of this registry than the backup has: take in a newer clone before you write anything
backup-shallow = this clone has not the whole history, so that a backup would have holes
backup-damaged = this file is not what `countersign backup` writes, or it was changed
backup-damaged-try = take another copy of it
backup-not-empty = there is something in { $folder } already
backup-not-empty-try = name a folder that is not there yet
backup-key-there = another private key lies at { $file }
backup-key-there-try = move that key away, if it is not needed, and restore again
backup-no-folder = there is nowhere to put private keys
backup-git = git could not pack or unpack the registry

backup-read-me =
    This is a backup of a countersign registry of public statements.
    Its fingerprint is { $registry }.

    It names people, and may hold private keys (in the folder keys). If it is not yours: give it back, open nothing, tell nobody what is in it.

    With countersign:

        countersign restore THIS-FILE DIR

    Without it: registry.bundle is a bundle of git (git clone registry.bundle DIR). private.json has contacts and who was asked: countersign contacts import private.json. keys/ has private keys, if any: git config countersign.log-key and countersign.maintainer-key name them. backup.json has settings and what was seen and signed.
