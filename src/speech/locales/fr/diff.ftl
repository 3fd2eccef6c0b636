# Ce qui a changé entre deux textes.

diff-changes = de { $before } à { $after } ({ $language }) : { $count ->
    [0] aucun mot ne diffère
    [one] { $count } changement
   *[other] { $count } changements
}
diff-title = le titre était « { $before } » et est « { $after } »
diff-new-name = ce nom ne figure que sous la plus récente : { $name }
diff-gone-name = ce nom ne figure que sous la plus ancienne : { $name }
diff-names-taken-down = les noms sous l’une des deux ont été retirés de la vue et ne sont pas comparés
