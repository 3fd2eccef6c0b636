# Ce qu’il faut garder, dans un seul fichier, et refait ailleurs.

backup-registry = le registre (branches : { $branches } ; brouillons, qui ne sont qu’ici tant qu’ils ne sont pas envoyés : { $drafts }) : { $folder }
backup-private = ce qui est privé (contacts : { $contacts } ; notes sur qui a été interrogé : { $asked } ; refus privés : { $noes }) : { $folder }
backup-state = ce qui a été vu et signé sur cette machine : { $folder }
backup-role-log = la clé du journal
backup-role-maintainer = la clé de responsable du registre
backup-role-officer = la clé de l’organisation
backup-key = { $role } : { $file }
backup-no-key = { $role } : cette copie n’en désigne aucune, ou son fichier n’est pas là
backup-elsewhere = inconnu ici : les clés désignées seulement sur la ligne de commande, les clés de sécurité, les révocations imprimées, les souhaits signés, le compte de courriel, le serveur
backup-names-people = ce fichier nomme des personnes, dit qui a été interrogé et qui a refusé en privé, et contient des brouillons : gardez-le là où vous seul pouvez le lire, ou chiffrez-le
backup-key-packed = CLÉ PRIVÉE dans ce fichier : { $role } ({ $file }) ; qui a le fichier peut signer avec elle
backup-without-keys = il ne contient aucune clé privée : gardez-les à part, ou ajoutez --with-keys
backup-written = écrit : { $file }, { $bytes } octets
backup-next = essayez-le sur une autre machine : countersign restore { $file } DOSSIER
backup-restored = restauré dans { $folder } tel que c’était le { $at } (branches : { $branches })
backup-restored-private = ce qui est privé (contacts : { $contacts }) ; nouveau ici : notes sur qui a été interrogé : { $asked }, refus privés : { $noes }
backup-key-restored = { $role } : { $file }
backup-no-keys-in-it = il ne contenait aucune clé privée : reprenez les vôtres là où vous les gardez et désignez-les avec git config ; une nouvelle clé du journal ou un nouveau responsable entre par root rotate
backup-one-signs = une seule machine signe le journal : si l’ancienne existe encore, effacez-y la clé du journal avant d’écrire ici
backup-behind = cette machine a déjà vu plus de ce registre que n’en a la sauvegarde : reprenez une copie plus récente avant d’écrire quoi que ce soit
backup-shallow = cette copie n’a pas tout l’historique : la sauvegarde aurait des trous
backup-damaged = ce fichier n’est pas ce que `countersign backup` écrit, ou il a été modifié
backup-damaged-try = prenez-en un autre exemplaire
backup-not-empty = il y a déjà quelque chose dans { $folder }
backup-not-empty-try = nommez un dossier qui n’existe pas encore
backup-key-there = une autre clé privée se trouve dans { $file }
backup-key-there-try = déplacez cette clé, si elle ne sert plus, et restaurez de nouveau
backup-no-folder = il n’y a nulle part où mettre les clés privées
backup-git = git n’a pas pu empaqueter ou dépaqueter le registre

backup-read-me =
    Ceci est la sauvegarde d’un registre countersign de déclarations publiques.
    Son empreinte est { $registry }.

    Elle nomme des personnes et peut contenir des clés privées (dans le dossier keys). Si elle n’est pas à vous : rendez-la, n’ouvrez rien, ne dites à personne ce qu’elle contient.

    Avec countersign :

        countersign restore CE-FICHIER DOSSIER

    Sans lui : registry.bundle est un bundle de git (git clone registry.bundle DOSSIER). private.json contient les contacts et qui a été interrogé : countersign contacts import private.json. keys/ contient les clés privées, s’il y en a : git config countersign.log-key et countersign.maintainer-key les désignent. backup.json contient les réglages et ce qui a été vu et signé.
