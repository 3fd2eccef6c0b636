# Lo que se muestra antes de firmar, y lo que se hizo.

act-intent-endorse = esto respalda exactamente el texto de arriba en nombre de { $organisation }
act-intent-decline = esto dice, en nombre de { $organisation }, que la organización no firma el texto de arriba
act-intent-withdraw = esto termina, en nombre de { $organisation } y a la vista de todos, el respaldo al texto de arriba
act-endorsed = { $organisation } respaldó { $version }
act-declined = { $organisation } declinó firmar { $version }
act-withdrew = { $organisation } se retiró de { $version }
act-before-endorsed = antes de esto, { $organisation } respaldó esta versión; lo que haga ahora ocupa el lugar de aquello
act-before-declined = antes de esto, { $organisation } declinó firmar esta versión; lo que haga ahora ocupa el lugar de aquello
act-before-withdrew = antes de esto, { $organisation } se retiró de esta versión; lo que haga ahora ocupa el lugar de aquello
act-effect-private = se queda en la rama del borrador y no se publica
act-effect-endorsed = cuenta cuando los responsables publiquen la versión
act-effect-shown = se muestra cuando los responsables publiquen la versión
act-effect-pending = cuenta cuando lo anote quien tenga la clave del libro público
act-version-hash = hash de la versión: { $hash }
act-hash = hash del acto:       { $hash }
act-hash-of = hash: { $hash }
act-nothing-signed = no se firmó nada
act-next-command = ejecute la línea de abajo; después: { $next }
act-signed = firmado: { $what }, con { $signed } de { $threshold ->
    [one] 1 firma
   *[other] { $threshold } firmas
}
act-written = archivo escrito: { $file }
act-not-sent = no se envió nada, y nadie lo cuenta hasta que los responsables lo incorporen
act-next-import = dé { $file } y { $file }.sig a countersign import
act-next-pass = { $count ->
    [one] falta 1 firma
   *[other] faltan { $count } firmas
}; páselo a otra persona responsable: { $command }
act-next-send = envíe { $file } a { $to }
act-next-send-both = envíe { $file } y { $file }.sig a { $to }
act-whoever-asked = quien le envió la solicitud
act-names = lleva debajo los nombres: { $names }
act-names-nobody = no lleva debajo ningún nombre
act-title = título ({ $language }): { $title }
act-attachment = unido al texto, y no se muestra aquí: adjunto { $file }, { $bytes } bytes, sha256 { $sha256 }
act-summary = resumen de los cambios: { $words }
act-conditions = sus condiciones: { $conditions }
act-reason = su motivo: { $words }
act-public = pública: todos podrán leer que declinaron firmar
act-private = no pública: los responsables leen que declinaron firmar, y no lo publican
act-no-name = su nombre no se publica, y nadie puede comprobar que firmaron; si está debajo del texto, allí se queda
act-no-name-help = qué puede y qué no puede hacer eso: countersign help safety
act-reservation = su reserva: { $words }
act-capacity = en calidad de «{ $capacity }»: se muestra y no cuenta
act-signed-before = firmado antes que usted con: { $keys }
act-request = una solicitud de { $registry } a { $name } ({ $organisation }), hecha el { $date }
act-deadline = se espera una respuesta antes del { $deadline }; el silencio nunca se cuenta como un sí
act-cannot-show = lo que este archivo no puede mostrar: que este registro sea el que usted cree, y que tenga las claves de ustedes como están aquí
act-fingerprint = huella del registro: { $fingerprint }
act-key = clave { $label } de { $organisation }: { $fingerprint }
act-compare = si es su primera solicitud, compárelas antes de firmar con alguien a quien conozca allí
act-touch = toque la llave de seguridad cuando parpadee
act-passphrase-new = frase de contraseña nueva:
act-passphrase-again = otra vez la misma:
act-type-to-confirm = escriba { $want } para confirmar:
act-left-alone = no se tocó, porque se editó aquí: { $path }; para ver cómo: git diff
act-waits = está en la rama y espera a entrar en el libro público: cuenta después de `countersign { $next }`
act-signs-as = se firma con el nombre: { $name }
act-not-endorsed = unido al texto, y NO respaldado: el texto en { $language }
act-endorses = respaldado: el texto en { $language }
act-lost = su respaldo anterior tenía algo que este no tiene: { $lost }
act-wish-written = { $file } contiene su petición de omisión firmada: entréguela a quienes mantienen el registro donde nadie más la lea, y guarde una copia
act-endorses-translation = respaldada: la traducción a { $language }, posterior
act-translation-not-endorsed = NO respaldada: la traducción a { $language }, posterior
act-translation-help = Una traducción posterior, hecha por quienes mantienen el registro. Solo la respalda si la elige.
act-names-taken-down = los nombres al pie del texto se retiraron de la vista
act-for-ever = lo que entra en el libro público queda para siempre: después se puede retirar u ocultar, pero las copias ajenas lo conservan
