# Reçus.

receipt-proves = { $name } prouve que le { $act ->
    [endorse] soutien
    [decline] refus
   *[withdraw] retrait
} de { $organisation } était l’entrée { $at } d’un journal de { $size } entrées
receipt-next = gardez-le hors du registre ; plus tard : { $command }
