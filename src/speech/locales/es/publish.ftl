# La publicación de una versión.

publish-not-yet = { $version } todavía no está publicada
publish-done = publicada { $version }
publish-would = { $version } se publicaría
publish-endorsed = { $count ->
    [0] no la respalda ninguna organización
    [one] la respalda 1 organización
   *[other] la respaldan { $count } organizaciones
}
publish-silent = nombradas sin haber actuado: { $names }
publish-left-withheld = queda fuera: { $domain }, cuyo nombre se iba a omitir y que no respalda
publish-left-asked = queda fuera: { $organisation }, como usted pidió
publish-left-private = queda fuera: { $organisation } declinó sin hacerlo público
publish-left-why = queda fuera: { $organisation }: { $why }
publish-overtaken = mientras se publicaba llegó un acto al borrador; se queda en { $branch } y no cuenta: pídalo de nuevo
publish-refusing = figurarían debajo aunque dijeron que no: { $names }
publish-nobody = nadie lo respalda: se publicaría sin una sola firma
publish-ask = ¿Publicar { $version } así? No se puede deshacer.
publish-shown = cómo aparecerá cada una:
publish-shown-endorsed = respalda
publish-shown-declined = declinó en público
publish-shown-withdrew = se retiró
publish-shown-printed = figura debajo, sin firma
publish-shown-withheld = respalda, sin su nombre
publish-shown-asked = no aparece: se le preguntó el { $day } y no contestó
publish-shown-no = no aparece: dijo que no en privado
publish-shown-left = no aparece: se deja fuera
publish-unanswered = figurarían debajo, se les preguntó y no contestaron: { $names }
publish-ask-fewer = ¿Publicarla de todos modos, con menos que la versión { $version }?
publish-early = { $version } no debe publicarse antes de { $time }: el reloj de este equipo marca { $now }
publish-late = firmaron a partir de { $time }: { $names }
