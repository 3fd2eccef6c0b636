# What is new about an organisation.

watch-withheld = { $what }: whose, nobody can check here; your own receipt tells whether they are yours
watch-all = everything about { $organisation } so far, in { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
watch-nothing = nothing new about { $organisation } in { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
watch-new = new about { $organisation } in { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
watch-waits = wait  { $what }
watch-next = if any of this was not you: countersign org revoke --help
