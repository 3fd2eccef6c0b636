# Keys.

key-of = in this registry: the key of { $holder }
key-made = made { $file }, which stays with you, { $file }.pub, and { $file }.revocation
key-keep = keep { $file }.revocation away from this computer, on paper or a stick: with it, and nothing else, anybody can end this key, in every registry that has it, also when the key itself is lost
key-next = send { $file }.pub to the registry's maintainers, and read them the fingerprint by telephone
key-no-registry = no sound registry here, so nothing is said about whose it is
key-nobody = in this registry: nobody's
key-next-compare = compare a fingerprint with one that its holder reads to you
key-invited = { $registry } invites { $name } ({ $organisation })
key-invited-registry = the words of the registry, to be compared by telephone: { $words }
key-enrol-ask = Does this key speak for your organisation from now on?
key-enrol-telephone = they will call you; read them the fingerprint: { $fingerprint }
key-enrol-next = send { $file } to { $to }
key-enrol-next-sender = send { $file } to those who invited you
key-revocation-made = made { $file }: on the day when somebody imports it, it ends the key { $key }, in every registry that has it
key-revocation-next = move it away from this computer
