# Deux copies d’un registre.

compare-differ = deux histoires : elles diffèrent à partir de l’entrée { $at }
compare-nothing = rien
compare-entry = { $record } { $what }
compare-same = la même histoire : { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
compare-ahead = une seule histoire : cette copie continue l’autre de { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
compare-behind = une seule histoire : l’autre copie continue celle-ci de { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
compare-ahead-of-head = une seule histoire : cette copie continue ce point de contrôle de { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
compare-differ-head = deux histoires : { $count ->
    [one] la première entrée n’est pas la même
   *[other] les { $count } premières entrées ne sont pas les mêmes
} ; avec une copie entière on peut dire lesquelles
compare-unknown = ce point de contrôle a { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}, cette copie en a { $here } : sans ses entrées on ne peut pas savoir s’il continue ce qui est ici
compare-differ-bundle = deux histoires : l’entrée { $at } est la première que contient le paquet et qui est une autre ici
compare-next-differ = montrez les deux à quelqu’un qui connaît le registre ; l’un de vous a vu une histoire falsifiée
compare-here = ici : { $entry }
compare-there = là-bas : { $entry }
compare-seen = ici : { $finding }
