# Ce qu'a fait une synchronisation.

sync-received = { $count ->
    [one] un document est arrivé de { $remote }
   *[other] { $count } documents sont arrivés de { $remote }
}
sync-sent = { $count ->
    [one] un document a été envoyé à { $remote }
   *[other] { $count } documents ont été envoyés à { $remote }
}
sync-logged = { $count ->
    [one] un document a été inscrit : le journal a maintenant { $size } entrées
   *[other] { $count } documents ont été inscrits : le journal a maintenant { $size } entrées
}
sync-nothing = { $remote } et cette copie ont les mêmes documents
sync-waiting = { $count ->
    [one] un document attend d'être inscrit ; il compte dès qu'une personne qui a la clé du journal lance countersign sync
   *[other] { $count } documents attendent d'être inscrits ; ils comptent dès qu'une personne qui a la clé du journal lance countersign sync
}
sync-set-aside = non envoyé : { $what } : { $why } ; cela reste sur la branche { $branch }
sync-next = ensuite : countersign verify
sync-embargo = ceci envoie le brouillon de { $id } à { $remote }, avec tous les brouillons précédents de sa branche : qui peut lire là-bas le lit, et l'embargo prend fin
sync-ask-send = l’envoyer ?
sync-asking = demande à { $url }
sync-given-up = l’historique de { $name } a été refait sans ce qui a été retiré de la vue ; ce clone et ses brouillons l’ont encore : lancez ici le même `countersign withhold ID@V --org DOMAIN --rewrite-history`
sync-ahead = arrivé : { $path } : { $said }
