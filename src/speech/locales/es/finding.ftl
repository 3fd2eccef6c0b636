# Lo que la comprobación tiene que decir. Un argumento `technical` es lo que dice un analizador, en inglés.

finding-unread-copy = { $what }: { $why }
finding-at = { $path }: { $message }

## The tree, and single files.

finding-tree-symlink = un enlace simbólico, que un registro nunca tiene
finding-tree-submodule = un submódulo, que un registro nunca tiene
finding-tree-special = una tubería, un socket o un dispositivo, que un registro nunca tiene
finding-tree-name = un nombre que un registro nunca tiene
finding-tree-duplicate = dos entradas de una carpeta llevan este nombre, y los programas no coinciden en cuál muestran
finding-tree-case = dos nombres difieren solo en mayúsculas y minúsculas, y algunas computadoras muestran solo uno
finding-tree-depth = carpetas anidadas más hondo de lo que llega un registro
finding-tree-replaced = se le indica a git que muestre algo distinto de lo que hay aquí
finding-tree-damaged = un objeto dañado: no se pudo leer
finding-tree-many = más archivos de los que un registro llega a tener; el resto no se leyó
finding-unknown-file = no forma parte del formato del registro; no se leyó
finding-unread-missing = no existe el archivo { $path }
finding-unread-large = { $path } tiene { $size } bytes, más de los { $max } que puede tener un archivo de su clase
finding-unread-damaged = { $path } está dañado y no se pudo leer
finding-unread-other = no se pudo leer { $path }
finding-newer-record = un documento de tipo { $type }, que esta versión del programa no conoce
finding-record-reformatted = un documento tiene una sola forma escrita, sin espacios entre sus partes: un editor o un formateador lo cambió
finding-record-altered = este archivo no es un documento del registro en su única forma escrita: está alterado o mal hecho
finding-signature-alone = aquí hay una firma sin el documento para el que se hizo
finding-signature-unsupported = una firma de un tipo que esta versión del programa no sabe juzgar
finding-signature-misfit = la firma no corresponde a estos bytes
finding-signature-untouched = la llave física firmó sin que nadie la tocara
finding-signature-bad = este archivo no es una firma válida del documento que acompaña
finding-signature-late = esta firma se añadió cuando el documento ya estaba en el libro público, y no cuenta
finding-misplaced = el lugar de este documento es { $want }
finding-misplaced-nowhere = este documento no tiene lugar en el registro
finding-misplaced-signature = el lugar de esta firma es { $want }
finding-copy = una copia de un documento que ya está donde le corresponde
finding-signers-missing = falta el archivo: sin él, las herramientas comunes no pueden comprobar las firmas
finding-signers-other = nombra otras claves que los documentos

## The words.

finding-words-missing = falta el archivo que se firmó
finding-words-altered = sus bytes no son los que se firmaron
finding-words-endings = sus bytes no son los que se firmaron; se cambiaron los finales de línea
finding-words-length = sus bytes no son los que se firmaron: eran { $want }, y aquí hay { $got }
finding-words-form = sus bytes son los que se firmaron, pero no tienen la forma que debe tener un texto
finding-words-unbound = ninguna versión publicada une { $bound ->
    [text] este texto
    [names] estos nombres
   *[attachment] este adjunto
}
finding-words-unjudged = ninguna versión que se haya juzgado une { $bound ->
    [text] este texto
    [names] estos nombres
   *[attachment] este adjunto
}

## The log.

