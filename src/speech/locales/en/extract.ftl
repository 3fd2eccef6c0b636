# What was done to a copy before it was compared.

extract-encoding = the file was read as { $name }
extract-misread = letters that had been misread were read again as UTF-8
extract-mail-header = the header of an e-mail was taken off: { $words }
extract-mail-encoding = the transfer encoding of an e-mail was undone
extract-mail-other-words = the e-mail also holds a plain text with other words, which were not compared: { $words }
extract-attachments = { $count ->
    [one] 1 attachment of the e-mail was
   *[other] { $count } attachments of the e-mail were
} not looked at
extract-quoting = quoting marks of an e-mail were taken off { $count ->
    [one] 1 line
   *[other] { $count } lines
}
extract-entities = { $count ->
    [one] 1 HTML entity was
   *[other] { $count } HTML entities were
} made letters
extract-bullets = { $count ->
    [one] 1 list mark was
   *[other] { $count } list marks were
} taken off
extract-markdown = marks of Markdown were taken off
extract-menus = a page's menus were left out: { $words }
extract-hidden = words that are in the file and not shown were left out: { $words }
extract-struck = struck-out words were left out: { $words }
extract-styles = what the page's style sheets hide or add was not looked at
extract-frames = { $count ->
    [one] 1 frame was
   *[other] { $count } frames were
} not looked at
extract-pictures = { $count ->
    [one] 1 picture was
   *[other] { $count } pictures were
} not looked at: what they show was not compared
extract-deleted = words that tracked changes delete were left out: { $words }
extract-inserted = words that tracked changes insert were kept: { $words }
extract-headers-footers = the headers and footers of the document's pages were left out: { $words }
extract-footnotes = { $count ->
    [one] 1 footnote was
   *[other] { $count } footnotes were
} put after the text
extract-comments = comments in the document's margin were left out
extract-list-numbers = numbers or bullets that the word processor sets before list items are not in the text
extract-page-numbers = { $count ->
    [one] 1 page number was
   *[other] { $count } page numbers were
} left out
extract-columns = two columns that stand side by side were read one after the other
extract-pdf = the words are those that the PDF holds; whether its pages show the same was not looked at
extract-words = “{ $words }”
extract-words-cut = “{ $words } …” ({ $count } words)
extract-scripts = what the page's scripts would change was not looked at: they were not run
extract-pdf-way = the words of the PDF were taken out with pdftotext { $way }
extract-set-apart = letters that are set apart were put together to words
extract-backwards = the PDF holds the letters of its lines from right to left in another order than they are read; whether the words are the same cannot be told from it: compare them on the page
extract-data = the file is a feed or JSON; what a program shows of it, and beside it, was not looked at
extract-doubtful = words that are in the file may not be seen, for their color, size or place: { $words }
extract-list-words = words that the word processor sets before list items are not in the text: { $words }
