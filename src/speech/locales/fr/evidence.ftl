# Qui dit que des clés sont celles d’une organisation, et à qui sont les actes non montrés.

evidence-enrolled = inscrites par les responsables du registre ({ $names })
evidence-recovered = mises à la place de clés perdues par les responsables du registre ({ $names }), à l’entrée { $at }
evidence-rotated = mises en place par les clés antérieures de l’organisation, à l’entrée { $at } ; celles-là ont été inscrites par les responsables du registre ({ $names })
evidence-maintainer = la personne responsable { $label }
evidence-telephone = vérifiées par téléphone le { $date } par { $who } : à un numéro tiré de { $from }
evidence-url = publiées à { $url } le { $date }, selon { $who }
evidence-vouching = { $who } s’en porte garante depuis le { $date } : { $reason }
evidence-pinned = vous les avez confirmées vous-même : { $how }
evidence-pinned-on = vous les avez confirmées vous-même le { $date } : { $how }
evidence-named-with-pin = indiquées avec --pin
evidence-withheld = les responsables le disent à l’entrée { $at }, au sujet de l’entrée { $about }, depuis le { $date } : { $reason }
evidence-withheld-asked = { $said } ; ils disent que l’organisation l’a demandé
