# Bundles: what is in the file, what it proves.
