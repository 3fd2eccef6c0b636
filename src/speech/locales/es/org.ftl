# Organisations and their keys.

org-not-yet = { $organisation } todavía no está inscrita
org-enrolled = inscrita { $name } ({ $organisation })
org-claimed = los lectores ven estas claves como afirmadas por este registro, hasta que alguien más las confirme
org-next-telephone = lea las huellas a la organización por teléfono
org-confuse = los lectores podrían confundirlas
org-unchanged = las claves de { $domain } todavía no cambiaron
org-ask-recover = esto reemplaza las claves de { $organisation }, y se muestra para siempre
org-ask-revoke = esto termina para siempre la clave { $label } de { $organisation }, en todos los registros que la tienen
org-ask-rotate = esto cambia las claves de { $organisation }
org-ask-confirm = estas claves son las de { $organisation }, según sabe usted por { $how }
org-confirmed-here = en este equipo, estas claves de { $organisation } figuran ahora como «confirmadas»
org-kept = guardado en { $file }
org-none = no hay ninguna organización inscrita
org-named-above = estas claves las afirma este registro, y quienes se nombran arriba
org-who-else = estas claves las afirma este registro; quién más confirmó algunas: countersign org show DOMAIN
org-nobody-else = estas claves las afirma este registro: nadie más las ha confirmado
org-next-compare = compare una huella con la que le lea la organización
org-key-ended = { $label }: { $key } se revocó a sí misma en la entrada { $at }
org-key-removed = { $label }: { $key } se retiró en la entrada { $at }
org-alias = también llamada { $name }
org-taken = no se fíe de lo que firmó desde la entrada { $since }
org-recovered = los responsables cambiaron sus claves en la entrada { $at } (una recuperación)
org-silent = no puede hablar: quedan menos claves de las que deben firmar
org-threshold = { $want ->
    [one] debe firmar 1
   *[other] deben firmar { $want }
} de { $all ->
    [one] 1 clave
   *[other] { $all } claves
}
org-act-at = { $act ->
    [endorse] el respaldo
    [decline] la negativa
   *[withdraw] la retirada
} sobre { $version } (entrada { $at })
org-signed-nothing = la clave { $label } no firmó nada desde la entrada { $since }
org-will-read = con la clave { $label }, { $count ->
    [one] 1 acto
   *[other] { $count } actos
} desde la entrada { $since }, que dirán «no se fíe»:
org-noted = se anotó cómo se conocen las claves de { $organisation }
org-recovered-keys = se recuperaron las claves de { $organisation }
org-changed-keys = se cambiaron las claves de { $organisation }
org-ended-key = se terminó la clave { $label } de { $organisation }
org-is-silent = { $name } no puede hablar: debe firmar con { $want } de sus claves, y { $left ->
    [0] no le queda ninguna
    [one] le queda 1
   *[other] le quedan { $left }
}; los responsables pueden ayudar: countersign org recover { $organisation }
org-until-adopted = lo que firme desde ahora se muestra y no cuenta, hasta que firme también una clave anterior suya o alguien ajeno a los responsables confirme las claves nuevas: countersign org confirm --help
org-retired = retirada: { $reason }
org-retired-successor = retirada: { $reason }; le sucede { $successor }
org-ask-rename = esto cambia los nombres con que se inscribe { $organisation }
org-ask-retire = esto retira a { $organisation }: ya no figurará bajo declaraciones nuevas ni podrá respaldar; lo que respaldó se mantiene, y un org rename posterior lo deshace
org-renamed = { $organisation } se inscribe como { $name }
org-retired-done = se retiró a { $organisation }
org-key-shown = firmó su inscripción
org-lent = { $domain } está por debajo del nombre de este registro, que lo presta
org-answered = { $name } ({ $organisation }) respondió con esta clave, que firmó su inscripción:
org-telephone = Llame a un número que usted tuviera antes de que le escribieran. La huella que le lean debe ser esta.
org-domain-www = { $domain } empieza por www., y el dominio de una organización suele ir sin eso
org-domain-punycode = { $domain } se lee { $decoded }
