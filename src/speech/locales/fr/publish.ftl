# La publication d’une version.

publish-not-yet = { $version } n’est pas encore publiée
publish-done = { $version } est publiée
publish-would = { $version } serait publiée
publish-endorsed = { $count ->
    [0] aucune organisation ne l’approuve
    [one] { $count } organisation l’approuve
   *[other] { $count } organisations l’approuvent
}
publish-silent = nommées sans avoir agi : { $names }
publish-left-withheld = laissée de côté : { $domain }, dont le nom devait être tu et qui n’approuve pas
publish-left-asked = laissée de côté : { $organisation }, comme vous l’avez demandé
publish-left-private = laissée de côté : { $organisation } a refusé sans le rendre public
publish-left-why = laissée de côté : { $organisation } : { $why }
publish-overtaken = un acte est arrivé sur le brouillon pendant la publication ; il reste sur { $branch } et ne compte pas : redemandez-le
publish-refusing = figureraient au bas du texte bien qu’elles aient dit non : { $names }
publish-nobody = personne ne l’approuve : la version serait publiée sans une seule signature
publish-ask = Publier { $version } ainsi ? C’est définitif.
publish-shown = comment chacune apparaîtra :
publish-shown-endorsed = approuve
publish-shown-declined = a décliné publiquement
publish-shown-withdrew = s’est retirée
publish-shown-printed = figure dessous, sans signature
publish-shown-withheld = approuve, sans son nom
publish-shown-asked = n’apparaît pas : interrogée le { $day }, sans réponse
publish-shown-no = n’apparaît pas : a dit non en privé
publish-shown-left = n’apparaît pas : laissée de côté
publish-unanswered = elles figureraient dessous, ont été interrogées et n’ont pas répondu : { $names }
publish-ask-fewer = La publier quand même, avec moins que la version { $version } ?
publish-early = { $version } ne doit pas être publiée avant { $time } : l’horloge de cet ordinateur indique { $now }
publish-late = ont signé à partir de { $time } : { $names }
