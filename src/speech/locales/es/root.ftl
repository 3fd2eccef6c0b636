# The registry's authority.

root-in-force = el cambio está vigente
root-not-yet = el cambio todavía no está vigente
root-threshold = { $want ->
    [one] debe firmar 1
   *[other] deben firmar { $want }
} de { $all ->
    [one] 1 responsable
   *[other] { $all } responsables
}
root-left = { $label }: { $key } se fue en la entrada { $at }
root-log-key = clave del libro público: { $key }
root-witness = testigo: { $key }
root-no-witnesses = sin testigos: nadie de fuera vigila este libro público
root-quorum = { $want ->
    [one] debe firmar 1
   *[other] deben firmar { $want }
} de { $all ->
    [one] 1 testigo
   *[other] { $all } testigos
}
root-next = compare la huella con la que le dé alguien a quien conozca
