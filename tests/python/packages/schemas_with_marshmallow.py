"""Schemas by marshmallow, tokens by PyJWT, and functions that cloudpickle packs."""

import datetime

import cloudpickle
import jwt
from marshmallow import Schema, ValidationError, fields, post_load, validate


class UserSchema(Schema):
    name = fields.Str(required=True, validate=validate.Length(min=2))
    age = fields.Int(load_default=18)
    since = fields.Date()
    tags = fields.List(fields.Str())

    @post_load
    def shout(self, data, **options):
        return {**data, "name": data["name"].upper()}


print(UserSchema().load({"name": "ada", "since": "2024-01-02", "tags": ["x"]}))
print(UserSchema(many=True).dump([{"name": "bob", "since": datetime.date(2020, 5, 6)}]))
try:
    UserSchema().load({"name": "a", "age": "old", "other": 1})
except ValidationError as error:
    print(sorted(error.messages.items()))

KEY = "a secret that is long enough for this"
token = jwt.encode({"sub": "ada", "admin": True}, KEY, algorithm="HS256")
print(token.count("."), jwt.decode(token, KEY, algorithms=["HS256"]))
try:
    jwt.decode(token, KEY + "!", algorithms=["HS256"])
except jwt.InvalidSignatureError as error:
    print(error)

factor = 3
print(cloudpickle.loads(cloudpickle.dumps(lambda value: value * factor))(5))
