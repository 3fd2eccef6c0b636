# Requests, replies, and the read-me that goes with them.

request-import-new = incorporado
request-import-would = se incorporaría
request-import-here = ya estaba aquí, nada cambia
request-import-waits = guardado hasta que hayan firmado suficientes
request-import-refused = rechazado: { $why }
request-import-passed = pasado por alto: { $why }
request-import-back = respuesta para quien lo envió: { $sentence }
request-import-sum = { $new } incorporados, { $here } ya estaban aquí, { $waits } guardados hasta que hayan firmado suficientes, { $refused } rechazados, { $passed } pasados por alto
request-import-empty = no se encontró ningún archivo
request-import-nothing = no se escribió nada

request-back-damaged = No podemos leer su archivo: { $why }. Por favor, adjunte otra vez el archivo mismo, sin cambios.
request-back-unanswered = Su archivo es nuestra propia solicitud y todavía no una respuesta; cómo responder está en el archivo LEAME que la acompaña.
request-back-registry = Su respuesta es para otro registro que el nuestro; por favor, responda a la solicitud que le enviamos.
request-back-draft = Su respuesta del { $day } trata de un borrador de { $version } que se ha reemplazado desde entonces; por favor, lea y responda la solicitud actual, adjunta.
request-back-key = La clave { $key } que firmó no es una de las que { $organisation } tiene con nosotros; por favor, firme con una de estas: { $keys }.
request-back-more = { $want ->
    [one] Nadie lo ha firmado todavía; por favor, fírmelo.
   *[other] Han firmado { $signed } de las { $want } claves necesarias; por favor, páselo a otra persona responsable y envíelo otra vez con todas las firmas.
}
request-back-follows = Lo que nos dijo el { $day } sobre { $version } es más reciente que esta respuesta, o no encaja con ella; si ha cambiado de opinión, responda a la solicitud actual, adjunta.
request-back-before = Esta respuesta continúa otra anterior que no tenemos; por favor, envíe también esa.
request-back-withdraw = Usted ha respaldado { $version }; para ponerle fin, firme el archivo de retirada, adjunto.
request-back-closed = { $version } ya no admite respaldos; por favor, mire la versión actual.
request-back-condition = Su condición para { $version } no se cumple: { $why }. ¿Quiere firmar con otra, o sin ninguna?
request-back-public = { $version } está publicada, así que un no sería público; por favor, responda otra vez si eso es lo que quiere.
request-back-two = Hemos recibido dos respuestas distintas de ustedes; por favor, díganos con una nueva cuál vale.
request-back-signature = Su firma llegó sola, { $why }. Por favor, firme el archivo .json exactamente como llegó, y envíelo junto con el archivo .sig.
request-back-other = Lo que firmó no encaja con nuestro registro: { $why }.

