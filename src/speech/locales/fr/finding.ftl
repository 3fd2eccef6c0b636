# Ce que la vérification a à dire. Un argument `technical` est ce que dit un analyseur, en anglais.

finding-unread-copy = { $what } : { $why }
finding-at = { $path } : { $message }

## The tree, and single files.

finding-tree-symlink = un lien symbolique, ce qu’un registre n’a jamais
finding-tree-submodule = un sous-module, ce qu’un registre n’a jamais
finding-tree-special = un tube, un socket ou un périphérique, ce qu’un registre n’a jamais
finding-tree-name = un nom qu’un registre n’a jamais
finding-tree-duplicate = deux entrées d’un dossier portent ce nom, et les programmes ne montrent pas tous la même
finding-tree-case = deux noms ne diffèrent que par les majuscules, et certains ordinateurs n’en montrent qu’un
finding-tree-depth = des dossiers emboîtés plus profondément que dans aucun registre
finding-tree-replaced = il est demandé à git de montrer autre chose que ce qui se trouve ici
finding-tree-damaged = un objet endommagé : il n’a pas pu être lu
finding-tree-many = plus de fichiers qu’un registre n’en a jamais ; le reste n’a pas été lu
finding-unknown-file = ne fait pas partie du format du registre ; il n’a pas été lu
finding-unread-missing = il n’y a pas de fichier { $path }
finding-unread-large = { $path } a { $size } octets, plus que les { $max } qu’un fichier de son genre peut avoir
finding-unread-damaged = { $path } est endommagé et n’a pas pu être lu
finding-unread-other = { $path } n’a pas pu être lu
finding-newer-record = un document de type { $type }, que cette version du programme ne connaît pas
finding-record-reformatted = un document n’a qu’une forme écrite, sans espaces entre ses parties : un éditeur ou un formateur l’a changé
finding-record-altered = ce fichier n’est pas un document du registre dans sa seule forme écrite : il est modifié ou mal fait
finding-signature-alone = une signature se trouve ici sans le document pour lequel elle a été faite
finding-signature-unsupported = une signature d’un type que cette version du programme ne sait pas juger
finding-signature-misfit = la signature ne correspond pas à ces octets
finding-signature-untouched = la clé matérielle a signé sans que personne la touche
finding-signature-bad = ce fichier n’est pas une signature valable du document qu’il accompagne
finding-signature-late = cette signature a été ajoutée après l’entrée du document dans le journal, et ne compte pas
finding-misplaced = la place de ce document est { $want }
finding-misplaced-nowhere = ce document n’a pas de place dans le registre
finding-misplaced-signature = la place de cette signature est { $want }
finding-copy = une copie d’un document qui se trouve déjà à sa place
finding-signers-missing = le fichier manque : sans lui, les outils courants ne peuvent pas vérifier les signatures
finding-signers-other = il nomme d’autres clés que les documents

## The words.

finding-words-missing = le fichier qui a été signé manque
finding-words-altered = ses octets ne sont pas ceux qui ont été signés
finding-words-endings = ses octets ne sont pas ceux qui ont été signés ; ses fins de ligne ont été changées
finding-words-length = ses octets ne sont pas ceux qui ont été signés : il y en avait { $want }, il y en a { $got }
finding-words-form = ses octets sont ceux qui ont été signés, mais ils n’ont pas la forme qu’un texte doit avoir
finding-words-unbound = aucune version publiée ne lie { $bound ->
    [text] ce texte
    [names] ces noms
   *[attachment] cette pièce jointe
}
finding-words-unjudged = aucune version qui a été jugée ne lie { $bound ->
    [text] ce texte
    [names] ces noms
   *[attachment] cette pièce jointe
}

## The log.

