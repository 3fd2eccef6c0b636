# One more signature of a maintainer.

approve-ask = do you sign this?
approve-landed = { $path } has all its signatures and landed
approve-signed = signed { $path }
approve-not-sent = nothing was sent, and nothing changed here
approve-next-send = send { $file } to whoever keeps what waits: countersign import { $file }
