# Verdicts.

verify-this-registry = este registro
verify-what-was-asked = lo que se preguntó

## The first line: a word, and a sentence.

verify-word-holds = se sostiene
verify-word-caveat = con salvedades
verify-word-broken = roto
verify-word-unchecked = sin comprobar
verify-word-unknown = desconocido
verify-word-altered = alterado
verify-holds = todo lo comprobado en { $registry } encaja
verify-broken = no se fíe de { $registry }: vea lo que se señala abajo
verify-unchecked = no se pudo juzgar, lo que no lo hace inválido; { $registry }
verify-unknown = { $asked } no está en { $registry }
verify-altered = las palabras son otras: { $registry }
verify-caveat-read = lo que se muestra se sostiene, pero lea antes las salvedades; { $registry }
verify-caveat-none = lo que se muestra se sostiene, pero aquí no cuenta ningún respaldo; { $registry }
verify-caveat-noted = lo que se muestra se sostiene, pero hay algo anotado o sin comprobar; { $registry }

## A version and its organisations.

verify-endorsed-historical = { $named ->
    [one] lleva debajo 1 nombre
   *[other] lleva debajo { $named } nombres
}; nadie lo firmó aquí
verify-endorsed-unnamed = { $count ->
    [0] ninguna organización ha respaldado
    [one] 1 organización ha respaldado
   *[other] { $count } organizaciones han respaldado
} exactamente este texto
verify-endorsed-named = { $some } de { $named ->
    [one] 1 organización nombrada
   *[other] las { $named } organizaciones nombradas
} { $some ->
    [one] ha respaldado
   *[other] han respaldado
} exactamente este texto
verify-endorsed-others = { $sentence }, y { $others ->
    [one] 1 que no se nombra
   *[other] { $others } que no se nombran
}
verify-endorsed-withheld = { $sentence }; { $count ->
    [one] los actos de 1 organización
   *[other] los actos de { $count } organizaciones
} no se muestran y no se pueden comprobar
verify-version-current = vigente
verify-version-superseded = sustituida por una versión más nueva
verify-version-historical = histórica, registro de lo que se publicó en otro lugar
verify-version-proposed = propuesta, no está en el libro público y no cuenta
verify-not-counted = no cuenta
verify-endorsed = respalda
verify-declined = declinó
verify-withdrew = se retiró
verify-named = nombrada
verify-withheld = omitido
verify-withheld-name = actos de 1 organización, no mostrados
verify-unreliable = no se fíe
verify-signature-bad = la firma no corresponde o no tenía derecho a firmar
verify-signature-none = sin firma aquí
verify-signature-withheld = no se puede comprobar aquí
verify-signature-unchecked = firma de un tipo que no se comprobó
verify-key-confirmed = clave confirmada por otros
verify-key-recovered = con claves que solo eligieron los responsables del registro
verify-capacity = respalda solo en calidad de «{ $capacity }»
verify-reservation = con una reserva: { $words }
verify-reason = motivo: { $words }
verify-conditions = con condiciones: { $conditions }
verify-condition-not-before = publicado el { $time } o después
verify-condition-until = publicado antes del { $time }
verify-condition-at-least = { $count ->
    [one] lo respalda al menos 1 organización
   *[other] lo respaldan al menos { $count } organizaciones
}
verify-condition-and = { $first } y { $last }
verify-other-hands = se dice que la clave estuvo en otras manos
verify-pending = { $act ->
    [endorse] un respaldo
    [decline] una negativa
   *[withdraw] una retirada
} espera a entrar en el libro público
verify-said-once-signature = en cada línea con fecha, salvo que diga otra cosa: la firma corresponde;
verify-said-once-key = que la clave es de la organización lo afirman los responsables de este registro;
verify-said-once-date = la fecha es la que escribió la organización

## Evidence, and the next step.

