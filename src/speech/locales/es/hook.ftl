# Ganchos de git.

hook-installed = { $hook }: desde ahora git rechaza lo que no se sostiene
hook-kept = el gancho que había se conserva, y ya no se ejecuta, como { $kept }
hook-next = siguiente: countersign verify
