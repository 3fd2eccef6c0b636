# What somebody in danger should know.

## Hors de l’historique de git.

safety-in-history = l’historique de git ici et toute copie antérieure les ont encore ; --rewrite-history les retire de l’historique d’ici
safety-rewrites = l’historique de git dans ce clone est refait sans eux : { $count ->
    [0] aucun commit ne les a
    [one] { $count } commit les a
   *[other] { $count } commits les ont
} maintenant ; les identifiants de tous les commits suivants changent, leurs signatures disparaissent, ainsi que les journaux de git des états antérieurs et tout ce qu’aucune branche ni étiquette ne nomme
safety-asked = les notes de quand elle a été sollicitée partent aussi, de { $folder }, et avec elles tout non qui n’a pas été publié : n’acceptez plus ensuite un oui antérieur
safety-on-remotes = les a encore, jusqu’à ce que quelqu’un y fasse le ménage : { $remotes }
safety-rewritten = l’historique de git ici ne les a plus : { $commits ->
    [one] { $commits } commit refait
   *[other] { $commits } commits refaits
}, { $removed ->
    [one] { $removed } objet supprimé
   *[other] { $removed } objets supprimés
}
safety-kept = n’a pas pu être supprimé ici : { $what }
safety-still = tout autre clone et toute autre copie les ont encore, et qui fusionne un ancien clone les ramène : `countersign verify` le trouve
safety-again = une fois inscrit, la même commande encore une fois le retire de l’historique de git

## Hors de vue dès le début.

safety-published = { $count ->
    [one] { $count } autre organisation l’approuve ; son nom n’est pas montré et personne ne peut le vérifier
   *[other] { $count } autres organisations l’approuvent ; leurs noms ne sont pas montrés et personne ne peut les vérifier
}

## countersign help safety

safety-help-first =
    Une organisation en danger : ce que countersign peut faire, et ce qu’il ne peut pas

    Si quelqu’un risque de souffrir parce qu’un nom figure ici, pensez d’abord aux personnes ; ce programme ne fait que déplacer des fichiers.
    Parlez aux responsables du registre par une voie qui est sûre pour vous, et non dans un forum ou une discussion publics.
safety-help-can =
    Ce que fait la mise hors de vue
      Les responsables retirent de la vue ce qu’une organisation a dit d’une version :
        countersign withhold ID@V --org DOMAIN --rewrite-history
      Le journal garde des empreintes, qui ne nomment personne. Il reste donc entier.
      Dès lors, les résultats sur cette version disent que les actes d’une organisation ne sont pas montrés, ne les comptent nulle part et portent une réserve :
      ce qui n’est pas montré peut être un retrait, et personne ne peut le vérifier.
      --rewrite-history la retire aussi de l’historique de git dans ce clone, et son nom des messages qui en parlent.
      Qui est en danger avant la publication d’un texte signe avec --withhold-name : le nom n’est alors jamais publié.
safety-help-cannot =
    Ce qu’elle ne peut pas faire
      - Elle ne reprend rien aux autres : clones, paquets, reçus, pages, captures d’écran, archives, moteurs de recherche.
      - Elle ne nettoie pas un hébergeur git. Les anciens commits, les copies et les caches y restent jusqu’à ce que son exploitant les efface.
      - Elle n’ôte pas un nom d’un texte ni des noms qui figurent au bas : toutes les parties ont signé ces mots. Seule une nouvelle version peut l’omettre.
      - Elle ne cache pas que l’organisation appartient à ce registre : ses clés, ses confirmations et les autres versions restent.
      - Elle ne cache ni combien ni quand : chaque mise hors de vue est une organisation, et les commits et les ajouts du journal ont une heure.
      - Elle ne cache pas ce qui manque : une organisation inscrite dont rien n’est montré peut être celle-là.
      - Elle ne cache pas une réponse à qui a vu le courrier : les fichiers envoyés prêts pour ssh-keygen peuvent être retrouvés dans le journal.
      - Elle ne cache pas qui sait : ceux qui ont vérifié la signature, ceux qui ont porté les fichiers, les serveurs de courrier en chemin.
      - Elle ne défait pas une signature. Qui a le document et le fichier de signature peut la prouver pour toujours.
      - Elle ne nettoie pas un disque. Ce qui est supprimé peut souvent être relu, et les sauvegardes l’ont.
      - Une approbation dont le nom n’est pas montré ne peut pas être retirée en public sans dire de qui elle venait.
safety-help-before =
    Avant de signer
      - Demandez si le nom doit figurer ici. Un nom qui figure au bas du texte ne peut pas être mis hors de vue.
      - Demandez qui le saura, et si vous signeriez encore si cela se savait.
      - Utilisez une clé qui ne sert à rien d’autre, et gardez son fichier hors des ordinateurs partagés.
      - Gardez votre propre copie du document et de la signature là où vous seuls y avez accès, ou nulle part : c’est une preuve pour vous, et contre vous.
      - La branche d’un brouillon a les noms. Elle ne doit être envoyée à personne : n’utilisez pas `sync --proposal`.
safety-help-urgent =
    Quand c’est urgent
      1. Les responsables exécutent la commande ci-dessus, pour chaque version dont l’organisation a parlé.
      2. Ils poussent avec --force et demandent à l’hébergeur git de supprimer ce que plus rien ne nomme.
      3. Ils demandent à quiconque a un clone de le supprimer et de cloner à nouveau. Qui fusionne un ancien clone ramène les fichiers ; `countersign verify` le dit alors altéré et les nomme.
      4. Ils refont les pages et les paquets, et demandent aux archives et aux moteurs de recherche d’oublier les anciens.
      5. Chacun part du principe que quelqu’un en a une copie.
safety-finished = une réécriture de l’historique de git qui avait été interrompue est terminée : ce qui a été retiré de la vue n’y est plus
safety-steps = ce qu’il faut faire maintenant, dans cet ordre :
      1. git push --force { $remote } { $branch }
      2. countersign sync
      3. demander à qui gère { $remote } d’effacer ce que plus rien ne nomme
      4. faire lancer cette même commande dans chaque autre clone
