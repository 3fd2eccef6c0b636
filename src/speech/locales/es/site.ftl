# Pages.

site-skip = ir al contenido
site-languages = Idiomas
site-pages = Páginas
site-statements = Declaraciones
site-organisations = Organizaciones
site-log = El libro público
site-feed = Novedades (Atom)

## Languages by name.

site-language-ar = árabe
site-language-en = inglés
site-language-es = español
site-language-fa = persa
site-language-fr = francés
site-language-he = hebreo
site-language-pt = portugués
site-language-ru = ruso
site-language-uk = ucraniano
site-language-zh = chino

## A version, in five seconds.

site-first = En breve
site-answer = { $some } de { $named ->
    [one] 1 organización nombrada
   *[other] las { $named } organizaciones nombradas
} { $some ->
    [one] ha respaldado
   *[other] han respaldado
} exactamente este texto
site-written-in = escrito en { $language }
site-current = versión { $version }, vigente
site-replaced = versión { $version }, sustituida
site-historical = versión { $version }, histórica
site-proposed = versión { $version }, propuesta
site-replaced-by = Sustituida por la versión { $version }: lea esa
site-historical-banner = Histórica: recoge lo que se publicó en otro lugar. Aquí no la firmó nadie.
site-proposed-banner = Propuesta: no está en el libro público y todavía no cuenta.
site-withdrawn = { $count ->
    [one] 1 organización se ha retirado
   *[other] { $count } organizaciones se han retirado
}
site-unreliable = { $count ->
    [one] No se fíe de 1 de los respaldos
   *[other] No se fíe de { $count } de los respaldos
}
site-pending-bad-news = { $count ->
    [one] 1 organización acaba de decir que no; espera a entrar en el libro público
   *[other] { $count } organizaciones acaban de decir que no; espera a entrar en el libro público
}
site-on-date = el { $date }, según escribió
site-word-named = sin firma aquí
site-word-withheld = nombre omitido
site-word-unreliable = no se fíe
site-more = { $count ->
    [one] 1 organización más
   *[other] { $count } organizaciones más
}
site-paste = ¿Tiene una copia? Péguela aquí. No sale de su dispositivo.
site-paste-without = ¿Tiene una copia? Sin JavaScript esta página no puede compararla; la línea siguiente dice cómo hacerlo.
site-paste-marked = Su copia, con las diferencias señaladas
site-paste-long = Es demasiado largo para compararlo aquí.
site-paste-removed = falta en su copia:
site-paste-added = solo en su copia:
site-not-checked = No comprobado en su dispositivo.
site-checked = Comprobado ahora mismo en este dispositivo: palabras, firmas y claves; no falta nada hasta aquí. Una página no tiene memoria: no puede ver si existe algo más nuevo, si este es el registro que buscas ni de dónde viene su archivo.
site-problem = PROBLEMA: no se fíe de esta página. Lo que muestra no se desprende de las firmas que contiene.
site-unchecked = No comprobado en su dispositivo: este navegador no puede hacer la comprobación.
site-built = Hecho por el editor con { $size ->
    [one] 1 entrada
   *[other] { $size } entradas
} del libro público, la última del { $date }.
site-built-undated = Hecho por el editor con { $size ->
    [one] 1 entrada
   *[other] { $size } entradas
} del libro público.
site-how-link = Cómo comprobarlo
site-not-true = Esto muestra quién respaldó estas palabras. No muestra que sean ciertas.
site-code = Pregunte al gabinete de prensa de una organización, con el número de su propio sitio. El código de esta versión es:

## A version, below.

site-words = Las palabras
site-summary = Qué cambió:
site-changes-link = comparar con la versión anterior
site-original = original
site-attachments = Archivos unidos a esta versión, con su SHA-256
site-each = Cada organización
site-each-said-once = Donde hay fecha, el editor encontró que la firma corresponde. Que la clave es de la organización lo afirman los responsables de este registro, salvo que se diga otra cosa. La fecha es la que escribió la organización.
site-how = Cómo comprobarlo
site-how-publisher = Quien publica esta página podría cambiarla. Para comprobarlo usted:
site-how-clone = Consiga countersign y una copia del registro (git clone).
site-how-copy = Para comprobar una copia del texto:
site-how-call = O llame a una organización, con el número de su propio sitio, y léale el código de arriba. Ella encuentra el suyo con: countersign show
site-record = Lo que todas firmaron, el SHA-256 del documento de esta versión:
site-all-versions = todas las versiones de esta declaración
site-link = Enlace a esta versión
site-qr = Código QR con el enlace a esta versión
site-badge = Un distintivo para su página (dice en qué estado está la versión, y no demuestra nada):

## The other pages.

