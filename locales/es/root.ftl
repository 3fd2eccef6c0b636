# The registry's authority.

root-in-force = el cambio está vigente
root-not-yet = el cambio todavía no está vigente
root-threshold = deben firmar { $want } de { $all } responsables
root-left = { $label }: { $key } se fue en la entrada { $at }
root-log-key = clave del registro público: { $key }
root-witness = testigo: { $key }
root-no-witnesses = sin testigos: nadie de fuera vigila este registro público
root-quorum = deben firmar { $want } de { $all } testigos
root-next = compare la huella con la que le dé alguien a quien conozca
