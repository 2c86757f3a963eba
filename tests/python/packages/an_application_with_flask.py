import asyncio

from flask import Flask, jsonify, render_template_string, request, session

app = Flask(__name__)
app.secret_key = "key"


@app.get("/")
def index():
    return render_template_string("<p>{{ name|upper }} & {{ items|join(', ') }}</p>", name="ann <b>", items=[1, 2])


@app.post("/add")
async def add():
    await asyncio.sleep(0.5)
    body = request.get_json()
    return jsonify(result=body["a"] + body["b"])


@app.route("/visits")
def visits():
    session["visits"] = session.get("visits", 0) + 1
    return {"visits": session["visits"]}


@app.errorhandler(404)
def missing(error):
    return f"no {request.path}", 404


client = app.test_client()
print(client.get("/").text)
response = client.post("/add", json={"a": 40, "b": 2})
print(response.status, response.json, response.content_type)
print([client.get("/visits").json["visits"] for _ in range(3)])
print(client.get("/nothing").text, client.put("/").status_code)
with app.test_request_context("/search?q=tea"):
    print(request.args["q"], request.path)
