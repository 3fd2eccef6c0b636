# Putting a version forward.

propose-replaced = replaced the draft of { $version }
propose-done = proposed { $version }
propose-next = each organisation: { $command }
propose-branch = it lies on the branch { $branch } and leaves this machine only when you send it
propose-ask-words = are these the words?
propose-look-twice = look twice: { $name }, { $what }
propose-repaired = { $name } was repaired:
propose-repaired-end = --- end of the text as it will be frozen ---
