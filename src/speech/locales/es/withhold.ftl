# Acts out of sight.

withhold-done = { $count ->
    [one] 1 acto
   *[other] { $count } actos
} sobre { $version } ya no se { $count ->
    [one] muestra
   *[other] muestran
}; el libro público sigue encajando
withhold-ask = esto pone fuera de la vista lo que { $domain } dijo de { $id }
withhold-still = todo lo de { $id } se sigue mostrando
withhold-where = dónde sigue estando { $domain } después:
withhold-under = entre los nombres debajo del texto, que no puede cambiar
withhold-in-text = en el texto ({ $language }), que no puede cambiar
withhold-in-keys = en los documentos de sus claves, en keys/{ $domain }/
withhold-in-other = en { $other_id }, en lo que dijo allí
withhold-in-notes = en las notas privadas sobre a quién se preguntó: { $folder }
withhold-in-history = en la historia de git, y en toda copia que alguien hizo antes
withhold-in-copies = en toda copia que alguien hizo antes
withhold-files = estos archivos quedan fuera de la vista:
withhold-no-files = ninguno: aquí no hay nada de lo que nombra
withhold-in-absence = en lo que falta: está inscrita aquí y ya no se muestra nada de lo que hizo
withhold-in-mail = en manos de quien vio el correo con su solicitud: su respuesta es uno de los archivos que se enviaron listos para firmar, y se puede encontrar en el libro público
withhold-in-times = en las horas: cualquiera ve en qué anotación del libro público entraron sus actos y cuándo se hace esto
withhold-words-done = { $count ->
    [one] 1 archivo
   *[other] { $count } archivos
} de { $version } ya no se { $count ->
    [one] muestra
   *[other] muestran
}; el libro público sigue encajando
withhold-words-ask = esto retira de la vista palabras de { $id }, para todo el mundo y para siempre
withhold-words-stays = lo que queda de todos modos:
withhold-words-hash = el título, el nombre y el hash de cada archivo: quien tiene las palabras, o las adivina, puede saber que eran estas
withhold-words-also = las mismas palabras en { $path }
withhold-words-names = los nombres y dominios de quienes se pronunciaron sobre ella, tal como los firmaron
