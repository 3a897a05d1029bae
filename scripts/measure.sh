#!/usr/bin/env bash
# Measures the figures of docs/performance.md. Needs Xvfb, xdotool and hyperfine (Debian packages xvfb, xdotool,
# hyperfine) and, for a window, an OpenGL driver (libgl1-mesa-dri). Prints both sides of every comparison.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${RUNS:-15}

cargo build --release --bins --examples
target=${CARGO_TARGET_DIR:-target}/release
work=$(mktemp -d)
display=:$((90 + RANDOM % 100))
Xvfb "$display" -screen 0 1366x768x24 >/dev/null 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
export DISPLAY=$display XDG_CONFIG_HOME=$work
unset WAYLAND_DISPLAY
sleep 1

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# Microseconds from the start of the process to its first frame, its peak memory in KiB, and whether the catalogue had
# been read by then.
first_frame() {
  local started line
  started=$(date +%s%N)
  line=$("$@" --first-frame 2>/dev/null)
  set -- $line
  echo "$(( ($1 - started) / 1000 )) $2 $3"
}

sample=assets/samples/3-gp-removal-centre.json
for ((run = 0; run < runs; run++)); do
  first_frame "$target/examples/bare_window" >>"$work/bare"
  first_frame "$target/examples/first_frame" >>"$work/own"
  first_frame "$target/examples/first_frame" "$sample" >>"$work/open"
done
for side in bare own open; do
  cut -d' ' -f1 "$work/$side" | median >"$work/$side.us"
  cut -d' ' -f2 "$work/$side" | median >"$work/$side.kib"
done
awk -v b="$(cat "$work/bare.us")" -v o="$(cat "$work/own.us")" -v f="$(cat "$work/open.us")" 'BEGIN {
  printf "first frame, median: bare window %.1f ms, own window %.1f ms (%.2f x), with a file %.1f ms (%.2f x)\n", b/1000, o/1000, o/b, f/1000, f/b }'
awk -v b="$(cat "$work/bare.kib")" -v o="$(cat "$work/own.kib")" -v f="$(cat "$work/open.kib")" 'BEGIN {
  printf "peak memory at the first frame: bare window %.1f MB, own window %.1f MB (%+.1f), with a file %.1f MB (%+.1f)\n", b/1024, o/1024, (o-b)/1024, f/1024, (f-b)/1024 }'

echo "catalogue read before the first frame: in $(awk '{ n += $3 } END { print n + 0 }' "$work/own") of $runs starts without a file"

# Idle: with nothing happening, the window's thread does not wake up, so it draws nothing.
"$target/secure-start" "$sample" 2>/dev/null &
window=$!
sleep 5
wakes() { awk '/^voluntary_ctxt_switches/ { print $2 }' "/proc/$window/task/$window/status"; }
ticks() { awk '{ print $14 + $15 }' "/proc/$window/stat"; }
wakes_before=$(wakes); ticks_before=$(ticks)
sleep 20
wakes_after=$(wakes); ticks_after=$(ticks)
peak=$(awk '/^VmHWM/ { print $2 }' "/proc/$window/status")
kill "$window"
echo "idle for 20 s: the window's thread woke $((wakes_after - wakes_before)) times; processor $((ticks_after - ticks_before)) ticks of 10 ms; peak memory so far $((peak / 1024)) MB"

# Commands, whole process, against a process that does nothing.
checklist=$work/new.json
hyperfine --shell=none --warmup 5 --runs 50 --style none --export-csv "$work/times.csv" \
  "true" \
  "$target/secure-start show $sample" \
  "$target/secure-start check $sample" >/dev/null 2>&1
hyperfine --shell=none --warmup 3 --runs 50 --style none --prepare "rm -f $checklist" --export-csv "$work/new.csv" \
  "$target/secure-start new --name N --nation england --setting category-b-local-prison --role nurse --contract employed -o $checklist" >/dev/null 2>&1
tail -q -n +2 "$work/times.csv" "$work/new.csv" | awk -F, '{ n = split($1, w, " "); printf "command %-6s median %.1f ms\n", (n > 1 ? w[2] : w[1]), $4 * 1000 }'

cargo bench --bench frame 2>&1 | grep -E "steps shown|one frame"
cargo bench --bench catalogue 2>&1 | grep -E "whole catalogue|libraries alone"
