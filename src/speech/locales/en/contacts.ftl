# Whom to write to, and what is private.

contacts-none = no contacts are kept here
contacts-new = new
contacts-changed = changed
contacts-same = { $count ->
    [one] 1 is known already
   *[other] { $count } are known already
}
contacts-wrong = row { $row }, left out: { $why }
contacts-unknown = a column that is not taken in: { $head }
contacts-handed = from a colleague, also who was asked: { $count ->
    [one] 1 note
   *[other] { $count } notes
}
contacts-fault-domain = no domain: { $got }
contacts-fault-name = a name that no record could have: { $got }
contacts-fault-language = no language that is known: { $got }
contacts-fault-address = no mail address: { $got }
contacts-fault-key = no public key: { $got }
contacts-fault-private-key = a private key: whoever has this file can sign with it; revoke it
contacts-fault-twice = { $got } stands in an earlier row
contacts-no-heads = no column is headed domain, dominio or domaine
contacts-ask = Take this in?
contacts-done = contacts taken in: { $new } new, { $changed } changed
contacts-taken = and what a colleague knew: { $asked } notes of who was asked, { $noes } private noes
contacts-private = they stay on this machine, outside of the registry
contacts-names-people = this file names people and says who was asked: send it encrypted, and delete it when it has arrived
contacts-exported = written: { $file }
contacts-unread = the contacts that are kept here cannot be read: { $file }
contacts-too-many = too much to be kept in one file
contacts-other-registry = this file is about another registry: { $registry }
contacts-damaged = this file is not what `contacts export --all` writes, or it was changed
contacts-damaged-try = ask for the file itself again, unchanged
contacts-no-contact = no contact is kept of { $domain }
contacts-no-key = the contact of { $domain } has no name or no key

contacts-handover =
    A colleague leaves: what to keep, and what to hand over

    1. The registry: the folder with registry/ and keys/. Whoever has a clone has it; drafts are on branches of one machine until somebody sends them.
    2. The log key: its file is named by git config countersign.log-key. One machine signs, never two; it moves last, after a sync on both.
    3. A maintainer's key: git config countersign.maintainer-key. It is handed to nobody: a new maintainer makes one, and root rotate takes it in and the old one out.
    4. What is private: contacts, who was asked, who said no in private. countersign contacts export --all -o FILE writes it, countersign contacts import FILE takes it in without doubling. It names people: send it encrypted, and delete it.
    5. Around it: the mail account, the server, the address for answers (git config countersign.reply-to), and the printed revocations of keys.

    Against a lost or stolen machine: countersign backup -o FILE lists all of this and packs it into one file (private keys only with --with-keys), and countersign restore FILE DIR makes it again on an empty machine.

    Then: countersign verify on the new machine, and countersign compare with the old clone.
