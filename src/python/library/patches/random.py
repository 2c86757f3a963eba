

# Without a seed the numbers are the same in every run: the same program has the same record.

_seed = Random.seed


def _seed_without_the_machine(self, a=None, version=2):
    if a is None:
        a = int.from_bytes(_urandom(32))
    elif isinstance(a, float):
        # The native class takes another number for it.
        a = abs(hash(a))
    _seed(self, a, version)


Random.seed = _seed_without_the_machine
seed = _inst.seed
_inst.seed()
