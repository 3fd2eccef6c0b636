# Witnesses.

witness-cosigned-as = se firmó como testigo { $name } hasta { $count ->
    [one] 1 entrada
   *[other] { $count } entradas
}, el { $time }
witness-next = envíe { $file } a los responsables: countersign import FILE
witness-cosigned = { $name } firmó como testigo { $count ->
    [one] 1 entrada
   *[other] { $count } entradas
}: { $cosigned } de { $quorum } testigos
witness-others = el registro pide también otros testigos: countersign root show
