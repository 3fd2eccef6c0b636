# Whom to write to, and what is private.

contacts-none = aucun contact n’est gardé ici
contacts-new = nouveau
contacts-changed = modifié
contacts-same = { $count ->
    [one] 1 est déjà connu
   *[other] { $count } sont déjà connus
}
contacts-wrong = ligne { $row }, laissée de côté : { $why }
contacts-unknown = une colonne qui n’est pas reprise : { $head }
contacts-handed = d’une ou d’un collègue, aussi qui a été interrogé : { $count ->
    [one] 1 note
   *[other] { $count } notes
}
contacts-fault-domain = pas un domaine : { $got }
contacts-fault-name = un nom qu’aucun enregistrement ne pourrait porter : { $got }
contacts-fault-language = pas une langue connue : { $got }
contacts-fault-address = pas une adresse électronique : { $got }
contacts-fault-key = pas une clé publique : { $got }
contacts-fault-private-key = une clé privée : quiconque a ce fichier peut signer avec elle ; révoquez-la
contacts-fault-twice = { $got } figure dans une ligne précédente
contacts-no-heads = aucune colonne n’est intitulée domain, dominio ou domaine
contacts-ask = Reprendre ceci ?
contacts-done = contacts repris : { $new } nouveaux, { $changed } modifiés
contacts-taken = et ce que savait votre collègue : { $asked } notes sur qui a été interrogé, { $noes } refus privés
contacts-private = ils restent sur cette machine, hors du registre
contacts-names-people = ce fichier nomme des personnes et dit qui a été interrogé : envoyez-le chiffré, et effacez-le quand il est arrivé
contacts-exported = écrit : { $file }
contacts-unread = les contacts gardés ici ne peuvent pas être lus : { $file }
contacts-too-many = c’est trop pour être gardé dans un fichier
contacts-other-registry = ce fichier concerne un autre registre : { $registry }
contacts-damaged = ce fichier n’est pas ce qu’écrit `contacts export --all`, ou il a été modifié
contacts-damaged-try = redemandez le fichier lui-même, inchangé
contacts-no-contact = aucun contact n’est gardé pour { $domain }
contacts-no-key = il manque le nom ou la clé au contact de { $domain }

contacts-handover =
    Un départ : ce qu’il faut garder, et ce qu’il faut transmettre

    1. Le registre : le dossier avec registry/ et keys/. Qui a une copie l’a ; les brouillons sont sur des branches d’une seule machine tant que personne ne les envoie.
    2. La clé du journal : son fichier est indiqué par git config countersign.log-key. Une seule machine signe, jamais deux ; elle déménage en dernier, après un sync sur les deux.
    3. La clé d’un responsable : git config countersign.maintainer-key. Elle n’est transmise à personne : qui arrive crée la sienne, et root rotate l’ajoute et retire l’ancienne.
    4. Ce qui est privé : contacts, qui a été interrogé, qui a dit non en privé. countersign contacts export --all -o FICHIER l’écrit, countersign contacts import FICHIER le reprend sans doubler. Cela nomme des personnes : envoyez-le chiffré, et effacez-le.
    5. Autour : le compte de messagerie, le serveur, l’adresse des réponses (git config countersign.reply-to), et les révocations imprimées des clés.

    Contre une machine perdue ou volée : countersign backup -o FICHIER énumère tout cela et le met dans un fichier (les clés privées seulement avec --with-keys), et countersign restore FICHIER DOSSIER le refait sur une machine vide.

    Ensuite : countersign verify sur la nouvelle machine, et countersign compare avec l’ancienne copie.