verify-not-to-be-quoted = lo que dice, y que no debe citarse mientras haya algo roto:
verify-severity-note = nota
verify-follows = { $sentence }; { $count ->
    [one] y 1 consecuencia
   *[other] y { $count } consecuencias
}
verify-more-notes = { $count ->
    [one] 1 nota más
   *[other] { $count } notas más
}: añada -v
verify-checked = comprobado: { $records ->
    [one] 1 documento
   *[other] { $records } documentos
}, { $signatures ->
    [one] 1 firma
   *[other] { $signatures } firmas
}, { $texts ->
    [one] 1 texto
   *[other] { $texts } textos
}
verify-log = libro público: { $entries ->
    [one] 1 entrada
   *[other] { $entries } entradas
}, raíz { $root }
verify-bundle = paquete: { $carried } de { $entries ->
    [one] 1 entrada
   *[other] las { $entries } entradas
} del libro público, raíz { $root }
verify-witness = testigo: { $name }, { $time }
verify-fingerprint = huella: { $fingerprint }
verify-not-checked = no se comprobó:
verify-next = siguiente paso: { $step }
verify-next-broken = no lo cite; pregunte a los responsables del registro por lo que está marcado como roto
verify-next-unchecked = pida un countersign más nuevo o una copia sin daños
verify-next-unknown = para ver qué hay en este registro: { $command }
verify-next-expect = con la huella que le dé alguien de su confianza: { $command }
verify-next-read = para leer las palabras exactas: { $command }

## Whose the keys are.

verify-whose = de quién son las claves:
verify-whose-confirmed = confirmadas por alguien ajeno a los responsables de este registro
verify-whose-claimed = lo afirma este registro
verify-whose-recovered = lo afirma este registro, en lugar de las claves propias de la organización
verify-newest-confirmation = última confirmación: { $date }, { $age }
verify-age-future = que es posterior al reloj de esta computadora
verify-age-today = en el último día
verify-age-days = { $count ->
    [one] hace 1 día
   *[other] hace { $count } días
}
verify-age-months = { $count ->
    [one] hace 1 mes
   *[other] hace { $count } meses
}
verify-age-years = { $count ->
    [one] hace 1 año
   *[other] hace { $count } años
}
verify-not-remembered = no se pudo recordar este estado: { $why }
verify-first-contact = primer contacto con { $name } ({ $origin }): compare su huella con alguien a quien conozca
verify-line = { $word }: { $sentence }
verify-caveat-retracted = los responsables retractaron { $version }, y lo que se muestra se sostiene; { $registry }
verify-retracted = los responsables retractaron esta versión el { $date }: { $reason }
verify-retracted-replaced = los responsables retractaron esta versión el { $date } y piden que se lea { $other } en su lugar: { $reason }
verify-listed-as = inscrita como { $name }
verify-some-texts = solo el texto en: { $languages }
verify-endorsed-version-unnamed = { $count ->
    [one] 1 organización ha respaldado
   *[other] { $count } organizaciones han respaldado
} esta versión
verify-endorsed-version-named = { $some } de { $named ->
    [one] 1 organización nombrada
   *[other] las { $named } organizaciones nombradas
} { $some ->
    [one] ha respaldado
   *[other] han respaldado
} esta versión
verify-endorsed-split = { $sentence }: { $original } el texto original ({ $language }), { $others } solo en otras lenguas ({ $languages })
verify-endorsed-elsewhere = { $sentence }; { $count ->
    [one] 1 organización la respalda
   *[other] { $count } organizaciones la respaldan
} solo en otras lenguas
verify-translation = traducción a { $language }, posterior: { $endorsed ->
    [0] nadie la ha respaldado
    [one] 1 organización la ha respaldado
   *[other] { $endorsed } organizaciones la han respaldado
}
verify-condition-claimed = con una condición que, según solo quienes mantienen el registro, se cumplió
verify-counted-with = cuenta una sola vez con { $successor }
verify-more-lines = { $count } más: { $list }; todas con { $how }
verify-more-findings = { $count } más como estas; todas con { $how }
verify-version-retracted = retractada
verify-text-taken-down = el texto ({ $language }) se retiró de la vista: { $reason }
verify-file-taken-down = el archivo { $file } se retiró de la vista: { $reason }
verify-as-of = a fecha de { $day }, entrada { $size }: { $sentence }
verify-version-newest-here = la más reciente que este archivo conoce
verify-commit = commit { $commit }
verify-text-replaced = solo de una traducción que después se sustituyó o se retiró
verify-lent = su dominio lo presta este registro
verify-names-taken-down = los nombres al pie del texto se retiraron de la vista: { $reason }
verify-earlier = { $endorsed ->
    [one] 1 respaldó
   *[other] { $endorsed } respaldaron
} la versión { $version }; de ellas, { $still ->
    [0] ninguna respalda
    [one] 1 respalda
   *[other] { $still } respaldan
} esta; { $total } entre todas las versiones
