# Ce qui a été fait d’un fichier avant qu’il devienne un texte.

repair-byte-order-mark = { $count ->
    [one] { $count } marque d’ordre des octets retirée
   *[other] { $count } marques d’ordre des octets retirées
}
repair-line-ending = { $count ->
    [one] { $count } fin de ligne convertie
   *[other] { $count } fins de ligne converties
}
repair-page-break = { $count ->
    [one] { $count } saut de page retiré
   *[other] { $count } sauts de page retirés
}
repair-tab = { $count ->
    [one] { $count } tabulation remplacée par une espace
   *[other] { $count } tabulations remplacées par des espaces
}
repair-space = { $count ->
    [one] { $count } espace inhabituelle rendue ordinaire
   *[other] { $count } espaces inhabituelles rendues ordinaires
}
repair-soft-hyphen = { $count ->
    [one] { $count } trait d’union conditionnel retiré
   *[other] { $count } traits d’union conditionnels retirés
}
repair-zero-width = { $count ->
    [one] { $count } caractère sans largeur retiré
   *[other] { $count } caractères sans largeur retirés
}
repair-ligature = { $count ->
    [one] { $count } ligature écrite en toutes lettres
   *[other] { $count } ligatures écrites en toutes lettres
}
repair-composition = { $count ->
    [one] accents réunis à leurs lettres sur { $count } ligne
   *[other] accents réunis à leurs lettres sur { $count } lignes
}
repair-outer-space = { $count ->
    [one] espaces de bord retirées sur { $count } ligne
   *[other] espaces de bord retirées sur { $count } lignes
}
repair-inner-space = { $count ->
    [one] { $count } suite d’espaces réduite à une seule
   *[other] { $count } suites d’espaces réduites à une seule
}
repair-broken-line = { $count ->
    [one] { $count } ligne coupée rattachée
   *[other] { $count } lignes coupées rattachées
}
repair-soft-word = { $count ->
    [one] { $count } mot coupé par un trait d’union conditionnel rattaché
   *[other] { $count } mots coupés par des traits d’union conditionnels rattachés
}
repair-broken-word = { $count ->
    [one] { $count } mot coupé par un trait d’union rattaché
   *[other] { $count } mots coupés par des traits d’union rattachés
}
repair-hyphen-line = { $count ->
    [one] { $count } ligne qui finit par un trait d’union rattachée
   *[other] { $count } lignes qui finissent par un trait d’union rattachées
}
repair-list-gap = { $count ->
    [one] { $count } vide d’une liste refermé
   *[other] { $count } vides d’une liste refermés
}
repair-blank-line = { $count ->
    [one] { $count } ligne vide en trop retirée
   *[other] { $count } lignes vides en trop retirées
}
repair-final-newline = { $count ->
    [one] { $count } saut de ligne final ajouté
   *[other] { $count } sauts de ligne finaux ajoutés
}
repair-line = ligne { $line } : { $before } -> { $after }
repair-line-ask = ligne { $line } : { $before } -> { $after }  (si c’est un seul mot sans trait d’union, écrivez-le ainsi dans le fichier)
