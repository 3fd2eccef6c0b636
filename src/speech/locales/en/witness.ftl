# Witnesses.

witness-cosigned-as = cosigned { $count ->
    [one] 1 entry
   *[other] { $count } entries
} as { $name } at { $time }
witness-next = send { $file } to the maintainers: countersign import FILE
witness-cosigned = { $name } cosigned { $count ->
    [one] 1 entry
   *[other] { $count } entries
}: { $cosigned } of { $quorum } witnesses
witness-others = the registry asks for other witnesses too: countersign root show
