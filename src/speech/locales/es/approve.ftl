# Una firma más de una persona responsable.

approve-ask = ¿firma esto?
approve-landed = { $path } tiene todas sus firmas y ya vale
approve-signed = firmado { $path }
approve-not-sent = no se envió nada, y aquí no cambió nada
approve-next-send = envíe { $file } a quien guarda lo que espera: countersign import { $file }
