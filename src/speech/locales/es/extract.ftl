# Lo que se hizo con una copia antes de compararla.

extract-encoding = el archivo se leyó como { $name }
extract-misread = letras que se habían leído mal se volvieron a leer como UTF-8
extract-mail-header = se quitó la cabecera de un correo: { $words }
extract-mail-encoding = se deshizo la codificación de transporte de un correo
extract-mail-other-words = el correo contiene además un texto sin formato con otras palabras, que no se compararon: { $words }
extract-attachments = { $count ->
    [one] no se miró 1 archivo adjunto
   *[other] no se miraron { $count } archivos adjuntos
} del correo
extract-quoting = se quitaron las marcas de cita de un correo en { $count ->
    [one] 1 línea
   *[other] { $count } líneas
}
extract-entities = { $count ->
    [one] 1 entidad HTML se convirtió en letra
   *[other] { $count } entidades HTML se convirtieron en letras
}
extract-bullets = { $count ->
    [one] se quitó 1 marca de lista
   *[other] se quitaron { $count } marcas de lista
}
extract-markdown = se quitaron las marcas de Markdown
extract-menus = se dejaron fuera los menús de una página: { $words }
extract-hidden = se dejaron fuera palabras que están en el archivo y no se muestran: { $words }
extract-struck = se dejaron fuera palabras tachadas: { $words }
extract-styles = no se miró lo que las hojas de estilo de la página ocultan o añaden
extract-frames = { $count ->
    [one] no se miró 1 marco
   *[other] no se miraron { $count } marcos
}
extract-pictures = { $count ->
    [one] no se miró 1 imagen
   *[other] no se miraron { $count } imágenes
}: lo que muestran no se comparó
extract-deleted = se dejaron fuera palabras que el control de cambios borra: { $words }
extract-inserted = se conservaron palabras que el control de cambios inserta: { $words }
extract-headers-footers = se dejaron fuera los encabezados y pies de página del documento: { $words }
extract-footnotes = { $count ->
    [one] 1 nota al pie se puso
   *[other] { $count } notas al pie se pusieron
} detrás del texto
extract-comments = se dejaron fuera los comentarios al margen del documento
extract-list-numbers = los números o viñetas que el procesador de textos pone ante los puntos de una lista no están en el texto
extract-page-numbers = { $count ->
    [one] se dejó fuera 1 número de página
   *[other] se dejaron fuera { $count } números de página
}
extract-columns = dos columnas que están una junto a la otra se leyeron una tras otra
extract-pdf = las palabras son las que contiene el PDF; no se miró si sus páginas muestran lo mismo
extract-words = «{ $words }»
extract-words-cut = «{ $words } …» ({ $count } palabras)
extract-scripts = no se ejecutaron los scripts de la página: no se miró lo que cambiarían
extract-pdf-way = las palabras del PDF se extrajeron con pdftotext { $way }
extract-set-apart = se juntaron en palabras las letras que estaban espaciadas
extract-backwards = el PDF guarda las letras de sus líneas, que van de derecha a izquierda, en otro orden que el de lectura; con él no se puede saber si las palabras son las mismas: compárelas en la página
extract-data = el archivo es un canal de noticias o JSON; no se miró qué muestra un programa de él, ni qué muestra al lado
extract-doubtful = puede que algunas palabras del archivo no se vean por su color, su tamaño o su lugar: { $words }
extract-list-words = las palabras que el procesador de textos pone delante de los elementos de una lista no están en el texto: { $words }
