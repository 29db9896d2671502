#!/bin/sh
# ctypes.util.find_library asked for a library that is not installed, on Linux.
# One would guess: it looks through the folders of the system and says None.
# What happens: it starts the C compiler and the linker to ask them, at run time and each time again: an
# alarm where no program may start others, and another answer on a machine that has a compiler.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for program in gcc cc ld; do
    printf '#!/bin/sh\necho "%s $*" >> "%s/started"\nexit 1\n' "$program" "$folder" > "$program"
    chmod +x "$program"
done
: > started
PATH="$folder:$PATH" python3 - <<'PYTHON'
import ctypes.util
import platform
import sys

print("Python", platform.python_version(), sys.platform)
print("found:", ctypes.util.find_library("of-nobody"))
PYTHON
echo "programs that were started:"
cat started
grep -q '^gcc ' started && grep -q '^ld ' started
