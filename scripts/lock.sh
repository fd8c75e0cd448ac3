#!/bin/sh
# Write requirements.txt and requirements-dev.txt from the .in files; needs uv on PATH (a developer's tool).
set -eu
cd "$(dirname "$0")/.."
for name in requirements requirements-dev; do
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
    --no-emit-find-links "$@" "$name.in" -o "$name.txt"
done
