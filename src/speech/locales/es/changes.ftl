# Keys, before somebody signs a change of them.

changes-stays = sigue { $label }:
changes-new = nueva { $label }:
changes-leaves = se va { $label }:
changes-removed = retirada { $label }: { $reason }
changes-removed-since = retirada { $label }: { $reason }; en otras manos desde la entrada { $since }
changes-name = nombre: { $name }
changes-name-gone = ya no se la conoce como { $name }
changes-active-again = ya no está retirada
