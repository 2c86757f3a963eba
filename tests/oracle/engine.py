
import _loopline
import asyncio

class _Loop(asyncio.SelectorEventLoop):
    turn = turn_cost = 0
    _named = False

    def create_task(self, coro, *, name=None, **options):
        if getattr(coro, "__name__", None) in ("shutdown_asyncgens", "shutdown_default_executor"):
            name = "helper"
        if name is None and not self._named:
            name = "main"
            _loopline.skip_number()
        self._named = True
        return super().create_task(coro, name=name, **options)

    def _run_once(self):
        self.turn += 1
        super()._run_once()
        if self.turn_cost:
            _loopline.advance_to(_loopline.now() + self.turn_cost)

_runner = asyncio.Runner(loop_factory=_Loop)
try:
    if "drive" in globals():
        drive(_runner.get_loop())
    else:
        _runner.run(main())
finally:
    _runner.close()
