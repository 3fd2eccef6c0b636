# A registry is founded.

init-log-key = la clave privada del libro público está en { $file }: guarde una copia en un lugar seguro
init-founded = se fundó { $name } en { $folder }
init-fingerprint = huella: { $id }
