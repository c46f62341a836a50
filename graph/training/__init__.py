"""Scripts that make the weights of `graph/lexicon` from labelled data; never imported at run time."""