finding-log-missing = el libro público no tiene punto de control
finding-log-extra = un libro público de { $size } entradas no tiene este archivo
finding-log-root = indica la raíz { $want }, pero las entradas dan { $got }
finding-log-tile = este archivo no es el que se desprende de las entradas del libro público
finding-log-unread = no se pudo leer este archivo del libro público
finding-log-entry = entrada { $at }: no es una entrada en su única forma escrita
finding-checkpoint = este archivo no es un punto de control
finding-checkpoint-signature = el punto de control no está firmado por una clave del libro público
finding-cosignature = la línea de un testigo no corresponde
finding-witnessed = lo que firmaron los testigos no corresponde a este libro público
finding-beyond-witnessed = los testigos firmaron las primeras { $size } de { $all } entradas
finding-no-heads = la última anotación no termina con una entrada de cabezas
finding-other-heads = entrada { $at }: la entrada de cabezas tiene otra raíz que los documentos anteriores
finding-entry-refused = entrada { $at }, { $kind ->
    [registry] autoridad del registro
    [organisation] claves de una organización
    [revocation] revocación
    [confirmation] confirmación
    [statement] texto
    [endorsement] acto
    [publication] publicación
    [retraction] retractación
    [translation] traducción
    [listing] nombres de una organización
    [extension] extensión
   *[withholding] omisión
} { $record }: { $why }
finding-entry-rule = entrada { $at }: { $why }
finding-refused = no está en el libro público, y las reglas no lo admiten: { $why }
finding-stopped = entrada { $at }: { $why }; esta entrada y todo lo que sigue queda sin comprobar
finding-entry-newer = una entrada de una clase que esta versión del programa no conoce
finding-entry-newer-record = su documento tiene un formato que esta versión del programa no conoce
finding-entry-unread = su documento puede estar entre los archivos que no se pudieron leer
finding-entry-signature-unread = no se pudo leer una firma de su documento
finding-entry-signature-newer = una firma de su documento es de un tipo que no se juzgó
finding-record-missing = el documento de la entrada { $at } no está aquí, y nadie lo ha omitido
finding-record-lost = falta aquí, y la entrada { $at } del libro público lo nombra: recupérelo de otra copia
finding-record-other = no es el documento que nombra la entrada { $at } del libro público: recupere aquel de otra copia
finding-record-withheld = el documento de la entrada { $at } no está aquí: la omisión que lo nombra espera a entrar en el libro público
finding-shown-again = está omitido y vuelve a estar aquí, en { $count ->
    [one] 1 archivo
   *[other] { $count } archivos
} en total: quítelos
finding-next-no-head = no anuncia ninguna cabeza
finding-next-size = anuncia { $said } entradas, y el libro público tiene { $size }
finding-next-count = anuncia { $said } documentos, y esperan { $waiting }
finding-next-root = anuncia la raíz { $said }, y los documentos que esperan dan { $got }
finding-next-no-log = no se pudo leer el libro público

## What waits to be logged.

finding-pending-revocation = una revocación de la clave { $label } de { $organisation } espera a entrar en el libro público
finding-pending-compromised = el aviso de que una clave de { $organisation } estuvo en otras manos espera a entrar en el libro público
finding-pending-keys = el número { $number } de las claves de { $organisation } espera a entrar en el libro público
finding-pending-confirmation = una confirmación de las claves de { $organisation } espera a entrar en el libro público
finding-pending-authority = la autoridad { $number } de este registro espera a entrar en el libro público
finding-pending-withholding = una omisión espera a entrar en el libro público
finding-pending-decline = una negativa de { $name } espera a entrar en el libro público
finding-pending-withdrawal = una retirada de { $name } espera a entrar en el libro público
finding-pending-act = un respaldo de { $name } espera a entrar en el libro público

## Versions and organisations.

