# Lo que se hizo con un archivo antes de que fuera un texto.

repair-byte-order-mark = { $count ->
    [one] se quitó 1 marca de orden de bytes
   *[other] se quitaron { $count } marcas de orden de bytes
}
repair-line-ending = { $count ->
    [one] se convirtió 1 fin de línea
   *[other] se convirtieron { $count } fines de línea
}
repair-page-break = { $count ->
    [one] se quitó 1 salto de página
   *[other] se quitaron { $count } saltos de página
}
repair-tab = { $count ->
    [one] se cambió 1 tabulador por un espacio
   *[other] se cambiaron { $count } tabuladores por espacios
}
repair-space = { $count ->
    [one] se hizo común 1 espacio especial
   *[other] se hicieron comunes { $count } espacios especiales
}
repair-soft-hyphen = { $count ->
    [one] se quitó 1 guion opcional
   *[other] se quitaron { $count } guiones opcionales
}
repair-zero-width = { $count ->
    [one] se quitó 1 carácter invisible
   *[other] se quitaron { $count } caracteres invisibles
}
repair-ligature = { $count ->
    [one] se deletreó 1 ligadura
   *[other] se deletrearon { $count } ligaduras
}
repair-composition = { $count ->
    [one] se unieron acentos a sus letras en 1 línea
   *[other] se unieron acentos a sus letras en { $count } líneas
}
repair-outer-space = { $count ->
    [one] se quitaron espacios al borde de 1 línea
   *[other] se quitaron espacios al borde de { $count } líneas
}
repair-inner-space = { $count ->
    [one] se redujo 1 serie de espacios a uno
   *[other] se redujeron { $count } series de espacios a uno
}
repair-broken-line = { $count ->
    [one] se unió 1 línea partida
   *[other] se unieron { $count } líneas partidas
}
repair-soft-word = { $count ->
    [one] se unió 1 palabra partida por un guion opcional
   *[other] se unieron { $count } palabras partidas por guiones opcionales
}
repair-broken-word = { $count ->
    [one] se unió 1 palabra partida por un guion
   *[other] se unieron { $count } palabras partidas por guiones
}
repair-hyphen-line = { $count ->
    [one] se unió 1 línea que termina en guion
   *[other] se unieron { $count } líneas que terminan en guion
}
repair-list-gap = { $count ->
    [one] se cerró 1 hueco de una lista
   *[other] se cerraron { $count } huecos de una lista
}
repair-blank-line = { $count ->
    [one] se quitó 1 línea vacía de más
   *[other] se quitaron { $count } líneas vacías de más
}
repair-final-newline = { $count ->
    [one] se añadió 1 salto de línea final
   *[other] se añadieron { $count } saltos de línea finales
}
repair-line = línea { $line }: { $before } -> { $after }
repair-line-ask = línea { $line }: { $before } -> { $after }  (si es una sola palabra sin guion, escríbala así en el archivo)
