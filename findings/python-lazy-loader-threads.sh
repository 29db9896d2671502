#!/bin/sh
# A module that Python's own LazyLoader has put off, and four threads that ask it for a value at the same moment.
# One would guess: the module is run once and all four get the value, as with an ordinary import.
# What happens in Python 3.11 and 3.12.1: the first thread runs the module, and meanwhile the others are told that it has
# no such attribute (AttributeError). 3.13 has a lock there.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf 'import time\ntime.sleep(0.3)\nVALUE = 1\n' >slow.py
cat >ask.py <<'PYTHON'
import importlib.util
import sys
import threading

print("Python", sys.version.split()[0])
sys.path.insert(0, ".")
spec = importlib.util.find_spec("slow")
spec.loader = importlib.util.LazyLoader(spec.loader)
module = importlib.util.module_from_spec(spec)
sys.modules["slow"] = module
spec.loader.exec_module(module)
ready, found = threading.Barrier(4), []


def ask():
    ready.wait()
    try:
        found.append(str(module.VALUE))
    except AttributeError as failure:
        found.append(str(failure))


threads = [threading.Thread(target=ask) for _ in range(4)]
for one in threads:
    one.start()
for one in threads:
    one.join()
print(*sorted(found), sep="\n")
expected = 4 if sys.version_info >= (3, 13) else 1
assert found.count("1") == expected, "threads that ask at once are given something else now"
PYTHON
python3 ask.py
