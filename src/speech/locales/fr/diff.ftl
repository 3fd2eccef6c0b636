# Ce qui a changé entre deux textes.

diff-changes = de { $before } à { $after } ({ $language }) : { $count ->
    [0] aucun mot ne diffère
    [one] { $count } changement
   *[other] { $count } changements
}
