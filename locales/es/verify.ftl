# Verdicts.

verify-this-registry = este registro
verify-what-was-asked = lo que se preguntó

## The first line: a word, and a sentence.

verify-word-holds = se sostiene
verify-word-caveat = con reservas
verify-word-broken = roto
verify-word-unchecked = sin comprobar
verify-word-unknown = desconocido
verify-word-altered = alterado
verify-holds = todo lo comprobado en { $registry } encaja
verify-broken = no se fíe de { $registry }: vea lo que se señala abajo
verify-unchecked = no se pudo juzgar, lo que no lo hace inválido; { $registry }
verify-unknown = { $asked } no está en { $registry }
verify-altered = las palabras son otras: { $registry }
verify-caveat-read = lo que se muestra se sostiene, pero lea antes las reservas; { $registry }
verify-caveat-none = lo que se muestra se sostiene, pero aquí no cuenta ningún respaldo; { $registry }
verify-caveat-noted = lo que se muestra se sostiene, pero hay algo anotado o sin comprobar; { $registry }
