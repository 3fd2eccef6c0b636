# Est-ce bien le texte : résultats, changements, noms.

## La première ligne : un mot, et une phrase.

check-word-exact = exact
check-word-layout = mêmes mots
check-word-typography = mêmes mots
check-word-excerpt = extrait
check-word-contains = contient
check-word-altered = modifié
check-word-unknown = inconnu
check-word-quoted = cité
check-exact = c’est le texte de { $version } ({ $language }), octet pour octet
check-folded = ce sont les mots de { $version } ({ $language }), composés autrement : { $folds }
check-excerpt = { $here } des { $all } mots de { $version } ({ $language }) sont ici tels qu’ils ont été signés ; les autres n’y sont pas
check-contains = tous les mots de { $version } ({ $language }) sont ici, entourés d’autres mots qui n’en font pas partie
check-altered = cela ressemble à { $version } ({ $language }), mais { $count ->
    [one] les mots diffèrent à 1 endroit
   *[other] les mots diffèrent à { $count } endroits
} ; personne ne les a approuvés tels qu’ils sont ici
check-unknown = ce ne sont pas les mots d’une déclaration de ce registre ; cela ne dit pas si quelqu’un les a dits
check-superseded = une version plus récente, { $newest }, a remplacé celle-ci ; { $sentence }
check-withdrawn = { $count ->
    [one] 1 organisation s’est retirée
   *[other] { $count } organisations se sont retirées
} de ce texte ; { $sentence }
check-broken = ce registre est altéré, rien ne lui a donc été comparé ; ne vous y fiez pas
check-unread = le fichier n’a pas pu être lu, ce qui ne dit rien de ses mots
check-unchecked = le registre n’a pas pu être jugé ; autant qu’on ait pu le lire, { $sentence }
check-unchecked-unknown = le registre n’a pas pu être jugé ; autant qu’on ait pu le lire, ces mots n’y sont pas
check-quote = cela se trouve, mot pour mot, dans { $count ->
    [one] 1 texte
   *[other] { $count } textes
} de ce registre
check-quote-unknown = cela ne se trouve, mot pour mot, dans aucun texte de ce registre ; cela ne dit pas si quelqu’un l’a dit
check-quote-unchecked = le registre n’a pas pu être jugé ; autant qu’on ait pu le lire, cela se trouve dans { $count ->
    [one] 1 texte
   *[other] { $count } textes
}

## Ce qui diffère.

check-folds = à part cela, composés autrement : { $folds }
check-fold-spaces = l’espacement
check-fold-hyphenation = les mots coupés en fin de ligne
check-fold-soft-hyphens = les traits d’union conditionnels
check-fold-bullets = les puces
check-fold-joined = les espaces dans les mots
check-fold-no-break-spaces = les espaces insécables
check-fold-quotes = les guillemets
check-fold-dashes = les tirets
check-fold-ellipses = la forme des points de suspension
check-fold-ligatures = les ligatures
check-fold-case = les majuscules et minuscules
check-fold-composition = la manière de coder les accents
check-fold-kashida = les lettres allongées
check-fold-hidden = des caractères qui ne se voient pas
check-changes = { $count ->
    [one] 1 changement
   *[other] { $count } changements
} ; ce qui a été signé est entre { $signed }, ce qui est ici entre { $here } :
check-more = et { $count ->
    [one] 1 autre : ajoutez --json
   *[other] { $count } autres : ajoutez --json
}
check-around = ne fait pas partie de ce qui a été signé :
check-missing = signé, et absent ici :
check-copies = le texte est ici { $copies } fois ; { $altered ->
    [0] aucune n’a d’autres mots
    [one] 1 d’entre elles a d’autres mots
   *[other] { $altered } d’entre elles ont d’autres mots
}
check-mixed-newer = { $count } des { $all } changements ont les mots de la version plus récente { $version }
check-mixed-older = { $count } des { $all } changements ont les mots de la version plus ancienne { $version }
check-lookalike = { $count ->
    [one] 1 lettre ne fait que ressembler
   *[other] { $count } lettres ne font que ressembler
} à celle qui a été signée : { $letters }
check-unseen = { $count ->
    [one] 1 caractère qui ne se voit pas est
   *[other] { $count } caractères qui ne se voient pas sont
} ici : { $letters }
check-letter = { $code } ({ $script }) pour « { $other } », ligne { $line }, colonne { $column }
check-character = { $code }, ligne { $line }, colonne { $column }
check-cut = les lettres sont les mêmes, mais { $count ->
    [one] un mot est coupé
   *[other] { $count } mots sont coupés
} autrement : { $pieces }
check-page-lines = entre les mots, { $count ->
    [one] 1 ligne ressemble
   *[other] { $count } lignes ressemblent
} à un numéro ou à un titre de page : { $pieces }
check-beside = des mots de { $version } sont ici aussi
check-beside-altered = des mots proches de ceux de { $version } sont ici aussi, et ils diffèrent : vérifiez cette partie seule
check-coarse = certaines parties étaient trop longues pour être comparées mot à mot ; il est donc marqué plus de changements qu’il n’en faut
check-same-words = les mêmes mots se trouvent aussi dans { $versions }

## Noms.

check-signed-text = ce qui a été signé : { $version }  { $title }

