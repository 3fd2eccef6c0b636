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
root-policy = who must cosign:
root-url = address: { $url }
root-compromised = log key in other hands from { $since } entries on: { $key }
root-continues = goes on from the first { $size } entries of { $origin }, fingerprint { $registry }
root-ends = this registry ends with it: only withdrawals, revocations and withholdings are admitted after
root-ends-successor = what is newer appears in the registry with the fingerprint { $successor }
