from automat import MethodicalMachine


class Door:
    machine = MethodicalMachine()

    @machine.state(initial=True)
    def closed(self):
        "The door is closed."

    @machine.state()
    def opened(self):
        "The door is open."

    @machine.input()
    def push(self):
        "Somebody pushes."

    @machine.input()
    def pull(self):
        pass

    @machine.output()
    def creak(self):
        return "creaks"

    closed.upon(push, enter=opened, outputs=[creak])
    opened.upon(pull, enter=closed, outputs=[creak, creak])


door = Door()
print(door.push(), door.pull())
try:
    door.pull()
except Exception as error:
    print(type(error).__name__, error)
try:

    class Window:
        machine = MethodicalMachine()

        @machine.input()
        def push(self):
            print("not empty")

except ValueError as error:
    print(error)
