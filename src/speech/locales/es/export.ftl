# Lo que sale para páginas web y comunicados de prensa.

export-draft = { $version } es un borrador: todavía no es público quién lo firmó
export-draft-why = hasta que se publique, cada organización puede retirarse sin que se sepa
export-retracted = { $version } fue retractada: ya no debe imprimirse a nadie debajo
export-superseded = { $version } fue sustituida: quien la respalda no ha respaldado con ello la versión nueva
export-left = no figuran: { $declined } que declinaron, { $withdrawn } que se retiraron, { $named } nombradas sin firma, { $withheld } con el nombre omitido, { $others } cuya palabra no cuenta
export-done = escrito: { $file }, { $count ->
    [one] 1 organización
   *[other] { $count } organizaciones
}
export-heads = texto, nombre, dominio, fecha, idiomas, situación, observaciones
