# Les règles par leur nom : pourquoi un document n’est pas admis.

rule-entry = l’entrée du journal n’est pas celle de ce document : { $what }
rule-signatures = le journal nomme { $want ->
    [one] { $want } fichier de signature
   *[other] { $want } fichiers de signature
}, et { $got ->
    [0] aucun ne correspond
    [one] { $got } correspond
   *[other] { $got } correspondent
}
rule-registry = il appartient à un autre registre
rule-founding = le journal ne commence pas par le premier document du registre lui-même
rule-not-entitled = il est signé par la clé { $key }, qui à ce point du journal ne vaut pas pour { $who }
rule-signed-twice = { $who } : la clé { $label } l’a signé deux fois
rule-threshold = pour { $who }, il faut { $want ->
    [one] { $want } signature
   *[other] { $want } signatures
}, et il y en a { $got }
rule-key-taken = la clé a ou a eu un titulaire ({ $holder }) : une clé n’a qu’un titulaire et qu’une étiquette, pour toujours
rule-key-ended = la clé a eu un titulaire ({ $holder }), et une clé qui a pris fin n’est plus jamais inscrite
rule-label-taken = l’étiquette ({ $holder }) désigne une autre clé : une étiquette nomme une seule clé, pour toujours
rule-silent = { $organisation } doit signer avec { $want ->
    [one] { $want } clé
   *[other] { $want } clés
}, et il lui en reste { $left } : elle ne peut plus parler tant que ses clés ne sont pas récupérées
rule-origin = le nom d’origine du journal ne change jamais
rule-not-named = la clé { $label } de { $organisation } s’en va, et n’est pas nommée parmi les clés retirées
rule-never-its-key = la clé { $label } qui est retirée n’est pas et n’a jamais été à { $organisation }
rule-compromised-outside = la clé { $label } a été inscrite à l’entrée { $from } : elle ne peut pas être entre d’autres mains depuis l’entrée { $since }
rule-not-an-organisations-key = la clé { $key } n’est à aucune organisation
rule-ended-already = la clé ({ $holder }) a déjà pris fin à l’entrée { $at }
rule-own-confirmation = { $organisation } ne peut pas confirmer ses propres clés
rule-not-in-force = la clé { $key } n’est pas en vigueur pour { $organisation }, et seules de telles clés sont confirmées
rule-other-url = la preuve vient de { $got } : seule l’adresse { $want } parle pour l’organisation
rule-enrolled-already = { $organisation } est déjà inscrite
rule-not-enrolled = { $organisation } n’est pas inscrite
rule-other-name = { $organisation } n’est pas inscrite sous le nom « { $name } », et n’a pas non plus cet autre nom
rule-chain = il ne continue pas sa chaîne : on attendait { $what }
rule-no-such-version = il n’y a pas de version { $version } à ce point du journal
rule-other-words = il porte sur d’autres mots : { $version } a le hash { $want }, celui-ci nomme { $got }
rule-closed = { $version } n’accepte pas d’approbations : { $why }
rule-nothing-to-withdraw = { $organisation } n’a pas d’approbation à retirer
rule-withdraw-instead = { $organisation } l’a approuvée : une approbation prend fin par un retrait
rule-no-such-language = { $organisation } approuve le texte en { $language }, langue que la version n’a pas
rule-private-decline = { $organisation } a refusé sans le rendre public : cela n’entre pas dans le journal
rule-condition = la condition de { $organisation } n’est pas remplie : { $unmet }
rule-unpublished = { $version } entre dans le journal sans sa publication dans le même ajout
rule-order = les actes d’un même ajout ne suivent pas l’ordre de leurs organisations
rule-not-open = il cache { $what }, qui n’est pas un acte sur cette version dont le document n’est pas montré
rule-withheld = il a été mis hors de vue pour { $version } : pour revenir, l’organisation signe un nouvel acte
rule-half-a-chain = il ne nomme pas tous les actes de cette organisation : un acte ultérieur les continue
rule-not-shown = le document de cette entrée n’est pas montré, et il ne peut pas manquer

## What the rules speak of.

rule-entry-hash = un autre hash
rule-entry-kind = un autre genre ou un autre prédécesseur
rule-entry-twice = le même document une seconde fois
rule-no-entry = ce qui n’est pas une entrée
rule-who-maintainers = les responsables
rule-who-maintainer = la personne responsable { $label }
rule-who-either = les responsables d’avant ou d’après ce changement
rule-who-before = les responsables d’avant ce changement
rule-who-after = les responsables d’après ce changement
rule-who-itself = la clé à laquelle il met fin
rule-who-log = le journal
rule-who-witness = le témoin { $name }
rule-chain-authority = l’autorité du registre
rule-chain-keys = les clés de { $organisation }
rule-chain-confirmations = les confirmations de { $organisation }
rule-chain-number = { $what }, numéro { $number }
rule-chain-after = { $what }, après { $after }
rule-chain-version = la version { $number } de { $statement }
rule-chain-act = l’acte { $number } de { $organisation }
rule-chain-withholding = la mesure { $number } qui cache des actes de { $version }
rule-closed-historical = c’est la trace de ce qui a été publié ailleurs
rule-closed-superseded = une version plus récente a été publiée
rule-unmet-not-before = elle n’approuve qu’une publication du { $time } ou d’après
rule-unmet-until = elle n’approuve qu’une publication d’avant le { $time }
rule-unmet-at-least = elle n’approuve qu’avec au moins { $want ->
    [one] { $want } organisation
   *[other] { $want } organisations
}, et il y en a { $got }
rule-group-maintainers = responsables
rule-group-keys = clés de { $organisation }
rule-group-before = responsables d’avant ce changement
rule-group-after = responsables d’après ce changement
rule-closed-retracted = les responsables l’ont rétractée
rule-retracted-already = { $version } était déjà rétractée
rule-other-text = { $organisation } approuve en { $language } un autre texte que celui de la version : attendu { $want }, reçu { $got }
rule-has-text = { $version } a été proposée avec un texte dans cette langue, elle n’accepte donc pas de traduction en { $language }
rule-too-many-texts = { $version } a déjà autant de textes et de traductions qu’une version peut en avoir
rule-chain-translation = la traduction { $number } de { $version } en { $language }
rule-signatures-changed = { $here ->
    [0] le fichier de signature de cet acte est absent
    [one] un fichier de signature de cet acte manque ou a été modifié : celui qui est ici n’est pas tout ce qui a été inscrit
   *[other] un des { $here } fichiers de signature de cet acte manque ou a été modifié
}
rule-retired = { $organisation } est retirée de la liste : elle ne figure plus au bas de nouvelles déclarations et n’approuve plus
rule-chain-listings = les noms inscrits de { $organisation }
rule-no-such-words = { $version } n’a pas de mots avec le hash { $words } qui soient encore montrés
rule-taken-down = les mots de { $version } qui ont été retirés de la vue ne reviennent pas comme traduction
rule-too-many-accusations = on peut dire { $max } fois en tout que des clés de { $organisation } étaient entre d’autres mains, et ce nombre est atteint : retirez les clés sans le dire
rule-too-many-own-accusations = { $organisation } peut dire { $max } fois qu’une clé était entre d’autres mains, et ce nombre est atteint : les responsables peuvent encore le dire, par une récupération
rule-ended = le registre a pris fin : seuls les retraits, les révocations et les omissions sont encore admis
rule-not-a-log-key = { $key } n’a jamais été une clé de ce journal
rule-log-key-outside = { $key } ne peut pas avoir été entre d’autres mains seulement depuis { $since } entrées : le journal en a { $at }
