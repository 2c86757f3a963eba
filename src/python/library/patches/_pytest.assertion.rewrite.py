

# Modules are found in the program's folder in memory, and lines are known by the paths of their files from it, as the loader
# of other modules has it.

import _folder


def _find_in_the_folder(self, name, path=None, target=None):
    state = self.config.stash[assertstate_key]
    if self._early_rewrite_bailout(name, state):
        return None
    spec = _folder.Finder.find_spec(name, path)
    if spec is None or spec.origin is None or not self._should_rewrite(name, spec.origin, state):
        return None
    spec.loader = self
    return spec


AssertionRewritingHook.find_spec = _find_in_the_folder


def _rewrite_test(fn, config):
    source, file = fn.read_bytes(), _folder.shown(str(fn))
    _folder.remember(file, _folder.decoded(source, file))
    tree = ast.parse(source, filename=file)
    rewrite_asserts(tree, source, file, config)
    return b"", compile(tree, file, "exec", dont_inherit=True)
