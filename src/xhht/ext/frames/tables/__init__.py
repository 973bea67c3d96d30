"""Tables as they come: which column plays which part, and how what stands there is brought into form."""
