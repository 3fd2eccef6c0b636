# La propuesta de una versión.

propose-replaced = se reemplazó el borrador de { $version }
propose-done = se propuso { $version }
propose-next = cada organización: { $command }
propose-branch = está en la rama { $branch } y sale de este equipo solo cuando usted lo envíe
propose-ask-words = ¿son estas las palabras?
propose-look-twice = fíjese bien: { $name }, { $what }
propose-repaired = { $name } se reparó:
propose-repaired-end = --- fin del texto tal como quedará fijado ---
propose-taken-out = se sacaron las palabras de { $name }:
propose-no-break = { $count ->
    [one] 1 espacio de no separación, que se ve como cualquier otro (línea { $lines })
   *[other] { $count } espacios de no separación, que se ven como cualquier otro (líneas { $lines })
}
propose-kept-titles = se conserva de la versión { $version }: el título ({ $languages })
propose-kept-names = se conservan de la versión { $version } los nombres { $names } (con --no-signatories, ninguno)
propose-kept-attachments = se conservan de la versión { $version } los adjuntos { $files } (con --no-attachments, ninguno)
propose-left-retired = no se conservan, porque están dadas de baja: { $names }
propose-left-refused = no se conservan, porque declinaron o se retiraron de la versión { $version }: { $names }
propose-left-no = no se conservan, porque dijeron que no en privado a la versión { $version }: { $names }
propose-left-silent = no se conservan, porque no firmaron la versión { $version }: { $names }; con --signatory se imprime a quien usted nombre
propose-left-historical = no se conserva ningún nombre: solo una de las dos versiones recoge lo que se imprimió en otro sitio
propose-left-gone = no se conserva ningún nombre: los de la versión { $version } no están aquí
propose-left-attachment = no se conserva: { $file }, que no está aquí
propose-voided = actuaron sobre el borrador que se reemplaza, y eso ya no cuenta: { $names }
propose-next-again = pregúnteles de nuevo: { $command }
propose-broken = { $count ->
    [one] 1 línea termina en guion y la siguiente sigue en minúscula (línea { $lines }): si ahí se partió una palabra, escríbala entera en el archivo
   *[other] { $count } líneas terminan en guion y la siguiente sigue en minúscula (líneas { $lines }): si ahí se partió una palabra, escríbala entera en el archivo
}
