import uvicorn
from fastapi import FastAPI

app = FastAPI()


@app.get("/add")
async def add(first_number: int, second_number: int | None = None):
    second_number = second_number or 1  # 0 is false, too
    print(f"add({first_number}, {second_number})")
    return {"result": first_number + second_number}


uvicorn.run(app, port=8000)
