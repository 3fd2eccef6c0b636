# Witnesses.

witness-cosigned-as = signé comme témoin { $name } jusqu’à { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}, le { $time }
witness-next = envoyez { $file } aux responsables : countersign import FILE
witness-cosigned = { $name } a signé comme témoin { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
} : { $cosigned } témoins sur { $quorum }
witness-others = le registre demande aussi d’autres témoins : countersign root show
