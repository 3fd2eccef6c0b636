# Keys, before somebody signs a change of them.

changes-stays = stays { $label }:
changes-new = new   { $label }:
changes-leaves = leaves { $label }:
changes-removed = removed { $label }: { $reason }
changes-removed-since = removed { $label }: { $reason }; in other hands since entry { $since }
changes-name = name: { $name }
changes-name-gone = no longer known as { $name }
changes-active-again = no longer retired
