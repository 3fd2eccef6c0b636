# Organisations and their keys.

org-not-yet = { $organisation } n’est pas encore inscrite
org-enrolled = { $name } ({ $organisation }) est inscrite
org-claimed = les lecteurs voient ces clés comme affirmées par ce registre, jusqu’à ce que quelqu’un d’autre les confirme
org-next-telephone = lisez les empreintes à l’organisation par téléphone
org-confuse = les lecteurs pourraient les confondre
org-unchanged = les clés de { $domain } ne sont pas encore changées
org-ask-recover = ceci remplace les clés de { $organisation }, et est montré pour toujours
org-ask-revoke = ceci met fin pour toujours à la clé { $label } de { $organisation }, dans tous les registres qui l’ont
org-ask-rotate = ceci change les clés de { $organisation }
org-ask-confirm = ces clés sont celles de { $organisation }, comme vous le savez par { $how }
org-confirmed-here = sur cet ordinateur, ces clés de { $organisation } sont maintenant marquées « confirmées »
org-kept = gardé dans { $file }
org-none = aucune organisation n’est inscrite
org-named-above = ces clés sont affirmées par ce registre, et par ceux qui sont nommés ci-dessus
org-who-else = ces clés sont affirmées par ce registre ; qui d’autre en a confirmé : countersign org show DOMAIN
org-nobody-else = ces clés sont affirmées par ce registre : personne d’autre ne les a confirmées
org-next-compare = comparez une empreinte avec celle que vous lit l’organisation
org-key-ended = { $label } : { $key } s’est révoquée elle-même à l’entrée { $at }
org-key-removed = { $label } : { $key } a été retirée à l’entrée { $at }
org-alias = aussi appelée { $name }
org-taken = ne vous fiez pas à ce qu’elle a signé depuis l’entrée { $since }
org-recovered = les responsables ont remplacé ses clés à l’entrée { $at } (une récupération)
org-silent = elle ne peut pas parler : il reste moins de clés qu’il n’en faut pour signer
org-threshold = { $want ->
    [one] { $want } clé sur { $all } doit
   *[other] { $want } clés sur { $all } doivent
} signer
org-act-at = { $act ->
    [endorse] l’approbation
    [decline] le refus
   *[withdraw] le retrait
} sur { $version } (entrée { $at })
org-signed-nothing = la clé { $label } n’a rien signé depuis l’entrée { $since }
org-will-read = avec la clé { $label }, { $count ->
    [one] { $count } acte
   *[other] { $count } actes
} depuis l’entrée { $since }, marqués « ne pas s’y fier » :
org-noted = il est noté comment les clés de { $organisation } sont connues
org-recovered-keys = les clés de { $organisation } ont été récupérées
org-changed-keys = les clés de { $organisation } ont été changées
org-ended-key = il est mis fin à la clé { $label } de { $organisation }
org-is-silent = { $name } ne peut plus parler : elle doit signer avec { $want } de ses clés, et { $left ->
    [0] il ne lui en reste aucune
   *[other] il lui en reste { $left }
} ; les responsables peuvent aider : countersign org recover { $organisation }
org-until-adopted = ce qu’elle signe désormais est montré et ne compte pas, tant qu’une de ses clés antérieures ne signe pas aussi ou que quelqu’un d’autre que les responsables ne confirme pas les nouvelles clés : countersign org confirm --help
org-retired = retirée de la liste : { $reason }
org-retired-successor = retirée de la liste : { $reason } ; { $successor } lui succède
org-ask-rename = ceci change les noms sous lesquels { $organisation } est inscrite
org-ask-retire = ceci retire { $organisation } de la liste : elle ne figurera plus au bas de nouvelles déclarations et n’approuvera plus ; ce qu’elle a approuvé demeure, et un org rename ultérieur annule cela
org-renamed = { $organisation } est inscrite sous le nom { $name }
org-retired-done = { $organisation } a été retirée de la liste
org-key-shown = elle a signé son inscription
org-lent = { $domain } se trouve sous le nom de ce registre, qui le prête
org-answered = { $name } ({ $organisation }) a répondu avec cette clé, qui a signé son inscription :
org-telephone = Appelez à un numéro que vous aviez avant leur message. L’empreinte qu’on vous lit doit être celle-ci.
org-domain-www = { $domain } commence par www., et le domaine d’une organisation est le plus souvent sans cela
org-domain-punycode = { $domain } se lit { $decoded }
