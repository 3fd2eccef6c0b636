# Requests as mail.

letter-subject = { $registry }: does { $name } sign “{ $title }”?
letter-subject-again = { $registry }: a reminder about “{ $title }”
letter-hello = To { $name } ({ $organisation })
letter-asks = { $registry } asks { $name } to say whether it signs this text:
letter-reminds = { $registry } asked { $name } on { $day } whether it signs this text, and has no answer yet:
letter-deadline = An answer is hoped for before { $day }. Silence is never counted as a yes.
letter-days = { $days ->
    [0] Less than a day is left.
    [one] One day is left.
   *[other] { $days } days are left.
}
letter-replaces = This takes the place of the draft about which you were asked on { $day }: what was signed on that one does not count.
letter-how = What is attached says how to answer; { $file } is the first to read. request.countersign can be dropped on the desk, a page that works without a network, if you have it already.
letter-back = Send what you signed to { $to }.
letter-back-here = Send what you signed as an answer to this mail.
letter-key = Nobody honest asks for your key: never send it, and open no page from a mail to sign on.
letter-page-title = Requests about { $version }
letter-page-intro = Each is for one organisation alone. A draft (.eml) opens in a mail program with everything in it; for webmail, copy address, subject and text, and attach the files.
letter-page-address = address
letter-page-subject = subject
letter-page-text = text
letter-page-attach = attach
letter-page-draft = draft with everything in it
letter-page-open = open in a mail program, without attachments
letter-page-no-address = no address is known: countersign contacts import
letter-no-address = no address is known of { $organisation }: its draft has none
letter-made = drafts, and one page with everything to copy: { $file }
letter-next = open the drafts, look at them, send them; then: countersign import FILE…
letter-ask-reply-to = To which address should answers be sent?
