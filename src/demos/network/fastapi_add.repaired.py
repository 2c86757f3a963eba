import uvicorn
from fastapi import FastAPI

app = FastAPI()


@app.get("/add")
async def add(first_number: int, second_number: int = 1):
    print(f"add({first_number}, {second_number})")
    return {"result": first_number + second_number}


uvicorn.run(app, port=8000)
