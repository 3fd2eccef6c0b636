# Lo que dicen las entradas del libro público.

log-heads = cabezas de todas las cadenas
log-not-shown = { $kind ->
    [registry] autoridad del registro
    [organisation] claves de una organización
    [revocation] revocación
    [confirmation] confirmación
    [statement] texto
    [endorsement] acto
    [publication] publicación
    [retraction] retractación
    [translation] traducción
    [listing] nombres de una organización
    [extension] extensión
   *[withholding] omisión
}, no se muestra
log-authority = autoridad { $number } de este registro
log-enrolled = { $organisation } queda inscrita
log-keys = claves { $number } de { $organisation }
log-revoked = la clave { $key } se revoca a sí misma
log-confirmed = se confirman claves de { $organisation }
log-proposed = se propone { $version }
log-published = se publica { $version }
log-withheld = se omiten respaldos de { $version }
log-endorses = { $organisation } respalda { $version }
log-declines = { $organisation } rehúsa { $version }
log-withdraws = { $organisation } se retira de { $version }
log-waiting = { $count ->
    [one] 1 documento todavía no está
   *[other] { $count } documentos todavía no están
} en el libro público
log-publication = publicación
log-first-record = el primer documento del registro
log-retracted = se retracta { $version }
log-translated = se traduce { $version } a { $language }
log-untranslated = se retira la traducción de { $version } a { $language }
log-listed = { $organisation } se inscribe como { $name }
log-retired = { $organisation } queda retirada: { $reason }
log-extension = una extensión, que ninguna regla de esta versión lee
log-taken-down = se retiran de la vista palabras de { $version }: { $reason }