finding-log-missing = le journal n’a pas de point de contrôle
finding-log-extra = un journal de { $size } entrées n’a pas ce fichier
finding-log-root = il indique la racine { $want }, mais les entrées donnent { $got }
finding-log-tile = ce fichier n’est pas celui qui découle des entrées du journal
finding-log-unread = ce fichier du journal n’a pas pu être lu
finding-log-entry = entrée { $at } : ce n’est pas une entrée dans sa seule forme écrite
finding-checkpoint = ce fichier n’est pas un point de contrôle
finding-checkpoint-signature = le point de contrôle n’est pas signé par une clé du journal
finding-cosignature = la ligne d’un témoin ne correspond pas
finding-witnessed = ce que les témoins ont signé ne correspond pas à ce journal
finding-beyond-witnessed = les témoins ont signé les { $size } premières des { $all } entrées
finding-no-heads = le dernier ajout ne se termine pas par une entrée de têtes
finding-other-heads = entrée { $at } : l’entrée de têtes a une autre racine que les documents qui la précèdent
finding-entry-refused = entrée { $at }, { $kind ->
    [registry] autorité du registre
    [organisation] clés d’une organisation
    [revocation] révocation
    [confirmation] confirmation
    [statement] texte
    [endorsement] acte
    [publication] publication
    [retraction] rétractation
    [translation] traduction
    [listing] noms d’une organisation
    [extension] extension
   *[withholding] mise hors de vue
} { $record } : { $why }
finding-entry-rule = entrée { $at } : { $why }
finding-refused = il n’est pas dans le journal, et les règles ne l’admettent pas : { $why }
finding-stopped = entrée { $at } : { $why } ; cette entrée et tout ce qui suit n’est pas vérifié
finding-entry-newer = une entrée d’un genre que cette version du programme ne connaît pas
finding-entry-newer-record = son document a un format que cette version du programme ne connaît pas
finding-entry-unread = son document est peut-être parmi les fichiers qui n’ont pas pu être lus
finding-entry-signature-unread = une signature de son document n’a pas pu être lue
finding-entry-signature-newer = une signature de son document est d’un type qui n’a pas été jugé
finding-record-missing = le document de l’entrée { $at } n’est pas ici, et aucune mise hors de vue ne le nomme
finding-record-lost = il manque ici, et l’entrée { $at } du journal le nomme : rétablissez-le depuis une autre copie
finding-record-other = ce n’est pas le document que nomme l’entrée { $at } du journal : rétablissez celui-ci depuis une autre copie
finding-record-withheld = le document de l’entrée { $at } n’est pas ici : la mise hors de vue qui le nomme attend d’entrer dans le journal
finding-shown-again = il est mis hors de vue et se trouve de nouveau ici, { $count ->
    [one] { $count } fichier
   *[other] { $count } fichiers
} en tout : retirez-les
finding-next-no-head = il n’annonce aucune tête
finding-next-size = il annonce { $said } entrées, le journal en a { $size }
finding-next-count = il annonce { $said } documents, et { $waiting } attendent
finding-next-root = il annonce la racine { $said }, les documents qui attendent donnent { $got }
finding-next-no-log = le journal n’a pas pu être lu

## What waits to be logged.

finding-pending-revocation = une révocation de la clé { $label } de { $organisation } attend d’entrer dans le journal
finding-pending-compromised = l’avis qu’une clé de { $organisation } a été entre d’autres mains attend d’entrer dans le journal
finding-pending-keys = le numéro { $number } des clés de { $organisation } attend d’entrer dans le journal
finding-pending-confirmation = une confirmation des clés de { $organisation } attend d’entrer dans le journal
finding-pending-authority = l’autorité { $number } de ce registre attend d’entrer dans le journal
finding-pending-withholding = une mise hors de vue attend d’entrer dans le journal
finding-pending-decline = un refus de { $name } attend d’entrer dans le journal
finding-pending-withdrawal = un retrait de { $name } attend d’entrer dans le journal
finding-pending-act = une approbation de { $name } attend d’entrer dans le journal

## Versions and organisations.

finding-about = { $version } : { $what }
finding-superseded = { $version } a été remplacée par une version plus récente
finding-historical = { $version } est la trace de ce qui a été publié ailleurs ; personne ne l’a signée ici
finding-proposed = { $version } n’est pas dans le journal et ne compte pas
finding-withdrawn = { $count ->
    [one] { $count } organisation a retiré son approbation
   *[other] { $count } organisations ont retiré leur approbation
} à { $version }
finding-acts-withheld = les responsables ne montrent pas les actes de { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
} sur { $version } : ils peuvent venir d’une organisation qui figure ici, et qui a peut-être retiré son approbation
finding-nobody = aucune organisation ne l’approuve
finding-too-few = { $want } approbations demandées, { $got } ici
finding-not-all = l’approbation des { $want } nommées est demandée, { $got ->
    [0] aucune ne l’a donnée
    [one] { $got } l’a donnée
   *[other] { $got } l’ont donnée
}
finding-doubt = { $name } et { $version } : { $doubt }
finding-by-recovered = { $act ->
    [endorse] cette approbation
    [decline] ce refus
   *[withdraw] ce retrait
} vient de clés que seuls les responsables ont choisies, et ne compte pas
finding-accused-by-maintainers = ne vous fiez pas à { $act ->
    [endorse] cette approbation
    [decline] ce refus
   *[withdraw] ce retrait
} (entrée { $entry }) : les responsables disent à l’entrée { $at } que la clé était entre d’autres mains depuis l’entrée { $since }
finding-accused-by-organisation = ne vous fiez pas à { $act ->
    [endorse] cette approbation
    [decline] ce refus
   *[withdraw] ce retrait
} (entrée { $entry }) : l’organisation dit à l’entrée { $at } que la clé était entre d’autres mains depuis l’entrée { $since }
finding-capacity = { $name } approuve { $version } en une autre qualité, et n’est pas comptée
finding-set-aside = { $name } et { $version } : { $act ->
    [endorse] une approbation ultérieure
    [decline] un refus ultérieur
   *[withdraw] un retrait ultérieur
} vient de clés que seuls les responsables ont choisies, et ne met pas fin à son approbation
finding-condition = une condition de { $name } n’est plus remplie : elle a approuvé { $version } avec au moins { $want }, et maintenant { $got ->
    [0] aucune ne l’approuve
    [one] { $got } l’approuve
   *[other] { $got } l’approuvent
}
finding-recovery = les responsables ont remplacé les clés de { $organisation } à l’entrée { $at } (une récupération) : aucune clé antérieure de l’organisation ne l’appuie
finding-recovery-adopted = les responsables ont remplacé les clés de { $organisation } à l’entrée { $at } (une récupération) : une clé antérieure de l’organisation l’appuie
finding-silent = { $organisation } ne peut pas parler : elle doit signer avec { $want } de ses clés, et { $left ->
    [0] il ne lui en reste aucune
   *[other] il lui en reste { $left }
}

