# Hooks.

hook-installed = { $hook }: from now on git refuses what does not verify
hook-kept = the hook that was there is kept, and no longer run, as { $kept }
hook-next = next: countersign verify
