# Verdicts.

verify-this-registry = ce registre
verify-what-was-asked = ce qui a été demandé

## The first line: a word, and a sentence.

verify-word-holds = tient
verify-word-caveat = réserve
verify-word-broken = altéré
verify-word-unchecked = non vérifié
verify-word-unknown = inconnu
verify-word-altered = modifié
verify-holds = tout ce qui a été vérifié dans { $registry } concorde
verify-broken = ne vous fiez pas à { $registry } : voyez ce qui est signalé ci-dessous
verify-unchecked = n’a pas pu être jugé, ce qui ne le rend pas invalide ; { $registry }
verify-unknown = { $asked } n’est pas dans { $registry }
verify-altered = les mots diffèrent : { $registry }
verify-caveat-read = ce qui est montré tient, mais lisez d’abord les réserves ; { $registry }
verify-caveat-none = ce qui est montré tient, mais aucune approbation ne compte ici ; { $registry }
verify-caveat-noted = ce qui est montré tient, mais quelque chose est noté ou n’a pas été vérifié ; { $registry }

## A version and its organisations.

verify-endorsed-historical = { $named ->
    [one] { $named } nom figure
   *[other] { $named } noms figurent
} au bas du texte ; personne ne l’a signé ici
verify-endorsed-unnamed = { $count ->
    [0] aucune organisation n’a approuvé
    [one] { $count } organisation a approuvé
   *[other] { $count } organisations ont approuvé
} ce texte exact
verify-endorsed-named = { $named ->
    [one] { $some } de la seule organisation nommée
   *[other] { $some } des { $named } organisations nommées
} { $some ->
    [one] a approuvé
   *[other] ont approuvé
} ce texte exact
verify-endorsed-others = { $sentence }, et { $others ->
    [one] { $others } qui n’est pas nommée
   *[other] { $others } qui ne sont pas nommées
}
verify-endorsed-withheld = { $sentence } ; { $count ->
    [one] les actes de { $count } organisation
   *[other] les actes de { $count } organisations
} ne sont pas montrés et ne peuvent pas être vérifiés
verify-version-current = en vigueur
verify-version-superseded = remplacée par une version plus récente
verify-version-historical = historique, trace de ce qui a été publié ailleurs
verify-version-proposed = proposée, absente du journal, ne compte pas
verify-not-counted = non comptée
verify-endorsed = approuve
verify-declined = a refusé
verify-withdrew = s’est retirée
verify-named = nommée
verify-withheld = non montré
verify-withheld-name = actes d’une organisation, non montrés
verify-unreliable = ne pas s’y fier
verify-signature-bad = la signature ne correspond pas ou n’était pas habilitée
verify-signature-none = pas de signature ici
verify-signature-withheld = ne peut pas être vérifié ici
verify-signature-unchecked = signature d’un type qui n’a pas été vérifié
verify-key-confirmed = clé confirmée par d’autres
verify-key-recovered = avec des clés que seuls les responsables du registre ont choisies
verify-capacity = approuve seulement en qualité de « { $capacity } »
verify-reservation = avec une réserve : { $words }
verify-reason = motif : { $words }
verify-conditions = sous conditions : { $conditions }
verify-condition-not-before = publié le { $time } ou après
verify-condition-until = publié avant le { $time }
verify-condition-at-least = { $count ->
    [one] au moins { $count } organisation l’approuve
   *[other] au moins { $count } organisations l’approuvent
}
verify-condition-and = { $first } et { $last }
verify-other-hands = la clé aurait été entre d’autres mains
verify-pending = { $act ->
    [endorse] une approbation
    [decline] un refus
   *[withdraw] un retrait
} attend d’entrer dans le journal
verify-said-once-signature = sur chaque ligne datée, sauf mention contraire : la signature correspond ;
verify-said-once-key = que la clé est celle de l’organisation, les responsables de ce registre l’affirment ;
verify-said-once-date = la date est celle que l’organisation a écrite

## Evidence, and the next step.

