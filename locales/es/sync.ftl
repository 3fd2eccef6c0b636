# Lo que hizo una sincronización.

sync-received = { $count ->
    [one] llegó un registro de { $remote }
   *[other] llegaron { $count } registros de { $remote }
}
sync-sent = { $count ->
    [one] se envió un registro a { $remote }
   *[other] se enviaron { $count } registros a { $remote }
}
sync-logged = { $count ->
    [one] se anotó un registro: la bitácora tiene ahora { $size } entradas
   *[other] se anotaron { $count } registros: la bitácora tiene ahora { $size } entradas
}
sync-nothing = { $remote } y esta copia tienen los mismos registros
sync-waiting = { $count ->
    [one] un registro espera a ser anotado, y cuenta cuando alguien con la clave de la bitácora ejecute countersign sync
   *[other] { $count } registros esperan a ser anotados, y cuentan cuando alguien con la clave de la bitácora ejecute countersign sync
}
sync-set-aside = no se envió: { $what }: { $why }; queda en la rama { $branch }
sync-next = siguiente: countersign verify
sync-embargo = esto envía el borrador de { $id } a { $remote }, con todos los borradores anteriores de su rama: quien pueda leer allí lo lee, y el embargo termina
sync-ask-send = ¿enviarlo?
