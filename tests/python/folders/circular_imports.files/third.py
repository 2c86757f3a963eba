from fourth import helper

base = 1
