# Lo que cambió entre dos textos.

diff-changes = de { $before } a { $after } ({ $language }): { $count ->
    [0] no difiere ninguna palabra
    [one] 1 cambio
   *[other] { $count } cambios
}
