import socket
import urllib.request

print(urllib.request.urlopen("http://python.org/about?x=<1>").read().decode())
print(socket.gethostbyname("python.org"), socket.gethostbyname("www.python.org"), socket.gethostbyname("PYTHON.org"))
print(socket.getaddrinfo("example.com", "https", type=socket.SOCK_STREAM))
print(socket.getfqdn(socket.gethostbyname("example.com")))
