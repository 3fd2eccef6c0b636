# Ce qui a été fait d’une copie avant de la comparer.

extract-encoding = le fichier a été lu comme { $name }
extract-misread = des lettres qui avaient été mal lues ont été relues comme UTF-8
extract-mail-header = l’en-tête d’un courriel a été retiré : { $words }
extract-mail-encoding = l’encodage de transport d’un courriel a été défait
extract-mail-other-words = le courriel contient aussi un texte brut avec d’autres mots, qui n’ont pas été comparés : { $words }
extract-attachments = { $count ->
    [one] 1 pièce jointe du courriel n’a pas été regardée
   *[other] { $count } pièces jointes du courriel n’ont pas été regardées
}
extract-quoting = les marques de citation d’un courriel ont été retirées de { $count ->
    [one] 1 ligne
   *[other] { $count } lignes
}
extract-entities = { $count ->
    [one] 1 entité HTML est devenue une lettre
   *[other] { $count } entités HTML sont devenues des lettres
}
extract-bullets = { $count ->
    [one] 1 puce a été retirée
   *[other] { $count } puces ont été retirées
}
extract-markdown = les marques de Markdown ont été retirées
extract-menus = les menus d’une page ont été laissés de côté : { $words }
extract-hidden = des mots qui sont dans le fichier sans être montrés ont été laissés de côté : { $words }
extract-struck = des mots barrés ont été laissés de côté : { $words }
extract-styles = ce que les feuilles de style de la page cachent ou ajoutent n’a pas été regardé
extract-frames = { $count ->
    [one] 1 cadre n’a pas été regardé
   *[other] { $count } cadres n’ont pas été regardés
}
extract-pictures = { $count ->
    [one] 1 image n’a pas été regardée
   *[other] { $count } images n’ont pas été regardées
} : ce qu’elles montrent n’a pas été comparé
extract-deleted = des mots que le suivi des modifications supprime ont été laissés de côté : { $words }
extract-inserted = des mots que le suivi des modifications insère ont été gardés : { $words }
extract-headers-footers = les en-têtes et pieds de page du document ont été laissés de côté : { $words }
extract-footnotes = { $count ->
    [one] 1 note de bas de page a été mise
   *[other] { $count } notes de bas de page ont été mises
} après le texte
extract-comments = les commentaires en marge du document ont été laissés de côté
extract-list-numbers = les numéros ou puces que le traitement de texte place devant les éléments d’une liste ne sont pas dans le texte
extract-page-numbers = { $count ->
    [one] 1 numéro de page a été laissé
   *[other] { $count } numéros de page ont été laissés
} de côté
extract-columns = deux colonnes qui se trouvent côte à côte ont été lues l’une après l’autre
extract-pdf = les mots sont ceux que contient le PDF ; que ses pages montrent la même chose n’a pas été regardé
extract-words = « { $words } »
extract-words-cut = « { $words } … » ({ $count } mots)
extract-scripts = les scripts de la page n’ont pas été exécutés : ce qu’ils changeraient n’a pas été regardé
extract-pdf-way = les mots du PDF ont été extraits avec pdftotext { $way }
extract-set-apart = les lettres espacées ont été réunies en mots
extract-backwards = le PDF contient les lettres de ses lignes, qui vont de droite à gauche, dans un autre ordre que celui de la lecture ; il ne permet pas de savoir si les mots sont les mêmes : comparez-les sur la page
extract-data = le fichier est un flux ou du JSON ; ce qu’un programme en montre, et à côté, n’a pas été examiné
extract-doubtful = des mots du fichier peuvent ne pas se voir, à cause de leur couleur, de leur taille ou de leur place : { $words }
extract-list-words = les mots que le traitement de texte place devant les éléments d’une liste ne sont pas dans le texte : { $words }
