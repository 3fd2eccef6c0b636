# Reçus.

receipt-proves = { $name } prouve que { $act ->
    [endorse] l’approbation
    [decline] le refus
   *[withdraw] le retrait
} de { $organisation } était l’entrée { $at } d’un journal de { $size } entrées
receipt-next = gardez-le hors du registre ; plus tard : { $command }
