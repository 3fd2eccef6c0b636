# Keys, before somebody signs a change of them.

changes-stays = reste { $label } :
changes-new = nouvelle { $label } :
changes-leaves = part { $label } :
changes-removed = retirée { $label } : { $reason }
changes-removed-since = retirée { $label } : { $reason } ; entre d’autres mains depuis l’entrée { $since }
changes-name = nom : { $name }
changes-name-gone = n’est plus connue sous le nom { $name }
changes-active-again = n’est plus retirée
