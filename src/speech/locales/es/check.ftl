# ¿Es este el texto?: resultados, cambios, nombres.

## La primera línea: una palabra y una frase.

check-word-exact = exacto
check-word-layout = mismas palabras
check-word-typography = mismas palabras
check-word-excerpt = fragmento
check-word-contains = contiene
check-word-altered = alterado
check-word-unknown = desconocido
check-word-quoted = citado
check-exact = este es el texto de { $version } ({ $language }), byte por byte
check-folded = estas son las palabras de { $version } ({ $language }), con otra composición: { $folds }
check-excerpt = aquí están { $here } de las { $all } palabras de { $version } ({ $language }) tal como se firmaron; las demás no
check-contains = aquí están todas las palabras de { $version } ({ $language }), y alrededor otras que no forman parte de él
check-altered = esto se parece a { $version } ({ $language }), pero { $count ->
    [one] las palabras difieren en 1 lugar
   *[other] las palabras difieren en { $count } lugares
}; nadie las ha respaldado tal como están aquí
check-unknown = estas no son palabras de una declaración de este registro; eso no dice si alguien las dijo
check-superseded = una versión más nueva, { $newest }, ha sustituido a esta; { $sentence }
check-withdrawn = { $count ->
    [one] 1 organización se ha retirado
   *[other] { $count } organizaciones se han retirado
} de este texto; { $sentence }
check-broken = este registro está roto, así que no se comparó nada con él; no se fíe de él
check-unread = no se pudo leer el archivo, lo que nada dice de sus palabras
check-unchecked = no se pudo juzgar el registro; hasta donde se pudo leer, { $sentence }
check-unchecked-unknown = no se pudo juzgar el registro; hasta donde se pudo leer, estas palabras no están en él
check-quote = esto figura, palabra por palabra, en { $count ->
    [one] 1 texto
   *[other] { $count } textos
} de este registro
check-quote-unknown = esto no figura, palabra por palabra, en ningún texto de este registro; eso no dice si alguien lo dijo
check-quote-unchecked = no se pudo juzgar el registro; hasta donde se pudo leer, esto figura en { $count ->
    [one] 1 texto
   *[other] { $count } textos
}

## Lo que difiere.

check-folds = aparte de eso, con otra composición: { $folds }
check-fold-spaces = espaciado
check-fold-hyphenation = palabras partidas al final de la línea
check-fold-soft-hyphens = guiones opcionales
check-fold-bullets = viñetas
check-fold-joined = espacios dentro de las palabras
check-fold-no-break-spaces = espacios de no separación
check-fold-quotes = comillas
check-fold-dashes = rayas y guiones
check-fold-ellipses = la forma de los puntos suspensivos
check-fold-ligatures = ligaduras
check-fold-case = mayúsculas y minúsculas
check-fold-composition = la forma de guardar los acentos
check-fold-kashida = letras alargadas
check-fold-hidden = caracteres que no se ven
check-changes = { $count ->
    [one] 1 cambio
   *[other] { $count } cambios
}; lo firmado está en { $signed }, lo de aquí en { $here }:
check-more = y { $count ->
    [one] 1 más: añada --json
   *[other] { $count } más: añada --json
}
check-around = no forma parte de lo firmado:
check-missing = firmado, y no está aquí:
check-copies = el texto está aquí { $copies } veces; { $altered ->
    [0] ninguna tiene otras palabras
    [one] 1 de ellas tiene otras palabras
   *[other] { $altered } de ellas tienen otras palabras
}
check-mixed-newer = { $count } de { $all } cambios tienen las palabras de la versión más nueva { $version }
check-mixed-older = { $count } de { $all } cambios tienen las palabras de la versión más antigua { $version }
check-lookalike = { $count ->
    [one] 1 letra solo se parece
   *[other] { $count } letras solo se parecen
} a la firmada: { $letters }
check-unseen = aquí { $count ->
    [one] hay 1 carácter que no se ve
   *[other] hay { $count } caracteres que no se ven
}: { $letters }
check-letter = { $code } ({ $script }) por «{ $other }», línea { $line }, columna { $column }
check-character = { $code }, línea { $line }, columna { $column }
check-cut = las letras son las mismas, pero { $count ->
    [one] una palabra está cortada
   *[other] { $count } palabras están cortadas
} de otro modo: { $pieces }
check-page-lines = entre las palabras { $count ->
    [one] hay 1 línea que parece
   *[other] hay { $count } líneas que parecen
} número o cabecera de página: { $pieces }
check-beside = aquí también hay palabras de { $version }
check-beside-altered = aquí también hay palabras parecidas a las de { $version }, y difieren: compruebe esa parte sola
check-coarse = algunas partes eran demasiado largas para compararlas palabra por palabra, así que se marca más de lo necesario
check-same-words = las mismas palabras figuran también en { $versions }

## Nombres.

check-signed-text = lo que se firmó: { $version }  { $title }

