# Bundles: what is in the file, what it proves.
bundle-proves = { $name } prouve { $version } telle qu’elle est après { $size ->
    [one] { $size } entrée
   *[other] { $size } entrées
} du journal ({ $bytes } octets)
bundle-waiting = n’y figure pas : { $count ->
    [one] { $count } document qui attend
   *[other] { $count } documents qui attendent
} d’entrer dans le journal
bundle-next = ouvrez { $name } dans un navigateur, qui le vérifie sans réseau
bundle-shows-draft = { $name } montre { $version } comme brouillon, pour qui doit la lire avant l’heure ({ $bytes } octets)
bundle-draft-names = il nomme qui a signé jusqu’ici : ne le remettez qu’à des personnes qui le gardent pour elles
bundle-draft-page = un brouillon n’a pas de page : donnez un nom qui ne finit pas par .html
