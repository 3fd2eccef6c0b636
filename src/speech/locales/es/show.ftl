# Las palabras de una versión.

show-hash = hash { $hash }
show-words = en palabras: { $words }
show-dated = con fecha { $date }
show-published = publicada el { $time }, según los responsables
show-changes = cambios: { $words }
show-proposed = propuesta: no está publicada y no cuenta
show-on-draft = en el borrador: { $act ->
    [endorse] respaldo
    [decline] negativa
   *[withdraw] retirada
} de { $organisation }
show-look-twice = fíjese bien: texto ({ $language }), { $what }
show-text-in = texto ({ $language })
show-original-in = texto ({ $language }, original)
show-end = fin del texto
show-next-publish = cuando hayan respondido todas: { $command }
show-changes-since = cambios desde la versión { $version }, que { $organisation } respaldó:
show-changes-in = ({ $language }):
show-no-word = ninguna palabra
show-new-text = ({ $language }): un texto nuevo
show-translated-in = traducción a { $language }, posterior
show-gone-text = ({ $language }): ya no hay texto
show-text-taken-down = el texto ({ $language }) se retiró de la vista y no se compara
show-attachment = anexo: { $file }, con el hash { $hash }
