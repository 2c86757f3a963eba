import io
import os

from dotenv import dotenv_values, find_dotenv, get_key, load_dotenv, set_key, unset_key

with open(".env", "w") as file:
    file.write('# settings\nHOST=localhost\nPORT = 8080\nexport NAME="with \\"quotes\\" and\\nlines"\nURL=http://${HOST}:${PORT}/\nEMPTY=\nBARE\nSINGLE=\'as $HOST is\' # note\n')
print(dotenv_values(".env"))
print(load_dotenv(".env"), os.environ["HOST"], os.getenv("URL"))
os.environ["PORT"] = "9"
load_dotenv(".env")
print(os.environ["PORT"])
load_dotenv(".env", override=True)
print(os.environ["PORT"], get_key(".env", "HOST"), os.path.basename(find_dotenv(usecwd=True)))
print(dotenv_values(stream=io.StringIO("A=1\nB=${A}2\nC=${NONE:-default}")))
set_key(".env", "TOKEN", "it's")
unset_key(".env", "BARE")
with open(".env") as file:
    print(file.read())
