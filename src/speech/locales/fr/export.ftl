# Ce qui sort pour des pages web et des communiqués de presse.

export-draft = { $version } est un brouillon : qui l’a signé n’est pas encore public
export-draft-why = jusqu’à la publication, chaque organisation peut encore se retirer sans que cela se sache
export-retracted = { $version } a été rétractée : plus personne ne doit être imprimé dessous
export-superseded = { $version } a été remplacée : qui l’approuve n’a pas approuvé pour autant la nouvelle version
export-left = ne figurent pas : { $declined } qui ont décliné, { $withdrawn } qui se sont retirées, { $named } nommées sans signature, { $withheld } au nom omis, { $others } dont la parole ne compte pas
export-done = écrit : { $file }, { $count ->
    [one] 1 organisation
   *[other] { $count } organisations
}
export-heads = texte, nom, domaine, date, langues, position, remarques
