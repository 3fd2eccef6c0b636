# Ce qui est montré avant de signer, et ce qui a été fait.

act-intent-endorse = ceci approuve exactement le texte ci-dessus au nom de { $organisation }
act-intent-decline = ceci dit, au nom de { $organisation }, que l’organisation ne signe pas le texte ci-dessus
act-intent-withdraw = ceci met fin, au nom de { $organisation } et à la vue de tous, à l’approbation du texte ci-dessus
act-endorsed = { $organisation } a approuvé { $version }
act-declined = { $organisation } a refusé { $version }
act-withdrew = { $organisation } s’est retirée de { $version }
act-before-endorsed = avant ceci, { $organisation } a approuvé cette version ; ce que vous faites maintenant en prend la place
act-before-declined = avant ceci, { $organisation } a refusé cette version ; ce que vous faites maintenant en prend la place
act-before-withdrew = avant ceci, { $organisation } s’est retirée de cette version ; ce que vous faites maintenant en prend la place
act-effect-private = il reste sur la branche du brouillon et n’est pas publié
act-effect-endorsed = il compte dès que les responsables publient la version
act-effect-shown = il est montré dès que les responsables publient la version
act-effect-pending = il compte dès qu’une personne qui a la clé du journal l’a inscrit
act-version-hash = hash de la version : { $hash }
act-hash = hash de l’acte :     { $hash }
act-hash-of = hash : { $hash }
act-nothing-signed = rien n’a été signé
act-next-command = exécutez la ligne ci-dessous ; ensuite : { $next }
act-signed = signé : { $what }, avec { $signed } signature{ $signed ->
    [one] {""}
   *[other] s
} sur { $threshold }
act-written = fichier écrit : { $file }
act-not-sent = rien n’a été envoyé, et personne ne le compte avant que les responsables l’aient pris en compte
act-next-import = donnez { $file } et { $file }.sig à countersign import
act-next-pass = il manque { $count ->
    [one] { $count } signature
   *[other] { $count } signatures
} ; passez-le à une autre personne responsable : { $command }
act-next-send = envoyez { $file } à { $to }
act-next-send-both = envoyez { $file } et { $file }.sig à { $to }
act-whoever-asked = la personne qui vous a envoyé la demande
act-names = noms au bas du texte : { $names }
act-names-nobody = aucun nom au bas du texte
act-title = titre ({ $language }) : { $title }
act-attachment = lié au texte, et non montré ici : pièce jointe { $file }, { $bytes } octets, sha256 { $sha256 }
act-summary = résumé des changements : { $words }
act-conditions = vos conditions : { $conditions }
act-reason = votre motif : { $words }
act-public = public : tout le monde pourra lire que vous avez refusé
act-private = non public : les responsables lisent que vous avez refusé, et ne le publient pas
act-no-name = votre nom n’est pas publié, et personne ne peut vérifier que vous avez signé ; s’il figure au bas du texte, il y reste
act-no-name-help = ce que cela peut faire et ne peut pas faire : countersign help safety
act-reservation = votre réserve : { $words }
act-capacity = en qualité de « { $capacity } » : c’est montré et non compté
act-signed-before = signé avant vous avec : { $keys }
act-request = une demande de { $registry } à { $name } ({ $organisation }), faite le { $date }
act-deadline = une réponse est espérée avant le { $deadline } ; le silence ne compte jamais comme un oui
act-cannot-show = ce que ce fichier ne peut pas montrer : que ce registre est celui que vous pensez, et qu’il a vos clés telles qu’elles sont ici
act-fingerprint = empreinte du registre : { $fingerprint }
act-key = clé { $label } de { $organisation } : { $fingerprint }
act-compare = si c’est votre première demande, comparez-les avant de signer avec quelqu’un que vous y connaissez
act-touch = touchez la clé de sécurité quand elle clignote
act-passphrase-new = nouvelle phrase de passe :
act-passphrase-again = la même de nouveau :
act-type-to-confirm = tapez { $want } pour confirmer :
act-left-alone = laissé tel quel, car modifié ici : { $path } ; pour voir comment : git diff
act-waits = c’est sur la branche et attend d’entrer dans le journal : cela compte après `countersign { $next }`
act-signs-as = signé sous le nom : { $name }
act-not-endorsed = lié au texte, et NON approuvé : le texte en { $language }
act-endorses = approuvé : le texte en { $language }
act-lost = votre approbation précédente avait ce que celle-ci n’a pas : { $lost }
act-wish-written = { $file } contient votre souhait signé : remettez-le aux responsables du registre là où personne d’autre ne le lit, et gardez-en une copie
act-endorses-translation = approuvée : la traduction en { $language }, faite après coup
act-translation-not-endorsed = NON approuvée : la traduction en { $language }, faite après coup
act-translation-help = Une traduction faite après coup par les responsables du registre. Vous ne l’approuvez que si vous la choisissez.
act-names-taken-down = les noms sous le texte ont été retirés de la vue
act-for-ever = ce qui entre dans le journal public y reste pour toujours : on peut ensuite le retirer ou le cacher, mais les copies des autres le gardent
