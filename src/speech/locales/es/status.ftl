# Dónde está cada versión, y a quién esperan los documentos.

status-counts = { $endorsed ->
    [one] 1 respalda
   *[other] { $endorsed } respaldan
}, { $declined ->
    [one] 1 declinó
   *[other] { $declined } declinaron
}, { $withdrew ->
    [one] 1 se retiró
   *[other] { $withdrew } se retiraron
}, { $named ->
    [one] 1 nombrada
   *[other] { $named } nombradas
} sin haber actuado{ $withheld ->
    [0] {""}
   *[other] , { $withheld } con el nombre omitido, lo que no se puede comprobar
}
status-none = todavía no hay ninguna declaración
status-waiting = { $count ->
    [one] 1 documento espera
   *[other] { $count } documentos esperan
} a entrar en el libro público
status-next-log = quien tenga la clave del libro público: { $command }
status-next-approve = de quien se espera: { $command }
status-next-each = cada una de esas personas: { $command }
status-waits = espera más firmas, y hasta entonces no cambia nada
status-approvals = { $path }: { $signed } de { $want } han aprobado ({ $who }); falta: { $labels }
status-current = vigente
status-superseded = sustituida
status-historical = histórica
status-draft = borrador
status-endorsed = respalda
status-declined = declinó
status-withdrew = se retiró
status-no-answer = sin respuesta
status-withheld = omitido
status-unreliable = no se fíe
status-languages = en estos idiomas:
status-heads = texto, versión, dominio, nombre, situación, fecha, idiomas, en nombre de, condiciones, reserva, preguntada, plazo, no en privado
