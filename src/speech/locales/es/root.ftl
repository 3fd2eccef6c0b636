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
root-policy = quién debe firmar como testigo:
root-url = dirección: { $url }
root-compromised = clave del libro público en otras manos desde las { $since } entradas: { $key }
root-continues = continúa las primeras { $size } entradas de { $origin }, de huella { $registry }
root-ends = el registro termina con esto: después solo se admiten retiradas de respaldo, revocaciones y omisiones
root-ends-successor = lo más nuevo aparece en el registro de huella { $successor }
