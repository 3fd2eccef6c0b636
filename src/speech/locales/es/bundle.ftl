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
bundle-shows-draft = { $name } muestra { $version } como borrador, para quien deba leerlo antes de hora ({ $bytes } bytes)
bundle-draft-names = nombra a quienes han firmado hasta ahora: entréguelo solo a quien se lo guarde
bundle-draft-page = un borrador no tiene página: dé un nombre que no termine en .html
