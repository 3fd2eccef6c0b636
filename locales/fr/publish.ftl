# La publication d’une version.

publish-not-yet = { $version } n’est pas encore publiée
publish-done = { $version } est publiée
publish-would = { $version } serait publiée
publish-endorsed = { $count ->
    [0] aucune organisation ne la soutient
    [one] { $count } organisation la soutient
   *[other] { $count } organisations la soutiennent
}
publish-silent = nommées sans avoir agi : { $names }
