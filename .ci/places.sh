# Clones in odd places, as root and as an ordinary user. Sourced by run; everything made here is removed by `clean_up`.

GATE_SECONDS=1200
HEAVY_SECONDS=3000
PLACE_SECONDS=900

made_folders=()
made_users=()
started_groups=()

clean_up() {
  local group user uid folder
  for group in "${started_groups[@]}"; do kill -KILL -- "-$group" 2>/dev/null; done
  for user in "${made_users[@]}"; do
    uid=$(id -u "$user" 2>/dev/null) || continue
    # Only this run's own user has this number.
    pkill -KILL -U "$uid" 2>/dev/null
    userdel "$user" 2>/dev/null || { sleep 1 && userdel --force "$user"; }
  done
  for folder in "${made_folders[@]}"; do rm -rf "$folder"; done
}

# A command that is ended after $1 seconds, or with this run: timeout leads a process group of its own.
bounded() {
  timeout "$@" &
  started_groups+=("$!")
  wait "$!"
}

# A fresh folder in $1, removed at the end; its path is in $place.
new_place() {
  place=$(mktemp -d "$1/veche-ci-XXXXXX")
  made_folders+=("$place")
}

# A clone of what is checked, in $place/veche. The owner of the original may be another user.
clone_into_place() {
  git -c safe.directory='*' clone --quiet --no-hardlinks "$root" "$place/veche"
}

# npm puts the .bin folders of parents on PATH too: with another project above, its tools would be judged.
no_project_above() {
  local folder
  folder=$(dirname "$1")
  while :; do
    [ ! -e "$folder/node_modules" ] || { echo "There is a node_modules in $folder."; return 1; }
    [ "$folder" != / ] || return 0
    folder=$(dirname "$folder")
  done
}

# `npm test` in the folder $2, by the command before it ("$3"…, such as setpriv), with its totals added.
gate_in() {
  local name=$1 folder=$2 report
  shift 2
  report=$(mktemp -d /tmp/veche-ci-report-XXXXXX)
  chmod 777 "$report"
  made_folders+=("$report")
  bounded "$GATE_SECONDS" env -C "$folder" GATE_REPORT="$report/gate.json" "$@" npm test
  count_gate "$name" "$report/gate.json"
}

# What depends on where the clone is and whose it is (the embedded server, data folder, launcher, keys), whole, in the folder $2,
# by the command before it. One file after the other: starts are timed. The rest of the suite is the same everywhere, and the gate has run it.
place_in() {
  local name=$1 folder=$2 report
  shift 2
  report=$(mktemp -d /tmp/veche-ci-report-XXXXXX)
  chmod 777 "$report"
  made_folders+=("$report")
  bounded "$PLACE_SECONDS" env -C "$folder" VECHE_HEAVY=1 "$@" npm run -s test:place -- \
    --no-file-parallelism --reporter=default --reporter=json --outputFile.json="$report/place.json"
  count_suite "$name" "$report/place.json"
}

free_port() {
  node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); });'
}

# The page within a minute, while the program of process group $2 lives.
page_comes() {
  for _ in $(seq 1 120); do
    node -e '
      fetch(process.argv[1]).then((answer) => answer.text()).then(
        (page) => process.exit(page.includes("/playground/app.js") ? 0 : 1),
        () => process.exit(1),
      );
    ' "http://127.0.0.1:$1/" && return 0
    kill -0 -- "-$2" 2>/dev/null || break
    sleep 0.5
  done
  echo 'The page did not come.'
  return 1
}

# Nothing of what was started in the folder $1 is left within twenty seconds of the end.
nothing_runs_in() {
  for _ in $(seq 1 20); do
    pgrep -f "$1" >/dev/null || return 0
    sleep 1
  done
  echo 'Still running:'
  pgrep -af "$1"
  return 1
}

# Starts the program in the folder $1, waits for its page, ends it and looks whether it left anything running.
start_and_look() {
  local folder=$1 port log group problems=0
  port=$(free_port)
  log=$folder/start.log
  env -C "$folder" PORT="$port" setsid npm start >"$log" 2>&1 &
  group=$!
  started_groups+=("$group")
  page_comes "$port" "$group" || problems=1
  kill -TERM -- "-$group" 2>/dev/null
  nothing_runs_in "$folder" || problems=1
  wait "$group"
  [ "$problems" = 0 ] || cat "$log"
  return "$problems"
}
