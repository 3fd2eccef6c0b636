# What the log’s entries say.

log-heads = heads of all chains
log-not-shown = { $kind }, not shown
log-authority = authority { $number } of this registry
log-enrolled = { $organisation } is enrolled
log-keys = keys { $number } of { $organisation }
log-revoked = the key { $key } ends itself
log-confirmed = keys of { $organisation } are confirmed
log-proposed = { $version } is put forward
log-published = { $version } is published
log-withheld = endorsements of { $version } are withheld
log-endorses = { $organisation } endorses { $version }
log-declines = { $organisation } declines { $version }
log-withdraws = { $organisation } withdraws from { $version }
log-waiting = { $count ->
    [one] 1 record is
   *[other] { $count } records are
} not logged yet
log-publication = publication
log-first-record = the registry's first record
log-retracted = { $version } is retracted
log-translated = { $version } is translated into { $language }
log-untranslated = the translation of { $version } into { $language } is taken back
log-listed = { $organisation } is listed as { $name }
log-retired = { $organisation } is retired: { $reason }
log-extension = an extension, which no rule of this version reads
log-taken-down = words of { $version } are taken down: { $reason }
