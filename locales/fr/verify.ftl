# Verdicts.

verify-this-registry = ce registre
verify-what-was-asked = ce qui a été demandé

## The first line: a word, and a sentence.

verify-word-holds = tient
verify-word-caveat = réserve
verify-word-broken = rompu
verify-word-unchecked = non vérifié
verify-word-unknown = inconnu
verify-word-altered = modifié
verify-holds = tout ce qui a été vérifié dans { $registry } concorde
verify-broken = ne vous fiez pas à { $registry } : voyez ce qui est signalé ci-dessous
verify-unchecked = n’a pas pu être jugé, ce qui ne le rend pas invalide ; { $registry }
verify-unknown = { $asked } n’est pas dans { $registry }
verify-altered = les mots diffèrent : { $registry }
verify-caveat-read = ce qui est montré tient, mais lisez d’abord les réserves ; { $registry }
verify-caveat-none = ce qui est montré tient, mais aucun soutien ne compte ici ; { $registry }
verify-caveat-noted = ce qui est montré tient, mais quelque chose est noté ou n’a pas été vérifié ; { $registry }