verify-not-to-be-quoted = ce qu’il dit, à ne pas citer tant que quelque chose est altéré :
verify-severity-note = note
verify-follows = { $sentence } ; { $count ->
    [one] et 1 conséquence
   *[other] et { $count } conséquences
}
verify-more-notes = { $count ->
    [one] { $count } note de plus
   *[other] { $count } notes de plus
} : ajoutez -v
verify-checked = vérifié : { $records ->
    [one] { $records } document
   *[other] { $records } documents
}, { $signatures ->
    [one] { $signatures } signature
   *[other] { $signatures } signatures
}, { $texts ->
    [one] { $texts } texte
   *[other] { $texts } textes
}
verify-log = journal : { $entries ->
    [one] { $entries } entrée
   *[other] { $entries } entrées
}, racine { $root }
verify-bundle = paquet : { $carried } { $entries ->
    [one] entrée sur 1
   *[other] des { $entries } entrées
} du journal, racine { $root }
verify-witness = témoin : { $name }, { $time }
verify-fingerprint = empreinte : { $fingerprint }
verify-not-checked = non vérifié :
verify-next = ensuite : { $step }
verify-next-broken = ne le citez pas ; interrogez les responsables du registre sur ce qui est marqué altéré
verify-next-unchecked = demandez un countersign plus récent, ou une copie intacte
verify-next-unknown = pour voir ce que contient ce registre : { $command }
verify-next-expect = avec l’empreinte donnée par une personne de confiance : { $command }
verify-next-read = pour lire les mots exacts : { $command }

## Whose the keys are.

verify-whose = à qui sont les clés :
verify-whose-confirmed = confirmées par quelqu’un d’autre que les responsables de ce registre
verify-whose-claimed = affirmé par ce registre
verify-whose-recovered = affirmé par ce registre, à la place des clés propres de l’organisation
verify-newest-confirmation = dernière confirmation : { $date }, { $age }
verify-age-future = ce qui est postérieur à l’horloge de cet ordinateur
verify-age-today = depuis moins d’un jour
verify-age-days = { $count ->
    [one] il y a { $count } jour
   *[other] il y a { $count } jours
}
verify-age-months = il y a { $count } mois
verify-age-years = { $count ->
    [one] il y a { $count } an
   *[other] il y a { $count } ans
}
verify-not-remembered = cet état n’a pas pu être retenu : { $why }
verify-first-contact = premier contact avec { $name } ({ $origin }) : comparez son empreinte avec quelqu’un que vous connaissez
verify-line = { $word } : { $sentence }
verify-caveat-retracted = les responsables ont rétracté { $version }, et ce qui est montré tient ; { $registry }
verify-retracted = les responsables ont rétracté cette version le { $date } : { $reason }
verify-retracted-replaced = les responsables ont rétracté cette version le { $date } et demandent de lire { $other } à la place : { $reason }
verify-listed-as = inscrite sous le nom { $name }
verify-some-texts = seulement le texte en : { $languages }
verify-endorsed-version-unnamed = { $count ->
    [one] { $count } organisation a approuvé
   *[other] { $count } organisations ont approuvé
} cette version
verify-endorsed-version-named = { $named ->
    [one] { $some } de la seule organisation nommée
   *[other] { $some } des { $named } organisations nommées
} { $some ->
    [one] a approuvé
   *[other] ont approuvé
} cette version
verify-endorsed-split = { $sentence } : { $original } le texte original ({ $language }), { $others } seulement dans d’autres langues ({ $languages })
verify-endorsed-elsewhere = { $sentence } ; { $count ->
    [one] { $count } organisation ne l’approuve
   *[other] { $count } organisations ne l’approuvent
} que dans d’autres langues
verify-translation = traduction en { $language }, faite après coup : { $endorsed ->
    [0] personne ne l’a approuvée
    [one] 1 organisation l’a approuvée
   *[other] { $endorsed } organisations l’ont approuvée
}
verify-condition-claimed = à une condition que seuls les responsables du registre disent remplie
verify-counted-with = comptée une seule fois avec { $successor }
verify-more-lines = { $count } de plus : { $list } ; toutes avec { $how }
verify-more-findings = { $count } autres de ce genre ; toutes avec { $how }
verify-version-retracted = rétractée
verify-text-taken-down = le texte ({ $language }) a été retiré de la vue : { $reason }
verify-file-taken-down = le fichier { $file } a été retiré de la vue : { $reason }
verify-as-of = au { $day }, entrée { $size } : { $sentence }
verify-version-newest-here = la plus récente que ce fichier connaît
verify-commit = commit { $commit }
verify-text-replaced = seulement d’une traduction remplacée ou retirée depuis
verify-lent = son domaine est prêté par ce registre
verify-names-taken-down = les noms sous le texte ont été retirés de la vue : { $reason }
verify-earlier = { $endorsed ->
    [one] 1 a approuvé
   *[other] { $endorsed } ont approuvé
} la version { $version } ; parmi elles, { $still ->
    [0] aucune n’approuve
    [one] 1 approuve
   *[other] { $still } approuvent
} celle-ci ; { $total } sur l’ensemble des versions
