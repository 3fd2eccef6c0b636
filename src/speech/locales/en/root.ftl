# The registry's authority.

root-in-force = the change is in force
root-not-yet = the change is not in force yet
root-threshold = { $want } of { $all } maintainers must sign
root-left = { $label }: { $key } left at entry { $at }
root-log-key = log key: { $key }
root-witness = witness: { $key }
root-no-witnesses = no witnesses: nobody outside watches this log
root-quorum = { $want } of { $all } witnesses must cosign
root-next = compare the fingerprint with one from somebody you know
