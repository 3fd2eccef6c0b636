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
