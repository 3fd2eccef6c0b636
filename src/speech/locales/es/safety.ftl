# What somebody in danger should know.

## Fuera de la historia de git.

safety-in-history = la historia de git aquí y toda copia anterior todavía los tienen; --rewrite-history los saca de la historia de aquí
safety-rewrites = la historia de git en este clon se rehace sin ellos: { $count ->
    [0] ningún commit los tiene
    [one] 1 commit los tiene
   *[other] { $count } commits los tienen
} ahora; cambian los identificadores de todos los commits posteriores, desaparecen sus firmas, los registros de git de estados anteriores y todo lo que ninguna rama ni etiqueta nombra
safety-asked = también se van las notas de cuándo se le preguntó, de { $folder }, y con ellas todo no que no se publicó: después no incorpore un sí anterior
safety-on-remotes = todavía los tiene, hasta que alguien lo limpie allí: { $remotes }
safety-rewritten = la historia de git aquí ya no los tiene: { $commits ->
    [one] 1 commit rehecho
   *[other] { $commits } commits rehechos
}, { $removed ->
    [one] 1 objeto borrado
   *[other] { $removed } objetos borrados
}
safety-kept = no se pudo borrar aquí: { $what }
safety-still = todo otro clon y toda otra copia todavía los tienen, y quien fusione un clon viejo los trae de vuelta: `countersign verify` lo descubre
safety-again = cuando esté registrado, la misma orden otra vez lo saca de la historia de git

## Fuera de la vista desde el principio.

safety-published = { $count ->
    [one] 1 organización más lo respalda; su nombre se omite y nadie puede comprobarlo
   *[other] { $count } organizaciones más lo respaldan; sus nombres se omiten y nadie puede comprobarlos
}

## countersign help safety

safety-help-first =
    Una organización en peligro: lo que countersign puede hacer y lo que no

    Si alguien puede sufrir daño porque un nombre está aquí, piense primero en las personas; este programa solo mueve archivos.
    Hable con quienes mantienen el registro por una vía que sea segura para usted, y no en un foro ni en un chat públicos.
safety-help-can =
    Lo que hace omitir un nombre
      Quienes mantienen el registro quitan de la vista lo que una organización dijo sobre una versión:
        countersign withhold ID@V --org DOMAIN --rewrite-history
      El libro público conserva resúmenes que no nombran a nadie. Así sigue cuadrando.
      Desde entonces los resultados sobre esa versión dicen que no se muestran los actos de 1 organización, no los cuentan en ninguna parte y llevan una salvedad:
      lo que no se muestra puede ser una retirada, y nadie puede comprobarlo.
      --rewrite-history la saca también de la historia de git en ese clon, y su nombre de los mensajes que la mencionan.
      Quien está en peligro antes de que se publique un texto firma con --withhold-name: entonces el nombre no se publica nunca.
safety-help-cannot =
    Lo que no puede hacer
      - No recupera nada de otros: clones, paquetes, recibos, páginas, capturas de pantalla, archivos, buscadores.
      - No limpia un servidor de git. Los commits viejos, las copias y las cachés siguen allí hasta que su operador los borre.
      - No quita un nombre de un texto ni de los nombres que lleva debajo: todas las partes firmaron esas palabras. Solo una versión nueva puede omitirlo.
      - No oculta que la organización pertenece a este registro: quedan sus claves, sus confirmaciones y las otras versiones.
      - No oculta cuántas ni cuándo: cada omisión es una organización, y los commits y las anotaciones del libro público tienen hora.
      - No oculta lo que falta: una organización inscrita de la que no se muestra nada puede ser esa.
      - No oculta una respuesta a quien vio el correo: los archivos que se enviaron listos para ssh-keygen se pueden encontrar en el libro público.
      - No oculta quién lo sabe: quienes comprobaron la firma, quienes llevaron los archivos, los servidores de correo del camino.
      - No deshace una firma. Quien tenga el documento y el archivo de la firma puede probarla para siempre.
      - No limpia un disco. Lo borrado muchas veces se puede volver a leer, y las copias de seguridad lo tienen.
      - Un respaldo omitido no se puede retirar en público sin decir de quién era.
safety-help-before =
    Antes de firmar
      - Pregunte si el nombre tiene que estar aquí. Un nombre que está debajo del texto no se puede omitir.
      - Pregunte quién lo sabrá, y si firmaría también si se llegara a saber.
      - Use una clave que no sirva para nada más, y no guarde su archivo en computadoras compartidas.
      - Guarde su propia copia del documento y de la firma donde solo usted llegue, o en ninguna parte: es una prueba a su favor y en su contra.
      - La rama de un borrador tiene los nombres. No debe enviarse a nadie: no use `sync --proposal`.
safety-help-urgent =
    Cuando es urgente
      1. Quienes mantienen el registro ejecutan la orden de arriba para cada versión sobre la que habló la organización.
      2. Envían la historia nueva con --force y piden al servidor de git que borre lo que ya nada nombra.
      3. Piden a quien tenga un clon que lo borre y clone de nuevo. Quien fusione un clon viejo trae los archivos de vuelta; `countersign verify` lo señala como roto y los nombra.
      4. Generan de nuevo páginas y paquetes, y piden a archivos y buscadores que olviden los anteriores.
      5. Se da por hecho que alguien tiene una copia.
safety-finished = una reescritura de la historia de git que se había interrumpido ya está terminada: lo que se omitió ya no está en ella
safety-steps = qué hacer ahora, en este orden:
      1. git push --force { $remote } { $branch }
      2. countersign sync
      3. pedir a quien administra { $remote } que borre lo que ya nada nombra
      4. que cada persona que tenga un clon ejecute allí este mismo comando
