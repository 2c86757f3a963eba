import base64
import hashlib
import hmac
import uuid

print(uuid.uuid5(uuid.NAMESPACE_DNS, "example.com"), uuid.UUID(int=5), uuid.UUID("12345678123456781234567812345678").hex)
print(len(str(uuid.uuid4())), uuid.uuid4().version, uuid.uuid3(uuid.NAMESPACE_URL, "http://a.example"))
for name in ("md5", "sha1", "sha256", "sha3_256", "blake2b"):
    print(name, hashlib.new(name, b"loopline").hexdigest()[:32])
digest = hashlib.sha256()
digest.update(b"loop")
digest.update(b"line")
print(digest.hexdigest() == hashlib.sha256(b"loopline").hexdigest(), digest.digest_size)
print(hmac.new(b"key", b"message", "sha256").hexdigest()[:16], hmac.compare_digest("a", "a"))
print(base64.b64encode(b"hello?>"), base64.urlsafe_b64encode(b"hello?>"), base64.b64decode("aGk="), base64.b16encode(b"hi"))
