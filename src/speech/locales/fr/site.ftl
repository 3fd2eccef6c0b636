# Pages.

site-skip = aller au contenu
site-languages = Langues
site-pages = Pages
site-statements = Déclarations
site-organisations = Organisations
site-log = Le journal
site-feed = Flux (Atom)

## Languages by name.

site-language-ar = arabe
site-language-en = anglais
site-language-es = espagnol
site-language-fa = persan
site-language-fr = français
site-language-he = hébreu
site-language-pt = portugais
site-language-ru = russe
site-language-uk = ukrainien
site-language-zh = chinois

## A version, in five seconds.

site-first = En bref
site-answer = { $named ->
    [one] { $some } de la seule organisation nommée
   *[other] { $some } des { $named } organisations nommées
} { $some ->
    [one] a approuvé
   *[other] ont approuvé
} ce texte exact
site-written-in = écrit en { $language }
site-current = version { $version }, en vigueur
site-replaced = version { $version }, remplacée
site-historical = version { $version }, historique
site-proposed = version { $version }, proposée
site-replaced-by = Remplacée par la version { $version } : lisez celle-là
site-historical-banner = Historique : trace de ce qui a été publié ailleurs. Personne ne l’a signé ici.
site-proposed-banner = Proposée : elle n’est pas dans le journal et ne compte pas encore.
site-withdrawn = { $count ->
    [one] { $count } organisation s’est retirée
   *[other] { $count } organisations se sont retirées
}
site-unreliable = { $count ->
    [one] Ne vous fiez pas à { $count } des approbations
   *[other] Ne vous fiez pas à { $count } des approbations
}
site-pending-bad-news = { $count ->
    [one] { $count } organisation vient de dire non ; cela attend d’entrer dans le journal
   *[other] { $count } organisations viennent de dire non ; cela attend d’entrer dans le journal
}
site-on-date = le { $date }, comme elle l’a écrit
site-word-named = sans signature
site-word-withheld = nom non montré
site-word-unreliable = ne pas s’y fier
site-more = { $count ->
    [one] { $count } organisation de plus
   *[other] { $count } organisations de plus
}
site-paste = Vous avez une copie ? Collez-la ici. Elle reste sur votre appareil.
site-paste-without = Vous avez une copie ? Sans JavaScript, cette page ne peut pas la comparer ; la ligne suivante dit comment faire.
site-paste-marked = Votre copie, avec ce qui diffère
site-paste-long = C’est trop long pour être comparé ici.
site-paste-removed = manque dans votre copie :
site-paste-added = seulement dans votre copie :
site-not-checked = Non vérifié sur votre appareil.
site-checked = Vérifié à l’instant sur cet appareil : mots, signatures et clés ; rien n’a été omis jusqu’ici. Une page n’a pas de mémoire : elle ne peut pas voir s’il existe quelque chose de plus récent, si ce registre est celui que vous cherchez, ni d’où vient son fichier.
site-problem = PROBLÈME : ne vous fiez pas à cette page. Ce qu’elle montre ne découle pas des signatures qu’elle contient.
site-unchecked = Non vérifié sur votre appareil : ce navigateur ne peut pas faire la vérification.
site-built = Page faite par l’éditeur à partir de { $size ->
    [one] { $size } entrée
   *[other] { $size } entrées
} du journal, la dernière du { $date }.
site-built-undated = Page faite par l’éditeur à partir de { $size ->
    [one] { $size } entrée
   *[other] { $size } entrées
} du journal.
site-how-link = Comment vérifier
site-not-true = Ceci montre qui a approuvé ces mots. Cela ne montre pas qu’ils sont vrais.
site-code = Demandez au service de presse d’une organisation, au numéro donné par son propre site. Le code de cette version est :

## A version, below.

site-words = Les mots
site-summary = Ce qui a changé :
site-changes-link = comparer avec la version précédente
site-original = original
site-attachments = Fichiers liés à cette version, avec leur SHA-256
site-each = Chaque organisation
site-each-said-once = Là où il y a une date, l’éditeur a constaté que la signature correspond. Que la clé est celle de l’organisation, les responsables de ce registre l’affirment, sauf mention contraire. La date est celle que l’organisation a écrite.
site-how = Comment vérifier
site-how-publisher = Qui publie cette page pourrait la modifier. Pour vérifier vous-même :
site-how-clone = Procurez-vous countersign et une copie du registre (git clone).
site-how-copy = Pour vérifier une copie du texte :
site-how-call = Ou appelez une organisation, au numéro donné par son propre site, et lisez-lui le code ci-dessus. Elle trouve le sien avec : countersign show
site-record = Ce que tout le monde a signé, le SHA-256 du document de cette version :
site-all-versions = toutes les versions de cette déclaration
site-link = Lien vers cette version
site-qr = Code QR avec le lien vers cette version
site-badge = Un badge pour votre page (il dit où en est la version, et ne prouve rien) :

## The other pages.

