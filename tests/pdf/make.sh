#!/usr/bin/env bash
# Generates the PDFs of this folder with qpdf. Usage: `tests/pdf/make.sh`
set -euo pipefail
cd "$(dirname "$0")"
rm -rf asks opens plain
mkdir asks opens plain

# With and without object streams, linearized and not.
layouts=(
  "disable -"
  "disable linearize"
  "generate -"
  "generate linearize"
)
# Name, key length in bits, and options of `qpdf --encrypt`.
methods=(
  "rc4-40 40"
  "rc4-128 128"
  "rc4-128-v4 128 --force-V4"
  "aes-128 128 --use-aes=y"
  "aes-128-metadata 128 --use-aes=y --cleartext-metadata"
  "aes-256 256"
  "aes-256-r5 256 --force-R5"
)

# make FOLDER NAME LAYOUT [ENCRYPTION…]
make() {
  local folder=$1 name=$2 streams order
  read -r streams order <<<"$3"
  shift 3
  local options=(--object-streams="$streams" --static-id)
  [ "$order" = linearize ] && options+=(--linearize) && name+=-linear
  [ "$streams" = generate ] && name+=-streams
  qpdf "${options[@]}" --allow-weak-crypto "$@" base.pdf "$folder/$name.pdf"
}

for layout in "${layouts[@]}"; do
  make plain plain "$layout"
  for method in "${methods[@]}"; do
    read -r name bits options <<<"$method"
    # shellcheck disable=SC2086 # several options
    encrypt() { make "$1" "$name" "$layout" --encrypt "$2" owner "$bits" $options --; }
    encrypt asks user
    encrypt opens ""
  done
done