check-names-none = noms : { $endorsed ->
    [one] la seule organisation qui l’approuve n’est pas nommée ici
   *[other] aucune des { $endorsed } organisations qui l’approuvent n’est nommée ici
}
check-names-some = noms : { $printed } des { $endorsed } organisations qui l’approuvent sont nommées ici
check-names-all = noms : { $endorsed ->
    [one] la seule organisation qui l’approuve est nommée
   *[other] les { $endorsed } organisations qui l’approuvent sont nommées
} ici
check-name-missing = { $printed } des { $endorsed } organisations qui l’approuvent sont nommées ici ; il manque : { $names }
check-name-unsigned = nommée ici, n’a jamais signé : { $name }
check-name-declined = nommée ici, mais a refusé de signer : { $name }
check-name-withdrew = nommée ici, mais s’est retirée le { $date }, selon elle : { $name }
check-name-unreliable = nommée ici, mais on ne peut se fier à sa signature : { $name }
check-name-not-counted = nommée ici, mais son approbation ne compte pas : { $name }
check-name-near = un nom est écrit autrement : « { $printed } » ici, « { $name } » dans le registre

## La prochaine étape sûre.

check-next-broken = n’en citez rien ; pour voir ce qui est altéré : { $command }
check-next-unknown = demandez à qui vous l’a donné où il est enregistré ; pour voir ce que contient ce registre : { $command }
check-next-altered = citez les mots signés, pas ceux-ci : { $command }
check-next-newest = pour lire ce qui est dit maintenant : { $command }
check-next-quote = pour le citer, prenez les mots signés : { $command }

## Citations, et ce qui se trouve entre les mots signés.

check-passages = { $count } passages de { $version } ({ $language }) figurent ici tels qu’ils ont été signés : { $here } de ses { $all } mots
check-contains-between = les { $all } mots de { $version } ({ $language }) sont tous là, dans l’ordre ; { $count ->
    [one] 1 passage entre eux n’est pas signé
   *[other] { $count } passages entre eux ne sont pas signés
}
check-quotation-altered = { $count ->
    [one] une citation ne dit pas la même chose que le texte signé
   *[other] { $count } citations ne disent pas la même chose que le texte signé
} : { $pieces }
check-quotation-unknown = { $count ->
    [one] une citation ne figure dans aucun texte de ce registre
   *[other] { $count } citations ne figurent dans aucun texte de ce registre
} ; elle peut venir de quelqu’un d’autre : { $pieces }
check-cut-negation = une coupure signalée supprime une négation et change le sens : { $pieces }
check-cut-name = une coupure signalée supprime un nombre ou un nom : { $pieces }
check-cut-joins = une coupure signalée réunit deux phrases : { $pieces }
check-cut-short = une coupure signalée supprime quelques mots qui peuvent changer le sens ; comparez-les : { $pieces }
check-cut-words = omis là où une coupure est signalée : { $pieces }
check-editor-words = mots entre crochets qui ne font pas partie du texte signé : { $pieces }
check-unsigned = entre les mots signés { $count ->
    [one] se trouve 1 passage que personne n’a signé
   *[other] se trouvent { $count } passages que personne n’a signés
} : { $pieces }
check-page-numbers = entre les mots { $count ->
    [one] se trouve 1 nombre, comme un numéro de page
   *[other] se trouvent { $count } nombres, comme des numéros de page
}
check-short-quotation = si peu de mots peuvent coïncider par hasard : { $pieces }
check-scan = c’est sans doute une numérisation ; comparez { $count ->
    [one] 1 endroit
   *[other] ces { $count } endroits
} avec l’image
check-marks = { $marks } des { $all } changements ne concernent que la ponctuation
check-spelling = { $spellings } des { $all } changements ne concernent que l’orthographe ; les mots sont les mêmes
check-quote-nearest = le passage le plus proche se trouve dans { $place } : « { $words } »
check-retracted = les responsables ont rétracté cette version ; { $sentence }
check-negation-beside = juste à côté des mots cités, le texte comporte une négation : { $pieces }
check-next-altered-unsigned = citez les mots du texte, que personne n’a signé ici, et pas ceux-ci : { $command }
check-next-quote-unsigned = pour le citer, prenez les mots du texte et dites que personne ne l’a signé ici : { $command }
check-taken-down = ce sont, octet pour octet, les mots de { $version } dans { $file }, que les responsables ont retirés de la vue : { $reason }
check-name-silent = nommée ici, et présente dans ce registre, qui ne montre rien qu’elle ait dit de cette version : { $names }
check-name-unknown = nommée ici, et absente de ce registre : { $names }

## Une liste de noms.

check-names-hold = { $count ->
    [one] la seule organisation de cette liste approuve
   *[other] les { $count } organisations de cette liste approuvent
} { $version }
check-names-caveat = { $endorsed } des { $all } noms de cette liste sont ceux d’organisations qui approuvent { $version }
check-names-unknown = aucun nom de cette liste n’est celui d’une organisation de ce registre
check-names-withdrawn = l’ont approuvé, puis se sont retirées :
check-names-declined = ont refusé de le signer :
check-names-unreliable = leur signature n’est pas fiable :
check-names-not-counted = leur approbation ne compte pas pour ce texte :
check-names-strange = ne sont pas dans ce registre :
check-names-silent = sont dans ce registre, qui ne montre rien qu’elles aient dit de cette version :
check-names-endorsed = l’approuvent :
check-names-near = { $printed } (ne s’écrit pas ainsi : { $name })
check-names-next = pour voir qui en est où, avec clés et dates : { $command }
check-translation-replaced = ce sont des mots d’une traduction de { $version } ({ $language }) qui a été remplacée depuis
check-translation-retracted = ce sont des mots d’une traduction de { $version } ({ $language }) que les responsables ont retirée : { $reason }
check-draft = ce sont des mots de { $version }, un brouillon sur cet ordinateur : il n’est pas publié, et ce qui a été signé dessus ne compte pas encore
