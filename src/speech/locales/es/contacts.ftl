# Whom to write to, and what is private.

contacts-none = aquí no se guarda ningún contacto
contacts-new = nuevo
contacts-changed = cambia
contacts-same = { $count ->
    [one] 1 ya se conoce
   *[other] { $count } ya se conocen
}
contacts-wrong = fila { $row }, no se incorpora: { $why }
contacts-unknown = una columna que no se incorpora: { $head }
contacts-handed = de una colega o un colega, también a quién se preguntó: { $count ->
    [one] 1 nota
   *[other] { $count } notas
}
contacts-fault-domain = no es un dominio: { $got }
contacts-fault-name = un nombre que ningún registro podría llevar: { $got }
contacts-fault-language = no es un idioma conocido: { $got }
contacts-fault-address = no es una dirección de correo: { $got }
contacts-fault-key = no es una clave pública: { $got }
contacts-fault-private-key = una clave privada: quien tenga este archivo puede firmar con ella; revóquela
contacts-fault-twice = { $got } está en una fila anterior
contacts-no-heads = ninguna columna se titula domain, dominio o domaine
contacts-ask = ¿Incorporar esto?
contacts-done = contactos incorporados: { $new } nuevos, { $changed } cambiados
contacts-taken = y lo que sabía su colega: { $asked } notas de a quién se preguntó, { $noes } negativas privadas
contacts-private = se quedan en este equipo, fuera del registro
contacts-names-people = este archivo nombra a personas y dice a quién se preguntó: envíelo cifrado y bórrelo cuando haya llegado
contacts-exported = escrito: { $file }
contacts-unread = no se pueden leer los contactos guardados aquí: { $file }
contacts-too-many = es demasiado para guardarlo en un archivo
contacts-other-registry = este archivo es de otro registro: { $registry }
contacts-damaged = este archivo no es lo que escribe `contacts export --all`, o se cambió
contacts-damaged-try = pida otra vez el archivo mismo, sin cambios
contacts-no-contact = no se guarda ningún contacto de { $domain }
contacts-no-key = al contacto de { $domain } le falta el nombre o la clave

contacts-handover =
    Alguien se va: qué guardar y qué entregar

    1. El registro: la carpeta con registry/ y keys/. Quien tiene una copia lo tiene; los borradores están en ramas de un solo equipo hasta que alguien los envía.
    2. La clave del libro público: su archivo lo indica git config countersign.log-key. Firma un equipo, nunca dos; se traslada al final, tras un sync en ambos.
    3. La clave de quien mantiene el registro: git config countersign.maintainer-key. No se entrega a nadie: quien llega crea la suya, y root rotate la incorpora y retira la anterior.
    4. Lo privado: contactos, a quién se preguntó, quién dijo que no en privado. countersign contacts export --all -o ARCHIVO lo escribe, countersign contacts import ARCHIVO lo incorpora sin duplicar. Nombra a personas: envíelo cifrado y bórrelo.
    5. Alrededor: la cuenta de correo, el servidor, la dirección para las respuestas (git config countersign.reply-to) y las revocaciones impresas de las claves.

    Para un equipo perdido o robado: countersign backup -o ARCHIVO enumera y guarda todo esto en un archivo (claves privadas solo con --with-keys), y countersign restore ARCHIVO CARPETA lo rehace en un equipo vacío.

    Después: countersign verify en el equipo nuevo, y countersign compare con la copia anterior.
