from flask import Flask, request

app = Flask(__name__)


@app.route("/")
def root():
    return f"<h1>Hello, {request.args.get('name', 'world')}</h1>"


@app.post("/form")
def form():
    return {"got": request.get_json(), "header": request.headers["X-Mine"]}
