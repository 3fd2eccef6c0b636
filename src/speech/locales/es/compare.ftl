# Dos copias de un registro.

compare-differ = dos historias: difieren desde la entrada { $at }
compare-nothing = nada
compare-entry = { $record } { $what }
compare-same = la misma historia: { $count ->
    [one] 1 entrada
   *[other] { $count } entradas
}
compare-ahead = una sola historia: esta copia continúa la otra con { $count ->
    [one] 1 entrada
   *[other] { $count } entradas
}
compare-behind = una sola historia: la otra copia continúa esta con { $count ->
    [one] 1 entrada
   *[other] { $count } entradas
}
compare-ahead-of-head = una sola historia: esta copia continúa ese punto de control con { $count ->
    [one] 1 entrada
   *[other] { $count } entradas
}
compare-differ-head = dos historias: { $count ->
    [one] la primera entrada no es la misma
   *[other] las primeras { $count } entradas no son las mismas
}; con una copia entera se puede decir cuáles
compare-unknown = ese punto de control tiene { $count ->
    [one] 1 entrada
   *[other] { $count } entradas
}, esta copia tiene { $here }: sin sus entradas no se puede saber si continúa lo de aquí
compare-differ-bundle = dos historias: la entrada { $at } es la primera que lleva el paquete y que aquí es otra
compare-next-differ = muestre las dos a alguien que conozca el registro; a uno de ustedes se le mostró una historia falsificada
compare-here = aquí:  { $entry }
compare-there = allí: { $entry }
compare-seen = aquí: { $finding }
