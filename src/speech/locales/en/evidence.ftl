# Who says that keys are an organisation's, and whose acts are withheld.

evidence-enrolled = enrolled by the registry's maintainers ({ $names })
evidence-recovered = put in the place of lost keys by the registry's maintainers ({ $names }), at entry { $at }
evidence-rotated = put in place by the organisation's earlier keys, at entry { $at }; those were enrolled by the registry's maintainers ({ $names })
evidence-maintainer = the maintainer { $label }
evidence-telephone = checked by telephone on { $date } by { $who }: on a number from { $from }
evidence-url = served at { $url } on { $date }, as { $who } says
evidence-vouching = { $who } vouches for it since { $date }: { $reason }
evidence-pinned = you confirmed it yourself: { $how }
evidence-pinned-on = you confirmed it yourself on { $date }: { $how }
evidence-named-with-pin = named with --pin
evidence-withheld = the maintainers say so at entry { $at }, about entry { $about }, since { $date }: { $reason }
evidence-withheld-asked = { $said }; they say that the organisation asked for it
