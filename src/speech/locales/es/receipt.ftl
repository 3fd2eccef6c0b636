# Recibos.

receipt-proves = { $name } prueba que { $act ->
    [endorse] el respaldo
    [decline] la negativa
   *[withdraw] la retirada
} de { $organisation } era la entrada { $at } de un libro público de { $size } entradas
receipt-next = guárdelo fuera del registro; más adelante: { $command }
