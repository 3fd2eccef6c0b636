# Las reglas por su nombre: por qué no se admite un documento.

rule-entry = la entrada del libro público no es la de este documento: { $what }
rule-signatures = el libro público nombra { $want ->
    [one] 1 archivo de firma
   *[other] { $want } archivos de firma
}, y { $got ->
    [0] no corresponde ninguno
    [one] corresponde 1
   *[other] corresponden { $got }
}
rule-registry = pertenece a otro registro
rule-founding = el libro público no empieza por el primer documento del propio registro
rule-not-entitled = lo firmó la clave { $key }, que en este punto del libro público no vale para { $who }
rule-signed-twice = { $who }: la clave { $label } lo firmó dos veces
rule-threshold = para { $who } se { $want ->
    [one] necesita 1 firma
   *[other] necesitan { $want } firmas
}, y hay { $got }
rule-key-taken = la clave tiene o tuvo titular ({ $holder }): una clave es de un solo titular y de una sola etiqueta, para siempre
rule-key-ended = la clave tuvo titular ({ $holder }), y una clave que terminó no se vuelve a inscribir nunca
rule-label-taken = la etiqueta ({ $holder }) designa otra clave: una etiqueta nombra una sola clave, para siempre
rule-silent = { $organisation } debe firmar con { $want ->
    [one] 1 clave
   *[other] { $want } claves
}, y { $left ->
    [0] no le queda ninguna
    [one] le queda 1
   *[other] le quedan { $left }
}: no puede hablar hasta que se recuperen sus claves
rule-origin = el nombre de origen del libro público nunca cambia
rule-not-named = la clave { $label } de { $organisation } se va, y no se la nombra entre las retiradas
rule-never-its-key = la clave { $label } que se retira no es ni fue de { $organisation }
rule-compromised-outside = la clave { $label } se inscribió en la entrada { $from }: no puede estar en otras manos desde la entrada { $since }
rule-not-an-organisations-key = la clave { $key } no es de ninguna organización
rule-ended-already = la clave ({ $holder }) ya terminó en la entrada { $at }
rule-own-confirmation = { $organisation } no puede confirmar sus propias claves
rule-not-in-force = la clave { $key } no está vigente para { $organisation }, y solo se confirman claves vigentes
rule-other-url = la prueba viene de { $got }: solo { $want } habla por la organización
rule-enrolled-already = { $organisation } ya está inscrita
rule-not-enrolled = { $organisation } no está inscrita
rule-other-name = { $organisation } no está inscrita con el nombre «{ $name }», ni lo tiene como otro nombre
rule-chain = no continúa su cadena: se esperaba { $what }
rule-no-such-version = no hay versión { $version } en este punto del libro público
rule-other-words = trata de otras palabras: { $version } tiene el hash { $want }, y este nombra { $got }
rule-closed = { $version } no admite respaldos: { $why }
rule-nothing-to-withdraw = { $organisation } no tiene ningún respaldo que retirar
rule-withdraw-instead = { $organisation } lo respaldó: un respaldo se termina con una retirada
rule-no-such-language = { $organisation } respalda el texto en { $language }, y la versión no lo tiene en esa lengua
rule-private-decline = { $organisation } declinó sin hacerlo público: no entra en el libro público
rule-condition = la condición de { $organisation } no se cumple: { $unmet }
rule-unpublished = { $version } entra en el libro público sin su publicación en la misma anotación
rule-order = los actos de una misma anotación no siguen el orden de sus organizaciones
rule-not-open = omite { $what }, que no es un acto sobre esta versión cuyo documento no se muestra
rule-withheld = dejó de mostrarse por una omisión de { $version }: para volver, la organización firma un acto nuevo
rule-half-a-chain = no nombra todos los actos de esa organización: uno posterior los continúa
rule-not-shown = el documento de esta entrada no se muestra, y no puede faltar

## What the rules speak of.

rule-entry-hash = otro hash
rule-entry-kind = otra clase u otro documento anterior
rule-entry-twice = el mismo documento por segunda vez
rule-no-entry = algo que no es una entrada
rule-who-maintainers = los responsables
rule-who-maintainer = la persona responsable { $label }
rule-who-either = los responsables de antes o de después de este cambio
rule-who-before = los responsables de antes de este cambio
rule-who-after = los responsables de después de este cambio
rule-who-itself = la clave que se termina
rule-who-log = el libro público
rule-who-witness = el testigo { $name }
rule-chain-authority = la autoridad del registro
rule-chain-keys = las claves de { $organisation }
rule-chain-confirmations = las confirmaciones de { $organisation }
rule-chain-number = { $what }, número { $number }
rule-chain-after = { $what }, después de { $after }
rule-chain-version = la versión { $number } de { $statement }
rule-chain-act = el acto { $number } de { $organisation }
rule-chain-withholding = la omisión { $number } de { $version }
rule-closed-historical = recoge lo que se publicó en otro lugar
rule-closed-superseded = se publicó una versión más nueva
rule-unmet-not-before = solo respalda una publicación del { $time } o posterior
rule-unmet-until = solo respalda una publicación anterior al { $time }
rule-unmet-at-least = solo respalda junto con al menos { $want ->
    [one] 1 organización
   *[other] { $want } organizaciones
}, y hay { $got }
rule-group-maintainers = responsables
rule-group-keys = claves de { $organisation }
rule-group-before = responsables de antes de este cambio
rule-group-after = responsables de después de este cambio
rule-closed-retracted = los responsables la retractaron
rule-retracted-already = { $version } ya estaba retractada
rule-other-text = { $organisation } respalda en { $language } otro texto que el de la versión: se esperaba { $want } y se recibió { $got }
rule-has-text = { $version } se propuso con un texto en este idioma, así que no admite una traducción a { $language }
rule-too-many-texts = { $version } tiene ya todos los textos y traducciones que puede tener una versión
rule-chain-translation = la traducción { $number } de { $version } a { $language }
rule-signatures-changed = { $here ->
    [0] falta el archivo de firma de este acto
    [one] falta o fue modificado un archivo de firma de este acto: el que está aquí no es todo lo que se registró
   *[other] falta o fue modificado uno de los { $here } archivos de firma de este acto
}
rule-retired = { $organisation } está retirada: ni figura bajo declaraciones nuevas ni respalda
rule-chain-listings = las inscripciones de nombres de { $organisation }
rule-no-such-words = { $version } no tiene palabras con el hash { $words } que aún se muestren
rule-taken-down = las palabras de { $version } que se retiraron de la vista no vuelven como traducción
rule-too-many-accusations = se puede decir { $max } veces en total que claves de { $organisation } estaban en otras manos, y ya no quedan más: quita las claves sin decirlo
rule-too-many-own-accusations = { $organisation } puede decir { $max } veces que una clave estaba en otras manos, y ya no le quedan más: los responsables todavía pueden decirlo, en una recuperación
rule-ended = el registro terminó: ya solo se admiten retiradas de respaldo, revocaciones y omisiones
rule-not-a-log-key = { $key } nunca fue una clave de este libro público
rule-log-key-outside = { $key } no puede haber estado en otras manos solo desde { $since } entradas: el libro público tiene { $at }