finding-about = { $version }: { $what }
finding-superseded = una versión más nueva sustituyó a { $version }
finding-historical = { $version } recoge lo que se publicó en otro lugar; aquí no la firmó nadie
finding-proposed = { $version } no está en el libro público y no cuenta
finding-withdrawn = { $count ->
    [one] 1 organización ha retirado su respaldo
   *[other] { $count } organizaciones han retirado su respaldo
} a { $version }
finding-acts-withheld = los responsables no muestran los actos de { $count ->
    [one] 1 organización
   *[other] { $count } organizaciones
} sobre { $version }: pueden ser de una organización que sí aparece aquí y que quizá haya retirado su respaldo
finding-nobody = no la respalda ninguna organización
finding-too-few = se piden { $want } respaldos, y hay { $got }
finding-not-all = se pide que la respalden las { $want } nombradas, y { $got ->
    [0] no lo hace ninguna
    [one] lo hace 1
   *[other] lo hacen { $got }
}
finding-doubt = { $name } y { $version }: { $doubt }
finding-by-recovered = { $act ->
    [endorse] este respaldo
    [decline] esta negativa
   *[withdraw] esta retirada
} es de claves que solo eligieron los responsables, y no cuenta
finding-accused-by-maintainers = no se fíe de { $act ->
    [endorse] este respaldo
    [decline] esta negativa
   *[withdraw] esta retirada
} (entrada { $entry }): los responsables dicen en la entrada { $at } que la clave estuvo en otras manos desde la entrada { $since }
finding-accused-by-organisation = no se fíe de { $act ->
    [endorse] este respaldo
    [decline] esta negativa
   *[withdraw] esta retirada
} (entrada { $entry }): la organización dice en la entrada { $at } que la clave estuvo en otras manos desde la entrada { $since }
finding-capacity = { $name } respalda { $version } en otra calidad, y no cuenta
finding-set-aside = { $name } y { $version }: { $act ->
    [endorse] un respaldo posterior es
    [decline] una negativa posterior es
   *[withdraw] una retirada posterior es
} de claves que solo eligieron los responsables, y no termina su respaldo
finding-condition = una condición de { $name } ya no se cumple: respaldó { $version } junto con al menos { $want }, y ahora { $got ->
    [0] no la respalda ninguna
    [one] la respalda 1
   *[other] la respaldan { $got }
}
finding-recovery = los responsables cambiaron las claves de { $organisation } en la entrada { $at } (una recuperación): ninguna clave anterior de la organización lo respalda
finding-recovery-adopted = los responsables cambiaron las claves de { $organisation } en la entrada { $at } (una recuperación): una clave anterior de la organización lo respalda
finding-silent = { $organisation } no puede hablar: debe firmar con { $want } de sus claves, y { $left ->
    [0] no le queda ninguna
    [one] le queda 1
   *[other] le quedan { $left }
}

## What the reader knows or saw before.

finding-other-registry = este es otro registro: se esperaba la huella { $want }, y tiene { $got }
finding-other-words = este es otro registro: su huella es { $got }, en palabras: { $words }
finding-no-fingerprint = no se pudo establecer la huella de este registro
finding-no-fingerprint-for = se esperaba la huella { $want }, y no se pudo establecer la de este registro
finding-other-history = otra historia: se esperaba la raíz { $want } con { $size } entradas, y es { $got }
finding-root-of-bundle = se esperaba la raíz { $want } con { $size } entradas, y un paquete solo muestra la de sus { $here }
finding-root-unread = se esperaba la raíz { $want } con { $size } entradas, y no se pudieron leer las entradas
finding-pin-unknown = la clave que usted conoce como de { $organisation } no es ninguna de las que figuran aquí: pregunte a la organización antes de fiarse de su nombre
finding-too-short = historia recortada u otra historia: se esperaban al menos { $size } entradas, y hay menos
finding-stale-none = ningún testigo ha dicho cuándo vio esta cabeza
finding-stale = la última palabra de un testigo es del { $time }, más antigua de lo que usted pide
finding-other-fingerprint = este origen era antes otro registro: desde el { $since } su huella era { $before }, y ahora es { $now }. Cualquiera puede fundar un registro con este origen, así que ninguno de los dos queda probado como falso: pida la huella a la organización por otra vía y désela a --expect
finding-rolled-back = historia recortada: usted vio antes { $seen } entradas, y aquí hay { $here }: faltan de la { $here } a la { $last }
finding-another-history = otra historia que la que vio antes: sus primeras { $size } entradas tenían la raíz { $seen }, y ahora tienen { $root }
finding-not-the-first = otra historia que la que vio antes: sus { $size } entradas no son las primeras de aquellas { $seen }
finding-newer-unknown = conoce { $size } entradas, usted vio antes { $seen }, y un paquete no puede mostrar que continúa aquellas: compruébelo en una copia del registro
finding-older = un estado anterior: tiene { $size } entradas, y usted vio antes { $seen }
finding-older-unknown = tiene { $size } entradas, usted vio antes { $seen }, y nada muestra aquí que aquellas continúen estas
finding-older-bundle = tiene { $size } entradas, usted vio antes { $seen }, y nada muestra aquí que aquellas continúen estas: compruébelo en una copia del registro

## Receipts and bundles.

