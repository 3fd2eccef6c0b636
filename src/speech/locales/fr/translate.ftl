# Une version dans une autre langue.

translate-nothing = aucune traduction de { $version } en { $language } n’est en vigueur
translate-whose = personne ne l’a approuvée : chaque organisation doit la signer par un nouvel acte
translate-ask = ceci place ce texte à côté de { $version } au nom du registre
translate-ask-back = ceci retire la traduction de { $version } en { $language } ; son texte reste dans l’historique et dans toute copie
translate-done = { $version } est traduite en { $language }
translate-gone = la traduction de { $version } en { $language } est retirée
translate-still = rien ne change encore pour { $version }
translate-next = chaque organisation qui l’approuve : { $command }
translate-retracted = { $id } a été rétractée, on ne la traduit donc pas
