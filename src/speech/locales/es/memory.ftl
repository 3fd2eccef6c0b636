memory-none = aquí no se ha visto ningún registro
memory-registry = { $name } ({ $origin })
memory-head = { $registry }: { $size } entradas con la raíz { $root }, visto por primera vez el { $since }
memory-expected = usted dio su huella: es el registro al que se refiere este origen
memory-not-seen = aquí no se ha visto ningún registro con la huella { $registry }
memory-forgotten = olvidado; esto es lo que se sabía:
