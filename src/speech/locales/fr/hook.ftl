# Crochets de git.

hook-installed = { $hook } : désormais, git refuse ce qui ne tient pas
hook-kept = le crochet qui était là est gardé, sans plus être exécuté, sous { $kept }
hook-next = ensuite : countersign verify
