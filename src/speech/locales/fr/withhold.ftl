# Acts out of sight.

withhold-done = { $count ->
    [one] { $count } acte
   *[other] { $count } actes
} sur { $version } ne { $count ->
    [one] se voit
   *[other] se voient
} plus ; le journal concorde toujours
withhold-ask = ceci met hors de vue ce que { $domain } a dit de { $id }
withhold-still = tout ce qui concerne { $id } est encore montré
withhold-where = où { $domain } figure encore ensuite :
withhold-under = parmi les noms au bas du texte, qui ne peut pas changer
withhold-in-text = dans le texte ({ $language }), qui ne peut pas changer
withhold-in-keys = dans les documents de ses clés, dans keys/{ $domain }/
withhold-in-other = dans { $other_id }, dans ce qu’elle y a dit
withhold-in-notes = dans les notes privées sur qui a été interrogé : { $folder }
withhold-in-history = dans l’historique de git, et dans toute copie faite auparavant
withhold-in-copies = dans toute copie faite auparavant
withhold-files = ces fichiers sont mis hors de vue :
withhold-no-files = aucun : rien de ce qu’il nomme n’est ici
withhold-in-absence = dans ce qui manque : elle est inscrite ici, et plus rien de ce qu’elle a fait n’est montré
withhold-in-mail = chez quiconque a vu le courrier avec sa demande : sa réponse est un des fichiers envoyés prêts à signer, et peut être retrouvée dans le journal
withhold-in-times = dans les heures : chacun voit dans quel ajout du journal ses actes sont entrés, et quand ceci est fait
withhold-words-done = { $count ->
    [one] { $count } fichier
   *[other] { $count } fichiers
} de { $version } ne { $count ->
    [one] se voit
   *[other] se voient
} plus ; le journal concorde toujours
withhold-words-ask = ceci retire de la vue des mots de { $id }, pour tout le monde et pour toujours
withhold-words-stays = ce qui reste malgré tout :
withhold-words-hash = le titre, le nom et le hash de chaque fichier : quiconque a les mots, ou les devine, peut savoir que c’étaient ceux-là
withhold-words-also = les mêmes mots dans { $path }
withhold-words-names = les noms et domaines de celles qui se sont prononcées sur elle, tels qu’elles les ont signés