finding-receipt-holds = el recibo se sostiene: la entrada { $index } está donde estaba cuando el libro público tenía { $size } entradas
finding-receipt-withheld = la entrada { $index } está donde estaba, pero los responsables no muestran el acto que hay detrás: aquí no se puede ver qué fue de él
finding-receipt-lost = esta historia perdió lo que muestra el recibo: un libro público de { $size } entradas con la entrada { $index }; aquí hay { $here } entradas que no lo continúan
finding-receipt-bad = el recibo no se sostiene: su prueba no corresponde
finding-receipt-unjudged = no se pudo juzgar el recibo
finding-receipt-no-log = no se pudo juzgar el recibo: no se pudo leer el libro público
finding-bundle-proof = lo que lleva no es del libro público de este punto de control
finding-bundle-heads = la entrada { $at } guarda cabezas anteriores, que ningún paquete tiene
finding-bundle-stranger = { $name } no tiene nada que ver con { $version }
finding-bundle-other = lo que se dice de { $version } no tiene lugar aquí
finding-bundle-record = ninguna entrada del libro público que está aquí nombra este documento
finding-bundle-left-out = no está aquí todo lo que tenía el libro público: { $what }
finding-bundle-open = nada en él muestra que lleve todo lo que tenía el libro público de estas claves y esta versión
finding-bundle-open-in = nada en él muestra que lleve todo esto: { $what }
finding-bundle-recipe = su receta no es la que se desprende de él: no ejecute esas líneas
finding-bundle-draft = un borrador tal como lo mostró quien hizo este archivo, el { $made_at }: no se ha publicado, y aquí no se ve qué más se dijo de él
finding-bundle-embargo = un borrador que no debe publicarse antes de { $embargo }, tal como lo mostró quien hizo este archivo, el { $made_at }: aquí no se ve qué más se dijo de él
finding-chain-root = los documentos de la autoridad del propio registro
finding-chain-keys = los documentos de las claves de { $name }
finding-chain-statement = las versiones de { $name }
finding-chain-version = los actos, la publicación y las omisiones de { $name }
finding-log-too-long = dice abarcar { $size } entradas, más de las que caben en los archivos que hay aquí
finding-retracted = los responsables retractaron { $version }: { $reason }
finding-retracted-replaced = los responsables retractaron { $version } y piden que se lea { $other } en su lugar: { $reason }
finding-pending-retraction = la retractación de { $version } espera a entrar en el libro público
finding-receipt-retracted = la entrada { $index } está donde estaba, y los responsables retractaron { $version }, a la que se refiere
finding-signers-lack = { $lines ->
    [one] le falta una línea; vuelve a escribirse cuando entre algo más en el libro público
   *[other] le faltan { $lines } líneas; vuelven a escribirse cuando entre algo más en el libro público
}
finding-listed-as = las claves de { $organisation } firmaron { $version } con el nombre { $name }; los responsables la inscriben como { $listed }
finding-some-texts = { $name } respalda solo algunos textos de { $version }: { $languages }
finding-lost = el último respaldo de { $version } por { $name } ya no tiene { $lost }
finding-lost-text = el texto en { $language }
finding-lost-reservation = la reserva «{ $words }»
finding-lost-conditions = sus condiciones
finding-unwitnessed = este registro pide que { $want ->
    [one] 1 testigo haya visto
   *[other] { $want } testigos hayan visto
} su libro público, y la última cabeza { $got ->
    [0] no la firmó ninguno
    [one] la firmó 1
   *[other] la firmaron { $got }
}: a otros se les puede estar mostrando otra historia
finding-stale-ahead = lo último que dijo un testigo lleva la fecha { $time }, que aún no ha llegado: no dice nada de lo reciente que es esto
finding-witnesses-changed = la autoridad { $number } cambió quién debe ver este libro público, y nada muestra aquí que los testigos anteriores lo vieran
finding-pending-translation = una traducción de { $version } a { $language } espera a entrar en el libro público
finding-condition-claimed = { $name } respaldó { $version } a condición de que lo hicieran { $want } organizaciones, y solo quienes mantienen el registro dicen que así fue: con lo que se muestra no se cumplía, y no se cuenta
finding-back-dated = { $version } dice haberse publicado antes de algo que vino antes: su fecha es lo que afirman quienes mantienen el registro
finding-withheld-here = { $count ->
    [one] 1 acto que la otra copia muestra se omite aquí
   *[other] { $count } actos que la otra copia muestra se omiten aquí
}: puede ser una retirada, o una organización en peligro
finding-withheld-and-shown = la otra copia muestra un acto de { $organisation } sobre { $version } que aquí se omite, mientras se muestra otro acto suyo: no se fíe de lo que se muestra en su nombre
finding-retired = { $organisation } está retirada: { $reason }
finding-retired-successor = { $organisation } está retirada: { $reason }; le sucede { $successor }
finding-look-alike = { $organisations } tienen nombres que se confunden: { $name }
finding-domain-in-name = el nombre { $name } de { $organisation } lleva dentro otro dominio
finding-pending-listing = otros nombres de { $organisation } esperan a entrar en el libro público
finding-extension = una extensión, que ninguna regla de esta versión lee
finding-extension-about = una extensión sobre { $about }, que ninguna regla de esta versión lee
finding-newer-character = { $character } es un carácter que esta versión del programa no conoce
finding-pending-extension = una extensión espera a entrar en el libro público
finding-policy-unmet = ninguna cabeza tiene aquí las firmas de testigos que pide su política: a otros se les puede estar mostrando otra historia
finding-policy-unjudged = su política pide firmas de claves de un tipo que este programa no conoce
finding-other-log = ningún libro público de su política firmó esto
finding-not-meant = usted espera { $meant } bajo este origen, y este es otro registro: { $now }. Si es el que quiere, dé su huella con --expect; para ver lo que se recuerda: countersign memory list
finding-namesake = desde el { $since } se vio otro registro con este origen, de huella { $before }; este es el de la huella que usted dio
finding-taken-down = los responsables retiraron de la vista este archivo de { $version }: { $reason }
finding-words-taken-down = los responsables retiraron de la vista este archivo, y vuelve a estar aquí: elimínelo
finding-keys-not-shown = nadie ha demostrado tener las claves de { $organisations }: no han firmado nada aquí
finding-clock = está fechado el { $time }, y el reloj de este equipo dice { $now }: uno de los dos se equivoca
finding-here-behind = conoce { $size } entradas, y el registro de esta carpeta tiene { $here }: está atrasado. Póngalo al día: countersign sync
finding-older-than-here = un estado anterior: tiene { $size } entradas, y el registro de esta carpeta tiene { $here }
finding-split = dos historias: la clave del libro público firmó dos raíces para sus primeras { $size } entradas, { $root } aquí y { $other } en { $file }. Guarde los dos archivos, que lo prueban; la otra cabecera firmada está guardada en { $kept }
finding-folder-changed = el archivo de esta carpeta no es el que se juzgó: quien lo abra aquí lee otra cosa
finding-folder-missing = no está en esta carpeta
finding-folder-extra = está en esta carpeta, y no es parte de lo que se juzgó
finding-folder-more = { $count ->
    [one] otro archivo de esta carpeta no es el que se juzgó
   *[other] otros { $count } archivos de esta carpeta no son los que se juzgaron
}
finding-file-more = hay { $count } archivos más como los que aquí se nombran como { $code }
finding-split-here = dos historias: la clave del libro público firmó dos raíces para sus primeras { $size } entradas, { $root } aquí y { $other } en { $file }. Guarde los dos archivos, que lo prueban
finding-taken-down-here = aquí se retiraron de la vista palabras de { $version } que la otra copia muestra: { $reason }
finding-taken-down-there = en la otra copia se retiraron de la vista palabras de { $version } que aquí se muestran: { $reason }
finding-retitled = el título de la traducción de { $version } ({ $language }) cambió después de que la respaldaran: era «{ $before }» y es «{ $now }»
finding-receipt-replaced = la entrada { $index } es un acto sobre { $version } que aquí se omite, mientras se muestra otro de { $organisation }: no se fíe de lo que se muestra en su nombre
finding-own-policy-unmet = ninguna cabeza tiene aquí las firmas de testigos que pide este registro: a otros se les puede estar mostrando otra historia
finding-own-policy-unjudged = este registro pide firmas de testigos con claves de un tipo que este programa no conoce
finding-continues = este registro dice que continúa las primeras { $size } entradas de { $origin }, de huella { $registry }: aquí no se comprobó
finding-ended = este registro terminó: en él no aparecerá nada más nuevo
finding-ended-successor = este registro terminó: lo más nuevo aparece en otro, de huella { $successor }
finding-void-head = { $file } tiene otra historia de { $size } entradas, y la clave que la firmó estaba en otras manos desde las { $since } entradas: no es la palabra de este libro público
finding-receipt-void = el recibo es de otra historia y no prueba nada: la clave que firmó sus { $size } entradas estaba en otras manos desde las { $since } entradas
