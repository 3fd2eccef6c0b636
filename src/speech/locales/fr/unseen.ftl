# Ce qui n’a pas été vérifié.

unseen-truth = si les mots sont vrais : une signature dit qui les approuve
unseen-registry = si c’est le registre que vous cherchez : comparez son empreinte avec celle d’une autre source
unseen-witnesses-none = si d’autres voient la même histoire : ce registre ne demande pas de témoins
unseen-witnesses-before = si d’autres voient la même histoire : les témoins ont signé { $witnessed } des { $size } entrées, et pas les suivantes
unseen-witnesses-few = si d’autres voient la même histoire : { $want } témoins devaient signer, { $got } l’ont fait
unseen-newer = s’il existe ailleurs un état plus récent
unseen-newer-than-bundle = s’il existe ailleurs un état plus récent : ce paquet connaît les { $size } premières entrées du journal, et rien de ce qui est venu après
unseen-other-entries = les { $others } autres des { $size } entrées : qu’elles respectent aussi les règles, et ne donnent aucune de ces clés à quelqu’un d’autre, seul le registre entier le montre
unseen-attachments = les pièces jointes, qu’un paquet ne contient pas : { $names }
unseen-keys = si les clés sont celles des organisations : les responsables du registre l’affirment
unseen-keys-others = si les clés qui ne sont pas marquées comme confirmées sont celles des organisations : les responsables du registre l’affirment
unseen-withheld = à qui sont les actes non montrés, et ce qu’ils disaient : seuls les responsables du registre l’affirment
unseen-memory = s’il continue ce que vous avez vu auparavant : il n’y a pas d’endroit où le retenir
unseen-revision = si cette révision est la plus récente : une autre a été demandée
unseen-folder = l’historique de git : un simple dossier n’en a pas
unseen-shallow = l’historique de git : cette copie est superficielle (le journal, qui décide, est entier)
unseen-rest = le reste de ce registre : cet ordinateur l’a trouvé en ordre auparavant (pour tout regarder de nouveau : --full)
unseen-page = si la page montre ce que dit son paquet : ouverte dans un navigateur, elle le compare elle-même
unseen-policy = si d’autres voient la même histoire : les témoins de votre politique n’ont pas signé cette tête
unseen-work-tree = si les fichiers de ce dossier sont ceux qui ont été jugés : aucun n’est extrait, ou seulement certains
unseen-own-policy = si d’autres voient la même histoire : les témoins que demande ce registre n’ont signé ici aucune tête
