# Ce que disent les entrées du journal.

log-heads = têtes de toutes les chaînes
log-not-shown = { $kind ->
    [registry] autorité du registre
    [organisation] clés d’une organisation
    [revocation] révocation
    [confirmation] confirmation
    [statement] texte
    [endorsement] acte
    [publication] publication
    [retraction] rétractation
    [translation] traduction
    [listing] noms d’une organisation
    [extension] extension
   *[withholding] mise hors de vue
}, non montré
log-authority = autorité { $number } de ce registre
log-enrolled = { $organisation } est inscrite
log-keys = clés { $number } de { $organisation }
log-revoked = la clé { $key } se révoque elle-même
log-confirmed = des clés de { $organisation } sont confirmées
log-proposed = { $version } est proposée
log-published = { $version } est publiée
log-withheld = des approbations de { $version } sont mises hors de vue
log-endorses = { $organisation } approuve { $version }
log-declines = { $organisation } refuse { $version }
log-withdraws = { $organisation } se retire de { $version }
log-waiting = { $count ->
    [one] { $count } document n’est
   *[other] { $count } documents ne sont
} pas encore dans le journal
log-publication = publication
log-first-record = le premier document du registre
log-retracted = { $version } est rétractée
log-translated = { $version } est traduite en { $language }
log-untranslated = la traduction de { $version } en { $language } est retirée
log-listed = { $organisation } est inscrite sous le nom { $name }
log-retired = { $organisation } est retirée de la liste : { $reason }
log-extension = une extension, qu’aucune règle de cette version ne lit
log-taken-down = des mots de { $version } sont retirés de la vue : { $reason }