request-status-asked = se le preguntó el { $day }
request-status-left = { $days ->
    [0] queda menos de un día, hasta el { $day }
    [one] queda un día, hasta el { $day }
   *[other] quedan { $days } días, hasta el { $day }
}
request-status-overdue = fuera de plazo desde el { $day }
request-status-older = se le preguntó el { $day } por un borrador que se ha reemplazado desde entonces
request-status-not-asked = todavía no se le ha preguntado por la versión { $version }, que esta copia sepa
request-status-no-keys = no tiene claves aquí y no se le puede preguntar
request-status-endorsed = respaldó la versión { $version }
request-status-declined = dijo que no a la versión { $version }
request-status-withdrew = se retiró de la versión { $version }
request-status-condition = con la condición: { $conditions }
request-status-silence = quien no contestó no ha consentido: el silencio nunca se cuenta como un sí
request-why-two = { $organisation } envió respuestas distintas: { $files }
request-why-no = { $organisation } dijo que no a esta versión, y no firmó esto después
request-why-link = un enlace, que no se sigue
request-why-deep = una carpeta, demasiado honda dentro de otras
request-why-device = una tubería o un dispositivo
request-why-large = más grande que cualquier respuesta
request-why-statement = contiene una declaración, y los textos los proponen los responsables
request-why-unanswered = una solicitud, y todavía no una respuesta
request-why-neither = ni una respuesta ni una firma
request-why-unsigned = un archivo para firmar, que por sí solo no es una respuesta
request-why-key-nobody = de la clave { $key }, que aquí no tiene nadie; no es sobre nada que se haya pedido
request-why-key-of = de la clave de { $holder }; no es sobre nada que se haya pedido
request-import-lines = { $count ->
    [one] 1 línea de testigo
   *[other] { $count } líneas de testigos
}
request-not-asked-keys = no se le pregunta, porque no tiene claves aquí: { $name }
request-not-asked-endorsed = no se le pregunta, porque ya lo respaldó: { $organisation }
request-not-asked-declined = no se le pregunta, porque declinó: { $organisation }
request-not-asked-withdrew = no se le pregunta, porque se retiró: { $organisation }
request-not-asked-no = no se le pregunta, porque antes dijo que no: { $organisation }
request-nobody-left = no queda a quién preguntar por { $version }
request-made = { $count ->
    [one] 1 solicitud
   *[other] { $count } solicitudes
} sobre { $version }; no se envió nada
request-next = envíe cada carpeta a su organización; después: countersign import FILE…
request-asked-before = a { $domain } ya se le preguntó, el { $when }
request-why-ready-made = { $organisation } pide que se omita su nombre, y quien haya visto el correo con la solicitud podría encontrar esta respuesta ya preparada en el libro público
request-back-ready-made = Ustedes pidieron que no se publicara su nombre. Su respuesta sobre { $version } es uno de los archivos que se les enviaron por correo, y quien haya visto ese correo podría encontrarla en el libro público. Respondan, por favor, con el programa, que crea un archivo que nadie ha visto: countersign sign request.countersign
request-by = de la clave de { $holder }
request-by-nobody = de una clave que aquí no tiene nadie
request-why-public-key = una clave pública, que por sí sola no demuestra nada
request-why-encrypted = un correo cifrado o envuelto (PGP, S/MIME); ábralo en su programa de correo, guarde el texto o el adjunto que muestra e importe eso
request-why-private-key = una clave privada; quien la tiene puede firmar como su dueña: borre este archivo y el correo con el que llegó
request-why-namespace = { $by }; se hizo para «{ $got }», y hace falta «{ $want }»
request-why-changed = { $by }; el archivo se cambió antes de firmarlo: { $how }
request-why-wrong-file = { $by }; es sobre el propio texto de { $version }, y no sobre una respuesta a él
request-changed-line-end = se añadió un salto de línea al final
request-changed-mark = se puso una marca de orden de bytes al principio
request-changed-space = se añadió un espacio al final
request-back-private-key = Nos envió su clave privada, así que esta clave está ahora en otras manos: revóquela (countersign key revocation, y envíenos lo que escribe), no firme más con ella y cree una nueva. Una clave privada no se envía nunca a nadie, tampoco a nosotros.
request-back-namespace = Su firma se hizo para otro fin y no sirve. Por favor, firme otra vez con esta opción exacta: ssh-keygen -Y sign -n { $want }
request-back-changed = Su firma es de un archivo cambiado: { $why }. Por favor, guarde otra vez el archivo .json sin abrirlo en un editor, y fírmelo.
request-back-wrong-file = Firmó el propio texto de { $version }. Por favor, firme en su lugar endorse.json, que dice que lo respalda (o decline.json).
request-back-encrypted = Su correo llegó cifrado o envuelto, y nuestro programa no pudo leer la respuesta. Por favor, adjunte el archivo con la respuesta a un correo normal.
request-nowhere-private = no hay dónde guardar lo que solo usted puede saber: a quién se preguntó y quién dijo que no
request-status-private-no = dijo que no el { $day }, y no es público: solo lo muestra este equipo
request-status-private-draft = en privado: esto no se publica con el texto
request-invited = se escribió una invitación para { $name } ({ $organisation })
request-invite-next = envíe la carpeta; cuando llegue la respuesta: countersign import RESPUESTA, y luego countersign org add { $organisation }
request-why-other-key = ya espera aquí otra clave de { $organisation }: { $keys }
request-back-other-key = Tenemos dos claves distintas a nombre de ustedes. Díganos por teléfono cuál es la suya.
request-why-ahead = está fechado el { $time }, y el reloj de este equipo dice { $now }: uno de los dos se equivoca
request-back-ahead = Su respuesta está fechada el { $day }, un día que aún no ha llegado: el reloj del equipo que la firmó está mal. Por favor, póngalo en hora y firme de nuevo.
request-back-public-key = Recibimos su clave pública, y todavía ninguna respuesta. Por favor, envíe el archivo que countersign o ssh-keygen escribió cuando firmó.
request-status-signed-older = { $act ->
    [endorse] respaldó el borrador que se reemplazó, y eso ya no cuenta
    [decline] declinó el borrador que se reemplazó
   *[withdraw] se retiró del borrador que se reemplazó
}
