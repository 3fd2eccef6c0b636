# The log is appended to.

checkpoint-nothing = nothing is pending: the checkpoint covers everything on this branch
checkpoint-logged = logged { $count ->
    [one] 1 record
   *[other] { $count } records
}
