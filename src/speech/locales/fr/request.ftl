# Requests, replies, and the read-me that goes with them.

request-import-new = pris en compte
request-import-would = serait pris en compte
request-import-here = déjà ici, rien ne change
request-import-waits = gardé jusqu’à ce qu’assez de personnes aient signé
request-import-refused = refusé : { $why }
request-import-passed = laissé de côté : { $why }
request-import-back = à répondre à l’expéditeur : { $sentence }
request-import-sum = { $new } pris en compte, { $here } déjà ici, { $waits } gardés jusqu’à ce qu’assez de personnes aient signé, { $refused } refusés, { $passed } laissés de côté
request-import-empty = aucun fichier trouvé
request-import-nothing = rien n’a été écrit

request-back-damaged = Nous ne pouvons pas lire votre fichier : { $why }. Veuillez joindre de nouveau le fichier lui-même, sans changement.
request-back-unanswered = Votre fichier est notre propre demande et pas encore une réponse ; comment répondre se trouve dans le fichier LISEZ-MOI qui l’accompagne.
request-back-registry = Votre réponse est pour un autre registre que le nôtre ; veuillez répondre à la demande que nous avons envoyée.
request-back-draft = Votre réponse du { $day } porte sur un brouillon de { $version } qui a été remplacé depuis ; veuillez lire la demande actuelle, ci-jointe, et y répondre.
request-back-key = La clé { $key } qui a signé n’est pas une de celles que { $organisation } a chez nous ; veuillez signer avec une de celles-ci : { $keys }.
request-back-more = { $want ->
    [one] Personne n’a encore signé ; veuillez signer.
   *[other] { $signed } des { $want } clés nécessaires ont signé ; veuillez passer le fichier à une autre personne responsable et le renvoyer avec toutes les signatures.
}
request-back-follows = Ce que vous nous avez dit le { $day } sur { $version } est plus récent que cette réponse, ou ne va pas avec elle ; si vous avez changé d’avis, veuillez répondre à la demande actuelle, ci-jointe.
request-back-before = Cette réponse en continue une autre que nous n’avons pas ; veuillez l’envoyer aussi.
request-back-withdraw = Vous avez approuvé { $version } ; pour y mettre fin, veuillez signer le fichier de retrait, ci-joint.
request-back-closed = { $version } n’accepte plus d’approbations ; veuillez regarder la version actuelle.
request-back-condition = Votre condition pour { $version } n’est pas remplie : { $why }. Voulez-vous signer avec une autre, ou sans ?
request-back-public = { $version } est publiée, si bien qu’un refus serait public ; veuillez répondre de nouveau si c’est ce que vous voulez.
request-back-two = Nous avons reçu deux réponses différentes de vous ; veuillez nous dire par une nouvelle laquelle compte.
request-back-signature = Votre signature est arrivée seule, { $why }. Veuillez signer le fichier .json exactement comme il est arrivé, et l’envoyer avec le fichier .sig.
request-back-other = Ce que vous avez signé ne va pas avec notre registre : { $why }.

