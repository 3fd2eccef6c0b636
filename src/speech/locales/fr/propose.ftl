# La proposition d’une version.

propose-replaced = le brouillon de { $version } a été remplacé
propose-done = { $version } est proposée
propose-next = chaque organisation : { $command }
propose-branch = il est sur la branche { $branch } et ne quitte cet ordinateur que si vous l’envoyez
propose-ask-words = sont-ce les mots ?
propose-look-twice = regardez bien : { $name }, { $what }
propose-repaired = { $name } a été réparé :
propose-repaired-end = --- fin du texte tel qu’il sera figé ---
propose-taken-out = les mots de { $name } ont été extraits :
propose-no-break = { $count ->
    [one] 1 espace insécable, qui ressemble à toutes les autres (ligne { $lines })
   *[other] { $count } espaces insécables, qui ressemblent à toutes les autres (lignes { $lines })
}
propose-kept-titles = repris de la version { $version } : le titre ({ $languages })
propose-kept-names = repris de la version { $version } : les noms { $names } (avec --no-signatories, aucun)
propose-kept-attachments = repris de la version { $version } : les pièces jointes { $files } (avec --no-attachments, aucune)
propose-left-retired = pas repris, car retirées du registre : { $names }
propose-left-refused = pas repris, car elles ont décliné la version { $version } ou s’en sont retirées : { $names }
propose-left-no = pas repris, car elles ont dit non à la version { $version } en privé : { $names }
propose-left-silent = pas repris, car elles n’ont pas signé la version { $version } : { $names } ; --signatory imprime qui vous nommez
propose-left-historical = aucun nom n’est repris : une seule des deux versions consigne ce qui a été imprimé ailleurs
propose-left-gone = aucun nom n’est repris : ceux de la version { $version } ne sont pas ici
propose-left-attachment = pas repris : { $file }, qui n’est pas ici
propose-voided = elles ont agi sur le brouillon qui est remplacé, et cela ne compte plus : { $names }
propose-next-again = interrogez-les de nouveau : { $command }
propose-broken = { $count ->
    [one] 1 ligne finit par un trait d’union et la suivante continue en minuscule (ligne { $lines }) : si un mot y a été coupé, écrivez-le en entier dans le fichier
   *[other] { $count } lignes finissent par un trait d’union et la suivante continue en minuscule (lignes { $lines }) : si un mot y a été coupé, écrivez-le en entier dans le fichier
}