site-index-what = Chaque page montre qui a approuvé quels mots. Cela ne montre pas qu’ils sont vrais.
site-fingerprint = L’empreinte du registre
site-fingerprint-why = Comparez-la avec celle donnée par une personne de confiance. Elle dit quel registre est celui-ci.
site-versions = Les versions
site-version = Version { $version }
site-published = publiée le { $date }, selon les responsables
site-changes = De la version { $old } à la version { $new }
site-changes-legend = Les mots sont marqués comme
site-removed = retirés
site-added = ajoutés
site-changes-count = { $count ->
    [0] Aucun changement de mots.
    [one] { $count } changement.
   *[other] { $count } changements.
}
site-changes-only-old = { $language } : seulement dans la version précédente
site-changes-only-new = { $language } : seulement dans la nouvelle version
site-endorsed-count = { $count ->
    [0] aucune approbation ne compte
    [one] { $count } approbation
   *[other] { $count } approbations
}
site-threshold = { $count ->
    [one] { $count } de ses clés doit signer.
   *[other] { $count } de ses clés doivent signer.
}
site-silent = Il lui reste si peu de clés qu’elle ne peut plus parler.
site-recovery = Les responsables ont remplacé ses clés à l’entrée { $entry } du journal. Aucune clé antérieure de l’organisation ne l’appuie.
site-recovery-adopted = Les responsables ont remplacé ses clés à l’entrée { $entry } du journal. Une clé antérieure de l’organisation l’appuie.
site-said = Ce qu’elle a dit
site-said-nothing = Rien dans ce registre.
site-keys = Ses clés
site-key-in-force = peut signer depuis l’entrée { $from } du journal
site-key-revoked = s’est révoquée elle-même : a signé de l’entrée { $from } à l’entrée { $until } du journal
site-key-removed = retirée : a signé de l’entrée { $from } à l’entrée { $until } du journal
site-key-taken = Ne vous fiez pas à ce qu’elle a signé depuis l’entrée { $since } : elle aurait été entre d’autres mains.
site-confirmed = Comment les clés ont été confirmées
site-confirmed-what = Les responsables du registre ont inscrit l’organisation. Seul ce que d’autres disent ci-dessous est plus que leur parole.
site-confirmed-nobody = Personne d’autre ne les a confirmées ici.
site-log-what = Tout ce qui a été dit est dans ce journal, dans l’ordre qui décide. Rien ne peut en être retiré ni déplacé sans que tout le monde le voie.
site-log-head = Sa tête
site-log-size = { $size ->
    [one] { $size } entrée
   *[other] { $size } entrées
}, avec la racine
site-log-origin = Le nom du journal :
site-log-checkpoint = Le point de contrôle signé
site-log-witnesses = Témoins
site-log-witnesses-what = Un témoin est quelqu’un d’autre qui a vu cette tête, et a signé qu’elle continue ce qu’il avait vu avant.
site-log-witnesses-none = Aucun témoin n’a signé cette tête.
site-log-witnessed = La dernière tête avec assez de témoins a { $size ->
    [one] { $size } entrée
   *[other] { $size } entrées
}.
site-log-maintainers = Responsables
site-log-threshold = { $count ->
    [one] { $count } d’entre eux doit signer ce que dit le registre.
   *[other] { $count } d’entre eux doivent signer ce que dit le registre.
}
site-log-publisher = Ce que l’éditeur a vérifié
site-log-checked = { $records ->
    [one] { $records } document
   *[other] { $records } documents
}, { $signatures ->
    [one] { $signatures } signature
   *[other] { $signatures } signatures
}, { $texts ->
    [one] { $texts } texte
   *[other] { $texts } textes
}

## The command.

site-done = le site est dans { $folder } : { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
} pour { $base }
site-next-serve = pour le regarder : { $command }
site-serving = { $pages ->
    [one] { $pages } page servie
   *[other] { $pages } pages servies
} à { $address }
site-serving-stop = seul cet ordinateur peut l’atteindre ; arrêtez avec Ctrl-C

## What a page could not check.

site-slow = Non vérifié : ici, cela prend trop de temps.
site-missing = Non vérifié : le fichier qui s’en charge est absent, ou n’est pas celui de cette page.
site-damaged = Non vérifié : ce que cette page contient pour la vérifier a été abîmé en chemin.
site-unread = Non vérifié : tout n’a pas pu être jugé.
site-translated = Non vérifié : le navigateur a traduit cette page. Regardez l’original.
site-rewritten = Non vérifié : ses liens ont été changés, comme le font les archives. Regardez la page d’origine.
site-badge-replaced = remplacée par la version { $version }
site-paste-slow = Pas comparé : ici, cela prend trop de temps.
site-paste-not = Pas comparé : ce navigateur ne le peut pas.

## What happened after a version was published, in the feed.

site-feed-replaced = remplacée par la version { $version }
site-feed-withdrew = { $name } s’est retirée
site-feed-late = { $name } l’a approuvée après sa publication
site-feed-revoked = { $name } a mis fin à sa clé { $label } : ce que cette clé signe ensuite n’est pas d’elle
site-feed-withheld = { $count ->
    [one] les responsables ne montrent pas { $count } acte à son sujet
   *[other] les responsables ne montrent pas { $count } actes à son sujet
}
site-badge-retracted = rétractée par les responsables
site-desk = Bureau
site-desk-what = Pour répondre et vérifier sans terminal. SHA-256 de desk.html, tel que ce site l’a :
site-translations = Traductions faites après coup
site-translations-note = Les organisations ont signé le texte plus haut. Une traduction ne vaut pour personne dont le nom n’est pas écrit dessous.
site-translation-named = { $endorsed } sur { $named } ont approuvé cette traduction
site-translation = { $endorsed ->
    [0] Aucune organisation n’a approuvé cette traduction
    [one] 1 organisation a approuvé cette traduction
   *[other] { $endorsed } organisations ont approuvé cette traduction
}
site-retracted = version { $version }, rétractée
site-key-shown = Elle a signé son inscription : quelqu’un la détient.
