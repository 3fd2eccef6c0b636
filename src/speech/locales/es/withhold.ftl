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
withhold-in-notes = en las notas de esta copia sobre a quién se preguntó, en la rama { $branch }
withhold-in-history = en la historia de git, y en toda copia que alguien hizo antes
withhold-in-copies = en toda copia que alguien hizo antes
withhold-files = estos archivos quedan fuera de la vista:
withhold-no-files = ninguno: aquí no hay nada de lo que nombra
