# Lo nuevo sobre una organización.

watch-withheld = { $what }: de quién, aquí no se puede comprobar; su propio recibo dice si son suyos
watch-all = todo lo que hay hasta ahora de { $organisation }, en { $count ->
    [one] 1 entrada
   *[other] { $count } entradas
}
watch-nothing = nada nuevo de { $organisation } en { $count ->
    [one] 1 entrada
   *[other] { $count } entradas
}
watch-new = novedades de { $organisation } en { $count ->
    [one] 1 entrada
   *[other] { $count } entradas
}
watch-waits = espera  { $what }
watch-next = si algo de esto no lo hicieron ustedes: countersign org revoke --help
