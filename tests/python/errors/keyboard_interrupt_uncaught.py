def work():
    print("working")
    raise KeyboardInterrupt


work()
