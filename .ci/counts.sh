# What the checks count: `ok NAME`, `fail NAME`, `check NAME COMMAND…`, `add PASSED FAILED SKIPPED`. Sourced by run.
# Every failure is kept with its reason in the file $failures, to be told once more at the end.

passed=0
failed=0
skipped=0
failures=$(mktemp)

add() {
  passed=$((passed + $1))
  failed=$((failed + $2))
  skipped=$((skipped + $3))
}

ok() {
  add 1 0 0
  printf 'ok    %s (%s s in all)\n' "$1" "$SECONDS"
}

fail() {
  add 0 1 0
  printf 'FAIL  %s\n' "$1" >>"$failures"
  printf 'FAIL  %s (%s s in all)\n' "$1" "$SECONDS"
}

skip() {
  add 0 0 1
  printf 'skip  %s\n' "$1"
}

# One check: a command whose exit code decides; what it printed is shown only when it failed.
check() {
  local name=$1 log
  log=$(mktemp)
  shift
  if "$@" >"$log" 2>&1 </dev/null; then
    ok "$name"
  else
    fail "$name"
    tail -n 60 "$log"
    tail -n 15 "$log" | sed 's/^/      /' >>"$failures"
  fi
  rm -f "$log"
}

# The gate's report: each step and each test counts. Without a report the gate did not come to its end.
count_gate() {
  local name=$1 report=$2 totals
  if totals=$(node -e '
    const { steps, tests, failures } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    const good = steps.filter(({ passed }) => passed).length;
    console.log(good + tests.passed, steps.length - good + tests.failed, tests.skipped);
    const { appendFileSync } = require("node:fs");
    for (const failure of failures) appendFileSync(process.argv[2], `FAIL  ${process.argv[3]}: ${failure.slice(0, 2000)}\n`);
  ' "$report" "$failures" "$name" 2>/dev/null); then
    # shellcheck disable=SC2086
    add $totals
    printf '      %s: passed, failed, skipped: %s (%s s in all)\n' "$name" "$totals" "$SECONDS"
  else
    fail "$name: the gate left no report"
  fi
}

# vitest's own JSON report; a file that could not even be loaded counts as one failure.
count_suite() {
  local name=$1 report=$2 totals
  if totals=$(node -e '
    const r = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    const broken = r.testResults.filter((f) => f.status === "failed" && f.assertionResults.length === 0).length;
    console.log(r.numPassedTests, r.numFailedTests + broken, r.numPendingTests);
    const { appendFileSync } = require("node:fs");
    const tell = (what, why) =>
      appendFileSync(process.argv[2], `FAIL  ${process.argv[3]}: ${what}\n${(why ?? "").split("\n").slice(0, 8).join("\n").slice(0, 800)}\n`);
    for (const file of r.testResults) {
      const failed = file.assertionResults.filter(({ status }) => status === "failed");
      if (failed.length === 0 && file.status === "failed") tell(file.name, file.message);
      for (const one of failed) tell(`${file.name} > ${one.fullName}`, one.failureMessages?.[0]);
    }
  ' "$report" "$failures" "$name" 2>/dev/null); then
    # shellcheck disable=SC2086
    add $totals
    printf '      %s: passed, failed, skipped: %s (%s s in all)\n' "$name" "$totals" "$SECONDS"
  else
    fail "$name: vitest left no report"
  fi
}

# All failures together, short enough that the last hundred lines of the output name them.
tell_failures() {
  if [ -s "$failures" ]; then
    echo 'What failed:'
    cut -c 1-400 "$failures" | head -n 80
  fi
  rm -f "$failures"
}
