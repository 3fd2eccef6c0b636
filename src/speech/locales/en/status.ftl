# Where versions stand, and whom records wait for.

status-counts = { $endorsed } endorsed, { $declined } declined, { $withdrew } withdrew, { $named } named without having acted{ $withheld ->
    [0] {""}
   *[other] , { $withheld } withheld, which cannot be checked
}
status-none = no statement yet
status-waiting = { $count ->
    [one] 1 record waits
   *[other] { $count } records wait
} to be logged
status-next-log = a holder of the log key: { $command }
status-next-approve = whoever it waits for: { $command }
status-next-each = each of them: { $command }
status-waits = it waits for more signatures, and changes nothing until then
status-approvals = { $path }: { $signed } of { $want } { $who } have approved; waiting for: { $labels }
status-current = current
status-superseded = superseded
status-historical = historical
status-draft = draft
status-endorsed = endorsed
status-declined = declined
status-withdrew = withdrew
status-no-answer = no answer
status-withheld = withheld
status-unreliable = unreliable
status-languages = in these languages:
# The heads of thirteen columns, between commas.
status-heads = text, version, domain, name, standing, date, languages, capacity, conditions, reservation, asked, deadline, no in private