check-names-none = nombres: aquí no se nombra a { $endorsed ->
    [one] la única organización que lo respalda
   *[other] ninguna de las { $endorsed } organizaciones que lo respaldan
}
check-names-some = nombres: aquí se nombra a { $printed } de las { $endorsed } organizaciones que lo respaldan
check-names-all = nombres: aquí se nombra a { $endorsed ->
    [one] la única organización que lo respalda
   *[other] las { $endorsed } organizaciones que lo respaldan
}
check-name-missing = aquí se nombra a { $printed } de las { $endorsed } organizaciones que lo respaldan; faltan: { $names }
check-name-unsigned = se la nombra aquí y nunca firmó: { $name }
check-name-declined = se la nombra aquí, pero declinó firmar: { $name }
check-name-withdrew = se la nombra aquí, pero se retiró el { $date }, según dice: { $name }
check-name-unreliable = se la nombra aquí, pero su firma no es de fiar: { $name }
check-name-not-counted = se la nombra aquí, pero su respaldo no cuenta: { $name }
check-name-near = un nombre está escrito de otro modo: «{ $printed }» aquí, «{ $name }» en el registro

## El siguiente paso seguro.

check-next-broken = no cite nada de él; para ver qué está roto: { $command }
check-next-unknown = pregunte a quien se lo dio dónde está registrado; para ver qué hay en este registro: { $command }
check-next-altered = cite las palabras firmadas, no estas: { $command }
check-next-newest = para leer lo que se dice ahora: { $command }
check-next-quote = para citarlo, tome las palabras firmadas: { $command }

## Citas, y lo que hay entre las palabras firmadas.

check-passages = aquí hay { $count } pasajes de { $version } ({ $language }) tal como se firmaron: { $here } de sus { $all } palabras
check-contains-between = aquí están, en orden, las { $all } palabras de { $version } ({ $language }); { $count ->
    [one] 1 pasaje entre ellas no está firmado
   *[other] { $count } pasajes entre ellas no están firmados
}
check-quotation-altered = { $count ->
    [one] una cita no dice lo mismo que lo que se firmó
   *[other] { $count } citas no dicen lo mismo que lo que se firmó
}: { $pieces }
check-quotation-unknown = { $count ->
    [one] una cita no está en ningún texto de este registro
   *[other] { $count } citas no están en ningún texto de este registro
}; puede que sea de otra persona: { $pieces }
check-cut-negation = un corte marcado quita una negación y cambia el sentido: { $pieces }
check-cut-name = un corte marcado quita un número o un nombre: { $pieces }
check-cut-joins = un corte marcado une dos frases: { $pieces }
check-cut-short = un corte marcado quita unas pocas palabras que pueden cambiar el sentido; compárelas: { $pieces }
check-cut-words = omitido donde hay un corte marcado: { $pieces }
check-editor-words = palabras entre corchetes que no forman parte de lo firmado: { $pieces }
check-unsigned = entre las palabras firmadas hay { $count ->
    [one] 1 pasaje que nadie firmó
   *[other] { $count } pasajes que nadie firmó
}: { $pieces }
check-page-numbers = entre las palabras hay { $count ->
    [one] 1 número, como de página
   *[other] { $count } números, como de página
}
check-short-quotation = tan pocas palabras pueden coincidir por casualidad: { $pieces }
check-scan = probablemente es un escaneo; compare { $count ->
    [one] 1 lugar
   *[other] estos { $count } lugares
} con la imagen
check-marks = { $marks } de los { $all } cambios son solo de puntuación
check-spelling = { $spellings } de los { $all } cambios son solo de ortografía; las palabras son las mismas
check-quote-nearest = el pasaje más parecido está en { $place }: «{ $words }»
check-retracted = los responsables retractaron esta versión; { $sentence }
check-negation-beside = justo al lado de las palabras citadas, el texto tiene una negación: { $pieces }
check-next-altered-unsigned = cite las palabras del texto, que aquí nadie ha firmado, y no estas: { $command }
check-next-quote-unsigned = para citarlo, tome las palabras del texto y diga que aquí nadie lo ha firmado: { $command }
check-taken-down = estas son, byte por byte, las palabras de { $version } en { $file }, que los responsables retiraron de la vista: { $reason }
check-name-silent = se nombra aquí, y está en este registro, que no muestra nada que haya dicho de esta versión: { $names }
check-name-unknown = se nombra aquí, y no es nadie de este registro: { $names }

## Una lista de nombres.

check-names-hold = { $count ->
    [one] la única organización de esta lista respalda
   *[other] las { $count } organizaciones de esta lista respaldan
} { $version }
check-names-caveat = { $endorsed } de los { $all } nombres de esta lista son de organizaciones que respaldan { $version }
check-names-unknown = ningún nombre de esta lista es de una organización de este registro
check-names-withdrawn = lo respaldaron y se retiraron:
check-names-declined = declinaron firmarlo:
check-names-unreliable = su firma no es de fiar:
check-names-not-counted = su respaldo no cuenta para este texto:
check-names-strange = no están en este registro:
check-names-silent = están en este registro, que no muestra nada que hayan dicho de esta versión:
check-names-endorsed = lo respaldan:
check-names-near = { $printed } (no se escribe así: { $name })
check-names-next = para ver quién está dónde, con claves y fechas: { $command }
check-translation-replaced = estas son palabras de una traducción de { $version } ({ $language }) que después se sustituyó por otra
check-translation-retracted = estas son palabras de una traducción de { $version } ({ $language }) que los responsables retiraron: { $reason }
check-draft = estas son palabras de { $version }, un borrador en este equipo: no se ha publicado, y lo que se firmó sobre él todavía no cuenta
