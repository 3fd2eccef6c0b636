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
