found = "in lib"