## What the reader knows or saw before.

finding-other-registry = c’est un autre registre : empreinte attendue { $want }, trouvée { $got }
finding-other-words = c’est un autre registre : son empreinte est { $got }, en mots : { $words }
finding-no-fingerprint = l’empreinte de ce registre n’a pas pu être établie
finding-no-fingerprint-for = empreinte attendue { $want }, et celle de ce registre n’a pas pu être établie
finding-other-history = une autre histoire : racine attendue { $want } pour { $size } entrées, trouvée { $got }
finding-root-of-bundle = racine attendue { $want } pour { $size } entrées, et un paquet ne montre que celle de ses { $here } entrées
finding-root-unread = racine attendue { $want } pour { $size } entrées, et les entrées n’ont pas pu être lues
finding-pin-unknown = la clé que vous connaissez comme celle de { $organisation } n’est aucune de celles qui figurent ici : demandez à l’organisation avant de vous fier à son nom
finding-too-short = histoire raccourcie ou autre histoire : au moins { $size } entrées attendues, il y en a moins
finding-stale-none = aucun témoin n’a dit quand il a vu cette tête
finding-stale = la dernière parole d’un témoin est du { $time }, plus ancienne que ce que vous demandez
finding-other-fingerprint = cette origine était auparavant un autre registre : depuis le { $since } son empreinte était { $before }, maintenant c’est { $now }. N’importe qui peut fonder un registre avec cette origine : rien ne prouve que l’un des deux soit faux. Demandez l’empreinte à l’organisation par une autre voie et donnez-la avec --expect
finding-rolled-back = histoire raccourcie : vous avez vu { $seen } entrées auparavant, et il y en a { $here } ici : les entrées { $here } à { $last } manquent
finding-another-history = une autre histoire que celle que vous avez vue : ses { $size } premières entrées avaient la racine { $seen }, elles ont maintenant { $root }
finding-not-the-first = une autre histoire que celle que vous avez vue : ses { $size } entrées ne sont pas les premières de ces { $seen }
finding-newer-unknown = il connaît { $size } entrées, vous en avez vu { $seen } auparavant, et un paquet ne peut pas montrer qu’il les continue : vérifiez-le dans une copie du registre
finding-older = un état plus ancien : il a { $size } entrées, et vous en avez vu { $seen } auparavant
finding-older-unknown = il a { $size } entrées, vous en avez vu { $seen } auparavant, et rien ici ne montre que celles-là continuent celles-ci
finding-older-bundle = il a { $size } entrées, vous en avez vu { $seen } auparavant, et rien ici ne montre que celles-là continuent celles-ci : vérifiez-le dans une copie du registre

## Receipts and bundles.

