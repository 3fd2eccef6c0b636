# Whether anything would stop you here.

doctor-no-registry = no registry: { $what }
doctor-private-key = a private key lies in the registry, move it away: { $path }
doctor-next = mend what is marked "look", where you need it
doctor-keygen = ssh-keygen, for keys in an agent or a token, and for checking without countersign
doctor-git = git, for sending and receiving registries
doctor-sound = the registry here verifies
doctor-log-key = this machine holds the log key
doctor-no-log-key = this machine does not hold the log key
doctor-maintainer = a maintainer's key is noted
doctor-no-maintainer = no maintainer's key is noted
doctor-clock = this computer's clock says { $now }
doctor-clock-behind = this computer's clock says { $now }, and the newest record here ({ $path }) says { $newest }: one of them is wrong
doctor-releases = nothing here asks whether there is a newer release than { $version }: fetch the registry of releases (countersign -C RELEASES sync), then look (countersign -C RELEASES status)
doctor-folder = the files here are those that were judged
doctor-folder-differs = { $path } in this folder is not what was judged: countersign verify
doctor-clock-ahead = this computer's clock says { $now }, and nothing here is newer than { $newest } ({ $path }): whether the clock is right cannot be seen here
