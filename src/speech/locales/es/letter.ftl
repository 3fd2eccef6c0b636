# Requests as mail.

letter-subject = { $registry }: ¿firma { $name } «{ $title }»?
letter-subject-again = { $registry }: recordatorio sobre «{ $title }»
letter-hello = Para { $name } ({ $organisation })
letter-asks = { $registry } pregunta a { $name } si firma este texto:
letter-reminds = { $registry } preguntó el { $day } a { $name } si firma este texto, y todavía no tiene respuesta:
letter-deadline = Se espera una respuesta antes del { $day }. El silencio nunca se cuenta como un sí.
letter-days = { $days ->
    [0] Queda menos de un día.
    [one] Queda un día.
   *[other] Quedan { $days } días.
}
letter-replaces = Reemplaza al borrador por el que se le preguntó el { $day }: lo que se firmó sobre aquel no cuenta.
letter-how = En lo adjunto se explica cómo responder; lea primero { $file }. request.countersign se puede soltar sobre el escritorio, una página que funciona sin red, si ya la tiene.
letter-back = Envíe lo que firmó a { $to }.
letter-back-here = Envíe lo que firmó como respuesta a este correo.
letter-key = Nadie honesto le pide su clave: no la envíe nunca, ni abra páginas desde un correo para firmar.
letter-page-title = Solicitudes sobre { $version }
letter-page-intro = Cada una es para una sola organización. Un borrador (.eml) se abre en un programa de correo con todo dentro; para el correo web, copie la dirección, el asunto y el texto, y adjunte los archivos.
letter-page-address = dirección
letter-page-subject = asunto
letter-page-text = texto
letter-page-attach = adjunte
letter-page-draft = borrador con todo dentro
letter-page-open = abrir en un programa de correo, sin adjuntos
letter-page-no-address = no se conoce ninguna dirección: countersign contacts import
letter-no-address = no se conoce ninguna dirección de { $organisation }: su borrador no la lleva
letter-made = borradores, y una página con todo lo que hay que copiar: { $file }
letter-next = abra los borradores, mírelos, envíelos; después: countersign import FILE…
letter-ask-reply-to = ¿A qué dirección deben enviarse las respuestas?
