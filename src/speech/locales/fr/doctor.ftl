# Si quelque chose vous arrêterait ici.

doctor-no-registry = pas de registre : { $what }
doctor-private-key = une clé privée se trouve dans le registre, déplacez-la : { $path }
doctor-next = réparez ce qui est marqué « look », là où vous en avez besoin
doctor-keygen = ssh-keygen, pour les clés d’un agent ou d’une clé matérielle, et pour vérifier sans countersign
doctor-git = git, pour envoyer et recevoir les registres
doctor-sound = le registre d’ici tient
doctor-log-key = cet ordinateur a la clé du journal
doctor-no-log-key = cet ordinateur n’a pas la clé du journal
doctor-maintainer = la clé d’une personne responsable est notée
doctor-no-maintainer = aucune clé d’une personne responsable n’est notée
doctor-clock = l’horloge de cet ordinateur indique { $now }
doctor-clock-behind = l’horloge de cet ordinateur indique { $now }, et le document le plus récent ici ({ $path }) est daté du { $newest } : l’un des deux se trompe
doctor-releases = rien ne demande tout seul s’il existe une version plus récente que { $version } : mettez à jour le registre des versions (countersign -C RELEASES sync), puis regardez (countersign -C RELEASES status)
doctor-folder = les fichiers d’ici sont ceux qui ont été jugés
doctor-folder-differs = { $path } dans ce dossier n’est pas ce qui a été jugé : countersign verify
doctor-clock-ahead = l’horloge de cet ordinateur indique { $now }, et rien ici n’est plus récent que le { $newest } ({ $path }) : on ne peut pas voir ici si l’horloge est juste
