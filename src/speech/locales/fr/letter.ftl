# Requests as mail.

letter-subject = { $registry } : { $name } signe-t-elle « { $title } » ?
letter-subject-again = { $registry } : rappel au sujet de « { $title } »
letter-hello = À { $name } ({ $organisation })
letter-asks = { $registry } demande à { $name } si elle signe ce texte :
letter-reminds = { $registry } a demandé le { $day } à { $name } si elle signe ce texte, et n’a pas encore de réponse :
letter-deadline = Réponse souhaitée avant le { $day }. Le silence ne compte jamais comme un oui.
letter-days = { $days ->
    [0] Il reste moins d’un jour.
    [one] Il reste un jour.
   *[other] Il reste { $days } jours.
}
letter-replaces = Ceci remplace le brouillon sur lequel vous avez été interrogés le { $day } : ce qui a été signé sur celui-là ne compte pas.
letter-how = Les pièces jointes disent comment répondre ; lisez d’abord { $file }. request.countersign peut être déposé sur le bureau, une page qui fonctionne sans réseau, si vous l’avez déjà.
letter-back = Envoyez ce que vous avez signé à { $to }.
letter-back-here = Envoyez ce que vous avez signé en réponse à ce courriel.
letter-key = Personne d’honnête ne demande votre clé : ne l’envoyez jamais, et n’ouvrez aucune page depuis un courriel pour signer.
letter-page-title = Demandes sur { $version }
letter-page-intro = Chacune est destinée à une seule organisation. Un brouillon (.eml) s’ouvre dans un logiciel de messagerie avec tout dedans ; pour une messagerie web, copiez l’adresse, l’objet et le texte, et joignez les fichiers.
letter-page-address = adresse
letter-page-subject = objet
letter-page-text = texte
letter-page-attach = à joindre
letter-page-draft = brouillon avec tout dedans
letter-page-open = ouvrir dans un logiciel de messagerie, sans pièces jointes
letter-page-no-address = aucune adresse n’est connue : countersign contacts import
letter-no-address = aucune adresse n’est connue pour { $organisation } : son brouillon n’en porte pas
letter-made = brouillons, et une page avec tout ce qu’il faut copier : { $file }
letter-next = ouvrez les brouillons, relisez-les, envoyez-les ; ensuite : countersign import FILE…
letter-ask-reply-to = À quelle adresse les réponses doivent-elles être envoyées ?
