# Bundles: what is in the file, what it proves.
bundle-proves = { $name } prueba { $version } tal como está después de { $size ->
    [one] 1 entrada
   *[other] { $size } entradas
} del libro público ({ $bytes } bytes)
bundle-waiting = no incluye: { $count ->
    [one] 1 documento que espera
   *[other] { $count } documentos que esperan
} a entrar en el libro público
bundle-next = abra { $name } en un navegador, que lo comprueba sin red
