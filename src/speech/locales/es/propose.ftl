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