request-status-asked = interrogée le { $day }
request-status-left = { $days ->
    [0] il reste moins d’un jour, jusqu’au { $day }
    [one] il reste un jour, jusqu’au { $day }
   *[other] il reste { $days } jours, jusqu’au { $day }
}
request-status-overdue = en retard depuis le { $day }
request-status-older = interrogée le { $day } sur un brouillon qui a été remplacé depuis
request-status-not-asked = pas encore interrogée sur la version { $version }, à la connaissance de cette copie
request-status-no-keys = n’a pas de clés ici et ne peut pas être interrogée
request-status-endorsed = a approuvé la version { $version }
request-status-declined = a refusé la version { $version }
request-status-withdrew = s’est retirée de la version { $version }
request-status-condition = à la condition : { $conditions }
request-status-silence = qui n’a pas répondu n’a pas consenti : le silence ne compte jamais comme un oui
request-why-two = { $organisation } a envoyé des réponses différentes : { $files }
request-why-no = { $organisation } a dit non à cette version, et n’a pas signé ceci après
request-why-link = un lien, qui n’est pas suivi
request-why-deep = un dossier, trop profond dans d’autres
request-why-device = un tube ou un périphérique
request-why-large = plus grand que toute réponse
request-why-statement = il contient une déclaration, et les textes sont proposés par les responsables
request-why-unanswered = une demande, et pas encore une réponse
request-why-neither = ni une réponse ni une signature
request-why-unsigned = un fichier à signer, qui n’est pas à lui seul une réponse
request-why-key-nobody = de la clé { $key }, que personne n’a ici ; elle ne porte sur rien qui ait été demandé
request-why-key-of = par la clé ({ $holder }) ; elle ne porte sur rien qui ait été demandé
request-import-lines = { $count ->
    [one] { $count } ligne de témoin
   *[other] { $count } lignes de témoins
}
request-not-asked-keys = non interrogée, car elle n’a pas de clés ici : { $name }
request-not-asked-endorsed = non interrogée, car elle l’a approuvée : { $organisation }
request-not-asked-declined = non interrogée, car elle l’a refusé : { $organisation }
request-not-asked-withdrew = non interrogée, car elle s’est retirée : { $organisation }
request-not-asked-no = non interrogée, car elle a dit non auparavant : { $organisation }
request-nobody-left = il ne reste personne à interroger sur { $version }
request-made = { $count ->
    [one] { $count } demande
   *[other] { $count } demandes
} sur { $version } ; rien n’a été envoyé
request-next = envoyez chaque dossier à son organisation ; ensuite : countersign import FILE…
request-asked-before = { $domain } a déjà été interrogée, le { $when }
request-why-ready-made = { $organisation } demande que son nom soit omis, et quiconque a vu le courrier avec la demande pourrait retrouver cette réponse toute prête dans le journal public
request-back-ready-made = Vous avez demandé que votre nom ne soit pas publié. Votre réponse sur { $version } est un des fichiers qui vous ont été envoyés, et quiconque a vu ce courrier pourrait la retrouver dans le journal public. Merci de répondre avec le programme, qui crée un fichier que personne n’a vu : countersign sign request.countersign
request-by = par la clé de { $holder }
request-by-nobody = par une clé que personne n’a ici
request-why-public-key = une clé publique, qui seule ne prouve rien
request-why-encrypted = un message chiffré ou enveloppé (PGP, S/MIME) ; ouvrez-le dans votre logiciel de messagerie, enregistrez le texte ou la pièce jointe qu’il montre, et importez cela
request-why-private-key = une clé privée ; qui l’a peut signer à la place de son propriétaire : effacez ce fichier et le courriel avec lequel il est arrivé
request-why-namespace = { $by } ; elle a été faite pour « { $got } », et il faut « { $want } »
request-why-changed = { $by } ; le fichier a été modifié avant d’être signé : { $how }
request-why-wrong-file = { $by } ; elle porte sur le texte même de { $version }, et non sur une réponse à celui-ci
request-changed-line-end = un saut de ligne a été ajouté à la fin
request-changed-mark = une marque d’ordre des octets a été mise au début
request-changed-space = une espace a été ajoutée à la fin
request-back-private-key = Vous nous avez envoyé votre clé privée : cette clé est désormais entre d’autres mains. Révoquez-la (countersign key revocation, et envoyez-nous ce qu’elle écrit), ne signez plus avec elle et créez-en une nouvelle. Une clé privée ne s’envoie jamais à personne, à nous non plus.
request-back-namespace = Votre signature a été faite pour un autre usage et ne peut pas servir. Veuillez signer de nouveau avec exactement cette option : ssh-keygen -Y sign -n { $want }
request-back-changed = Votre signature porte sur un fichier modifié : { $why }. Veuillez enregistrer de nouveau le fichier .json sans l’ouvrir dans un éditeur, et le signer.
request-back-wrong-file = Vous avez signé le texte même de { $version }. Veuillez signer plutôt endorse.json, qui dit que vous l’approuvez (ou decline.json).
request-back-encrypted = Votre message est arrivé chiffré ou enveloppé, et notre programme n’a pas pu lire la réponse. Veuillez joindre le fichier de la réponse à un message ordinaire.
request-nowhere-private = il n’y a pas d’endroit où garder ce que vous seul pouvez savoir : qui a été interrogé et qui a dit non
request-status-private-no = a dit non le { $day }, ce qui n’est pas public : seule cette machine le montre
request-status-private-draft = en privé : ceci n’est pas publié avec le texte
request-invited = une invitation pour { $name } ({ $organisation }) a été écrite
request-invite-next = envoyez le dossier ; quand la réponse est là : countersign import RÉPONSE, puis countersign org add { $organisation }
request-why-other-key = une autre clé de { $organisation } attend déjà ici : { $keys }
request-back-other-key = Nous avons deux clés différentes à votre nom. Dites-nous par téléphone laquelle est la vôtre.
request-why-ahead = il est daté du { $time }, et l’horloge de cet ordinateur indique { $now } : l’un des deux se trompe
request-back-ahead = Votre réponse est datée du { $day }, un jour qui n’est pas encore venu : l’horloge de l’ordinateur qui l’a signée est fausse. Veuillez la régler et signer à nouveau.
request-back-public-key = Nous avons reçu votre clé publique, mais pas encore de réponse. Veuillez envoyer le fichier que countersign ou ssh-keygen a écrit quand vous avez signé.
request-status-signed-older = { $act ->
    [endorse] a approuvé le brouillon qui a été remplacé, ce qui ne compte plus
    [decline] a décliné le brouillon qui a été remplacé
   *[withdraw] s’est retirée du brouillon qui a été remplacé
}
