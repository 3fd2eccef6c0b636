# Retractar una versión.

retract-stays = lo que queda cuando se retracta { $version }: su texto, quiénes lo respaldaron y toda copia que alguien haya hecho; una retractación no se deshace nunca
retract-ask = esto dice a quien la lea que los responsables retractaron { $version }
retract-done = { $version } queda retractada
retract-still = todavía no se dice a nadie que { $version } está retractada
retract-replacement = lo que hay que leer en su lugar no puede estar retractado