site-index-what = Cada página muestra quién respaldó qué palabras. No muestra que sean ciertas.
site-fingerprint = La huella del registro
site-fingerprint-why = Compárela con la que le dé alguien de su confianza. Dice qué registro es este.
site-versions = Versiones
site-version = Versión { $version }
site-published = publicada el { $date }, según los responsables
site-changes = De la versión { $old } a la versión { $new }
site-changes-legend = Las palabras se marcan como
site-removed = quitadas
site-added = añadidas
site-changes-count = { $count ->
    [0] Ningún cambio de palabras.
    [one] 1 cambio.
   *[other] { $count } cambios.
}
site-changes-only-old = { $language }: solo en la versión anterior
site-changes-only-new = { $language }: solo en la versión nueva
site-endorsed-count = { $count ->
    [0] no cuenta ningún respaldo
    [one] 1 respaldo
   *[other] { $count } respaldos
}
site-threshold = { $count ->
    [one] Debe firmar 1 de sus claves.
   *[other] Deben firmar { $count } de sus claves.
}
site-silent = Le quedan tan pocas claves que no puede hablar.
site-recovery = Los responsables cambiaron sus claves en la entrada { $entry } del libro público. Ninguna clave anterior de la organización lo respalda.
site-recovery-adopted = Los responsables cambiaron sus claves en la entrada { $entry } del libro público. Una clave anterior de la organización lo respalda.
site-said = Lo que dijo
site-said-nothing = Nada en este registro.
site-keys = Sus claves
site-key-in-force = puede firmar desde la entrada { $from } del libro público
site-key-revoked = se revocó a sí misma: firmó de la entrada { $from } a la { $until } del libro público
site-key-removed = retirada: firmó de la entrada { $from } a la { $until } del libro público
site-key-taken = No se fíe de lo que firmó desde la entrada { $since }: se dice que estuvo en otras manos.
site-confirmed = Cómo se confirmaron las claves
site-confirmed-what = Los responsables del registro inscribieron a la organización. Solo lo que dicen otros, abajo, es más que su palabra.
site-confirmed-nobody = Nadie más las ha confirmado aquí.
site-log-what = Todo lo que se dijo está en este libro público, en el orden que decide. Nada puede quitarse ni moverse sin que todos lo vean.
site-log-head = Su cabeza
site-log-size = { $size ->
    [one] 1 entrada
   *[other] { $size } entradas
}, con la raíz
site-log-origin = El nombre del libro público:
site-log-checkpoint = El punto de control firmado
site-log-witnesses = Testigos
site-log-witnesses-what = Un testigo es otra persona que vio esta cabeza y firmó que continúa lo que había visto antes.
site-log-witnesses-none = Ningún testigo firmó esta cabeza.
site-log-witnessed = La última cabeza con testigos suficientes tiene { $size ->
    [one] 1 entrada
   *[other] { $size } entradas
}.
site-log-maintainers = Responsables
site-log-threshold = { $count ->
    [one] Debe firmar 1 de ellos lo que dice el registro.
   *[other] Deben firmar { $count } de ellos lo que dice el registro.
}
site-log-publisher = Lo que comprobó el editor
site-log-checked = { $records ->
    [one] 1 documento
   *[other] { $records } documentos
}, { $signatures ->
    [one] 1 firma
   *[other] { $signatures } firmas
}, { $texts ->
    [one] 1 texto
   *[other] { $texts } textos
}

## The command.

site-done = el sitio está en { $folder }: { $pages ->
    [one] 1 página
   *[other] { $pages } páginas
} para { $base }
site-next-serve = para verlo: { $command }
site-serving = sirviendo { $pages ->
    [one] 1 página
   *[other] { $pages } páginas
} en { $address }
site-serving-stop = solo este equipo puede verlo; se detiene con Ctrl-C

## What a page could not check.

site-slow = No comprobado: aquí tarda demasiado.
site-missing = No comprobado: el archivo que lo hace no está, o no es el de esta página.
site-damaged = No comprobado: lo que esta página trae para comprobarla se dañó en el camino.
site-unread = No comprobado: no se pudo juzgar todo.
site-translated = No comprobado: el navegador tradujo esta página. Mire la original.
site-rewritten = No comprobado: se cambiaron sus enlaces, como hacen los archivos web. Mire la página original.
site-badge-replaced = sustituida por la versión { $version }
site-paste-slow = Sin comparar: aquí tarda demasiado.
site-paste-not = Sin comparar: este navegador no puede hacerlo.

## What happened after a version was published, in the feed.

site-feed-replaced = sustituida por la versión { $version }
site-feed-withdrew = { $name } se ha retirado
site-feed-late = { $name } la respaldó después de publicada
site-feed-revoked = { $name } anuló su clave { $label }: lo que esa clave firme después no es suyo
site-feed-withheld = { $count ->
    [one] los responsables no muestran 1 acto sobre ella
   *[other] los responsables no muestran { $count } actos sobre ella
}
site-badge-retracted = retractada por los responsables
site-desk = Escritorio
site-desk-what = Para responder y comprobar sin terminal. SHA-256 de desk.html, tal como lo tiene este sitio:
site-translations = Traducciones posteriores
site-translations-note = Las organizaciones firmaron el texto de arriba. Una traducción no cuenta para nadie cuyo nombre no esté debajo de ella.
site-translation-named = { $endorsed } de { $named } han respaldado esta traducción
site-translation = { $endorsed ->
    [0] Ninguna organización ha respaldado esta traducción
    [one] 1 organización ha respaldado esta traducción
   *[other] { $endorsed } organizaciones han respaldado esta traducción
}
site-retracted = versión { $version }, retractada
site-key-shown = Firmó su inscripción: alguien la tiene.
