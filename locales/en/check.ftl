# Is this the text: outcomes, changes, names.
