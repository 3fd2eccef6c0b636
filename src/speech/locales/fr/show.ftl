# Les mots d’une version.

show-hash = hash { $hash }
show-words = en mots : { $words }
show-dated = datée du { $date }
show-published = publiée le { $time }, selon les responsables
show-changes = changements : { $words }
show-proposed = proposée : pas publiée, ne compte pas
show-on-draft = sur le brouillon : { $act ->
    [endorse] approbation
    [decline] refus
   *[withdraw] retrait
} de { $organisation }
show-look-twice = regardez bien : texte ({ $language }), { $what }
show-text-in = texte ({ $language })
show-original-in = texte ({ $language }, original)
show-end = fin du texte
show-next-publish = quand toutes auront répondu : { $command }
show-changes-since = changements depuis la version { $version }, que { $organisation } a approuvée :
show-changes-in = ({ $language }) :
show-no-word = aucun mot
show-new-text = ({ $language }) : un texte nouveau
show-translated-in = traduction en { $language }, faite après coup
show-gone-text = ({ $language }) : plus de texte
show-text-taken-down = le texte ({ $language }) a été retiré de la vue et n’est pas comparé
show-attachment = pièce jointe : { $file }, d’empreinte { $hash }
