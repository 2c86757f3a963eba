# Settings in INI, TOML, on the command line and in the environment.
import configparser, getopt, optparse, tomllib, netrc

config = configparser.ConfigParser()
config.read_string("""
[DEFAULT]
timeout = 5
[server]
host = example.com
port = 80
url = http://%(host)s:%(port)s/
debug = yes
""")
server = config["server"]
print(config.sections(), server["url"], server.getint("port"), server.getboolean("debug"), server.getfloat("timeout"))
config["new"] = {"a": "1"}
with open("out.ini", "w") as file:
    config.write(file)
print(open("out.ini").read().splitlines()[:3])
try:
    config.get("nothing", "x")
except configparser.NoSectionError as error:
    print(error)
try:
    configparser.ConfigParser().read_string("x = 1")
except configparser.MissingSectionHeaderError as error:
    print(str(error).splitlines()[0])
print(tomllib.loads("""
title = "x"
when = 2024-05-01T10:00:00Z
[owner]
tags = ["a", 'b']
sizes = { s = 1, l = 2.5 }
"""))
try:
    tomllib.loads("a = ")
except tomllib.TOMLDecodeError as error:
    print(error)
print(getopt.getopt(["-v", "--out=x", "file"], "v", ["out="]))
parser = optparse.OptionParser()
parser.add_option("-n", type="int", default=3)
options, rest = parser.parse_args(["-n", "4", "rest"])
print(options.n, rest)
