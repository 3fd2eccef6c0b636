# Ce qui est nouveau sur une organisation.

watch-withheld = { $what } : à qui ils sont, personne ne peut le vérifier ici ; votre propre reçu dit s’ils sont à vous
watch-all = tout ce qu’il y a jusqu’ici sur { $organisation }, en { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
watch-nothing = rien de nouveau sur { $organisation } en { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
watch-new = du nouveau sur { $organisation } en { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
watch-waits = attend  { $what }
watch-next = si quelque chose ici ne vient pas de vous : countersign org revoke --help
