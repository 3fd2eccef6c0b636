# Lo que cambió entre dos textos.

diff-changes = de { $before } a { $after } ({ $language }): { $count ->
    [0] no difiere ninguna palabra
    [one] 1 cambio
   *[other] { $count } cambios
}
diff-title = el título era «{ $before }» y es «{ $after }»
diff-new-name = este nombre figura solo al pie de la posterior: { $name }
diff-gone-name = este nombre figura solo al pie de la anterior: { $name }
diff-names-taken-down = los nombres al pie de una de las dos se retiraron de la vista y no se comparan
