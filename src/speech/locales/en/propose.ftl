# Putting a version forward.

propose-replaced = replaced the draft of { $version }
propose-done = proposed { $version }
propose-next = each organisation: { $command }
propose-branch = it lies on the branch { $branch } and leaves this machine only when you send it
propose-ask-words = are these the words?
propose-look-twice = look twice: { $name }, { $what }
propose-repaired = { $name } was repaired:
propose-repaired-end = --- end of the text as it will be frozen ---
propose-taken-out = the words of { $name } were taken out:
propose-no-break = { $count ->
    [one] 1 no-break space, which looks like any other (line { $lines })
   *[other] { $count } no-break spaces, which look like any others (lines { $lines })
}
propose-kept-titles = kept from version { $version }: the title ({ $languages })
propose-kept-names = kept from version { $version }: the names { $names } (--no-signatories keeps none)
propose-kept-attachments = kept from version { $version }: the attachments { $files } (--no-attachments keeps none)
propose-left-retired = not kept, since they are retired: { $names }
propose-left-refused = not kept, since they declined or withdrew from version { $version }: { $names }
propose-left-no = not kept, since they said no to version { $version } in private: { $names }
propose-left-silent = not kept, since they did not sign version { $version }: { $names }; --signatory prints whom you name
propose-left-historical = no name is kept: only one of the two versions records what was printed elsewhere
propose-left-gone = no name is kept: those under version { $version } are not here
propose-left-attachment = not kept: { $file }, which is not here
propose-voided = they acted on the draft that is replaced, and that counts no more: { $names }
propose-next-again = ask them again: { $command }
propose-broken = { $count ->
    [one] 1 line ends in a hyphen and goes on with a small letter (line { $lines }): if a word was broken there, write it whole in the file
   *[other] { $count } lines end in a hyphen and go on with a small letter (lines { $lines }): if a word was broken there, write it whole in the file
}