finding-receipt-holds = le reçu tient : l’entrée { $index } est là où elle était quand le journal avait { $size } entrées
finding-receipt-withheld = l’entrée { $index } est là où elle était, mais les responsables ne montrent pas l’acte qu’elle désigne : on ne peut pas voir ici ce qu’il est devenu
finding-receipt-lost = cette histoire a perdu ce que montre le reçu : un journal de { $size } entrées avec l’entrée { $index } ; ici, { $here } entrées qui ne le continuent pas
finding-receipt-bad = le reçu ne tient pas : sa preuve ne correspond pas
finding-receipt-unjudged = le reçu n’a pas pu être jugé
finding-receipt-no-log = le reçu n’a pas pu être jugé : le journal n’a pas pu être lu
finding-bundle-proof = ce qu’il contient n’est pas du journal de ce point de contrôle
finding-bundle-heads = l’entrée { $at } contient des têtes antérieures, ce qu’aucun paquet n’a
finding-bundle-stranger = { $name } n’a rien à voir avec { $version }
finding-bundle-other = ce qui est dit de { $version } n’a pas sa place ici
finding-bundle-record = aucune entrée du journal présente ici ne nomme ce document
finding-bundle-left-out = tout ce que le journal avait n’est pas ici : { $what }
finding-bundle-open = rien n’y montre qu’il contient tout ce que le journal avait sur ces clés et cette version
finding-bundle-open-in = rien n’y montre qu’il contient tout ceci : { $what }
finding-bundle-recipe = sa recette n’est pas celle qui en découle : n’exécutez pas ces lignes
finding-bundle-draft = un brouillon tel que l’a montré la personne qui a fait ce fichier, le { $made_at } : il n’est pas publié, et ce qui en a été dit d’autre ne se voit pas ici
finding-bundle-embargo = un brouillon à ne pas publier avant { $embargo }, tel que l’a montré la personne qui a fait ce fichier, le { $made_at } : ce qui en a été dit d’autre ne se voit pas ici
finding-chain-root = les documents de l’autorité du registre lui-même
finding-chain-keys = les documents des clés de { $name }
finding-chain-statement = les versions de { $name }
finding-chain-version = les actes, la publication et les mises hors de vue de { $name }
finding-log-too-long = il prétend couvrir { $size } entrées, plus que les fichiers présents ne peuvent en contenir
finding-retracted = les responsables ont rétracté { $version } : { $reason }
finding-retracted-replaced = les responsables ont rétracté { $version } et demandent de lire { $other } à la place : { $reason }
finding-pending-retraction = la rétractation de { $version } attend d’entrer dans le journal
finding-receipt-retracted = l’entrée { $index } est là où elle était, et les responsables ont rétracté { $version }, dont elle parle
finding-signers-lack = { $lines ->
    [one] il manque une ligne ; elle sera réécrite au prochain ajout au journal
   *[other] il manque { $lines } lignes ; elles seront réécrites au prochain ajout au journal
}
finding-listed-as = les clés de { $organisation } ont signé { $version } sous le nom { $name } ; les responsables l’inscrivent sous le nom { $listed }
finding-some-texts = { $name } n’approuve que certains textes de { $version } : { $languages }
finding-lost = la dernière approbation de { $version } par { $name } n’a plus { $lost }
finding-lost-text = le texte en { $language }
finding-lost-reservation = la réserve « { $words } »
finding-lost-conditions = ses conditions
finding-unwitnessed = ce registre demande que { $want ->
    [one] 1 témoin ait
   *[other] { $want } témoins aient
} vu son journal, et { $got ->
    [0] aucun n’a
    [one] 1 seul a
   *[other] { $got } ont
} signé la dernière tête : d’autres voient peut-être une autre histoire
finding-stale-ahead = la dernière parole d’un témoin est datée du { $time }, qui est à venir : elle ne dit rien de l’âge de cet état
finding-witnesses-changed = l’autorité { $number } a changé qui doit voir ce journal, et rien ne montre ici que les témoins d’avant l’ont vu
finding-pending-translation = une traduction de { $version } en { $language } attend d’entrer dans le journal
finding-condition-claimed = { $name } a approuvé { $version } à condition que { $want } organisations le fassent, et seuls les responsables du registre disent que c’était le cas : avec ce qui est montré, la condition n’était pas remplie, et l’approbation ne compte pas
finding-back-dated = { $version } dit avoir été publié avant quelque chose qui l’a précédé : sa date est ce qu’affirment les responsables du registre
finding-withheld-here = { $count ->
    [one] { $count } acte que l’autre copie montre n’est pas montré ici
   *[other] { $count } actes que l’autre copie montre ne sont pas montrés ici
} : il peut s’agir d’un retrait, ou d’une organisation en danger
finding-withheld-and-shown = l’autre copie montre un acte de { $organisation } sur { $version } qui n’est pas montré ici, tandis qu’un autre acte d’elle l’est : ne vous fiez pas à ce qui est montré en son nom
finding-retired = { $organisation } est retirée de la liste : { $reason }
finding-retired-successor = { $organisation } est retirée de la liste : { $reason } ; { $successor } lui succède
finding-look-alike = { $organisations } ont des noms qui se ressemblent : { $name }
finding-domain-in-name = le nom { $name } de { $organisation } contient un autre domaine
finding-pending-listing = d’autres noms de { $organisation } attendent d’entrer dans le journal
finding-extension = une extension, qu’aucune règle de cette version ne lit
finding-extension-about = une extension à propos de { $about }, qu’aucune règle de cette version ne lit
finding-newer-character = { $character } est un caractère que cette version du programme ne connaît pas
finding-pending-extension = une extension attend d’entrer dans le journal
finding-policy-unmet = aucune tête n’a ici les signatures de témoins que demande votre politique : d’autres voient peut-être une autre histoire
finding-policy-unjudged = votre politique demande des signatures de clés d’un type que ce programme ne connaît pas
finding-other-log = aucun journal de votre politique n’a signé ceci
finding-not-meant = vous attendez { $meant } sous cette origine, et ceci est un autre registre : { $now }. Si c’est bien celui que vous voulez, donnez son empreinte avec --expect ; pour voir ce qui est mémorisé : countersign memory list
finding-namesake = un autre registre de même origine a été vu depuis le { $since }, d’empreinte { $before } ; celui-ci est celui dont vous avez donné l’empreinte
finding-taken-down = les responsables ont retiré de la vue ce fichier de { $version } : { $reason }
finding-words-taken-down = les responsables ont retiré ce fichier de la vue, et il est de nouveau ici : supprimez-le
finding-keys-not-shown = personne n’a montré qu’il détient les clés de { $organisations } : elles n’ont rien signé ici
finding-clock = il est daté du { $time }, et l’horloge de cet ordinateur indique { $now } : l’un des deux se trompe
finding-here-behind = il connaît { $size } entrées, et le registre de ce dossier en a { $here } : c’est ce dernier qui est en retard. Mettez-le à jour : countersign sync
finding-older-than-here = un état plus ancien : il a { $size } entrées, et le registre de ce dossier en a { $here }
finding-split = deux histoires : la clé du journal a signé deux racines pour ses { $size } premières entrées, { $root } ici et { $other } dans { $file }. Gardez les deux fichiers, qui le prouvent ; l’autre tête signée est conservée dans { $kept }
finding-folder-changed = le fichier de ce dossier n’est pas celui qui a été jugé : qui l’ouvre ici lit autre chose
finding-folder-missing = il n’est pas dans ce dossier
finding-folder-extra = il est dans ce dossier et ne fait pas partie de ce qui a été jugé
finding-folder-more = { $count ->
    [one] un autre fichier de ce dossier n’est pas celui qui a été jugé
   *[other] { $count } autres fichiers de ce dossier ne sont pas ceux qui ont été jugés
}
finding-file-more = { $count } autres fichiers sont comme ceux nommés ici sous { $code }
finding-split-here = deux histoires : la clé du journal a signé deux racines pour ses { $size } premières entrées, { $root } ici et { $other } dans { $file }. Gardez les deux fichiers, qui le prouvent
finding-taken-down-here = ici, des mots de { $version } que l’autre copie montre ont été retirés de la vue : { $reason }
finding-taken-down-there = dans l’autre copie, des mots de { $version } qui sont montrés ici ont été retirés de la vue : { $reason }
finding-retitled = le titre de la traduction de { $version } ({ $language }) a changé après son approbation : c’était « { $before } » et c’est « { $now } »
finding-receipt-replaced = l’entrée { $index } est un acte sur { $version } qui est omis ici, tandis qu’un autre de { $organisation } est montré : ne vous fiez pas à ce qui est montré en son nom
finding-own-policy-unmet = aucune tête n’a ici les signatures de témoins que demande ce registre : d’autres voient peut-être une autre histoire
finding-own-policy-unjudged = ce registre demande des signatures de témoins par des clés d’un type que ce programme ne connaît pas
finding-continues = ce registre dit continuer les { $size } premières entrées de { $origin }, d’empreinte { $registry } : cela n’a pas été vérifié ici
finding-ended = ce registre a pris fin : rien de plus récent n’y paraîtra
finding-ended-successor = ce registre a pris fin : ce qui est plus récent paraît dans un autre, d’empreinte { $successor }
finding-void-head = { $file } a une autre histoire de { $size } entrées, et la clé qui l’a signée était entre d’autres mains à partir de { $since } entrées : ce n’est pas la parole de ce journal
finding-receipt-void = le reçu est d’une autre histoire et ne prouve rien : la clé qui a signé ses { $size } entrées était entre d’autres mains à partir de { $since } entrées
