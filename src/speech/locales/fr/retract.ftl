# Rétracter une version.

retract-stays = ce qui reste quand { $version } est rétractée : son texte, qui l’a approuvé, et toute copie que quelqu’un en a faite ; une rétractation ne s’annule jamais
retract-ask = ceci dit à tous ceux qui la lisent que les responsables ont rétracté { $version }
retract-done = { $version } est rétractée
retract-still = personne n’apprend encore que { $version } est rétractée
retract-replacement = ce qu’il faut lire à la place ne peut pas être rétracté
