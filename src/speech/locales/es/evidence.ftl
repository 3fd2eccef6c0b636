# Quién dice que las claves son de una organización, y de quién son los actos omitidos.

evidence-enrolled = inscritas por los responsables del registro ({ $names })
evidence-recovered = puestas en lugar de claves perdidas por los responsables del registro ({ $names }), en la entrada { $at }
evidence-rotated = puestas por las claves anteriores de la organización, en la entrada { $at }; aquellas las inscribieron los responsables del registro ({ $names })
evidence-maintainer = la persona responsable { $label }
evidence-telephone = comprobadas por teléfono el { $date } por { $who }: a un número tomado de { $from }
evidence-url = publicadas en { $url } el { $date }, según { $who }
evidence-vouching = { $who } responde por ellas desde el { $date }: { $reason }
evidence-pinned = usted mismo las confirmó: { $how }
evidence-pinned-on = usted mismo las confirmó el { $date }: { $how }
evidence-named-with-pin = indicadas con --pin
evidence-withheld = lo dicen los responsables en la entrada { $at }, sobre la entrada { $about }, desde el { $date }: { $reason }
evidence-withheld-asked = { $said }; dicen que la organización lo pidió
