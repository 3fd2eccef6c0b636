# Taking a version back.

retract-stays = what stays when { $version } is retracted: its words, who endorsed them, and every copy that somebody made; no retraction is ever taken back
retract-ask = this says to every reader that the maintainers have retracted { $version }
retract-done = { $version } is retracted
retract-still = nobody is told yet that { $version } is retracted
retract-replacement = what is to be read instead must stand itself
