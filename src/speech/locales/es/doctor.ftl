# Si algo le impediría trabajar aquí.

doctor-no-registry = sin registro: { $what }
doctor-private-key = hay una clave privada en el registro, llévesela a otro lugar: { $path }
doctor-next = arregle lo que está marcado con «look», donde lo necesite
doctor-keygen = ssh-keygen, para claves en un agente o una llave, y para comprobar sin countersign
doctor-git = git, para enviar y recibir registros
doctor-sound = el registro de aquí se sostiene
doctor-log-key = este equipo tiene la clave del libro público
doctor-no-log-key = este equipo no tiene la clave del libro público
doctor-maintainer = está anotada la clave de una persona responsable
doctor-no-maintainer = no está anotada la clave de ninguna persona responsable
doctor-clock = el reloj de este equipo dice { $now }
doctor-clock-behind = el reloj de este equipo dice { $now }, y el documento más reciente de aquí ({ $path }) dice { $newest }: uno de los dos se equivoca
doctor-releases = nada pregunta por sí solo si hay una versión más nueva que { $version }: actualice el registro de versiones (countersign -C RELEASES sync) y mire (countersign -C RELEASES status)
doctor-folder = los archivos de aquí son los que se juzgaron
doctor-folder-differs = { $path } en esta carpeta no es lo que se juzgó: countersign verify
doctor-clock-ahead = el reloj de este equipo dice { $now }, y aquí no hay nada posterior al { $newest } ({ $path }): aquí no se puede ver si el reloj está bien
