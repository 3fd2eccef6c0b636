# Lo que hizo una sincronización.

sync-received = { $count ->
    [one] llegó un documento de { $remote }
   *[other] llegaron { $count } documentos de { $remote }
}
sync-sent = { $count ->
    [one] se envió un documento a { $remote }
   *[other] se enviaron { $count } documentos a { $remote }
}
sync-logged = { $count ->
    [one] se anotó un documento: el libro público tiene ahora { $size } entradas
   *[other] se anotaron { $count } documentos: el libro público tiene ahora { $size } entradas
}
sync-nothing = { $remote } y esta copia tienen los mismos documentos
sync-waiting = { $count ->
    [one] un documento espera a ser anotado, y cuenta cuando alguien con la clave del libro público ejecute countersign sync
   *[other] { $count } documentos esperan a ser anotados, y cuentan cuando alguien con la clave del libro público ejecute countersign sync
}
sync-set-aside = no se envió: { $what }: { $why }; queda en la rama { $branch }
sync-next = siguiente: countersign verify
sync-embargo = esto envía el borrador de { $id } a { $remote }, con todos los borradores anteriores de su rama: quien pueda leer allí lo lee, y el embargo termina
sync-ask-send = ¿enviarlo?
sync-asking = se pregunta a { $url }
sync-given-up = la historia de { $name } se rehízo sin algo que se omitió; este clon y sus borradores todavía lo tienen: ejecute aquí el mismo `countersign withhold ID@V --org DOMAIN --rewrite-history`
sync-ahead = llegó: { $path }: { $said }
