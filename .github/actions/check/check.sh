#!/usr/bin/env bash
# The one step of the action: inputs to flags, `llmcost check`, its report to outputs, its exit code kept.
# Reads INPUT_*, RUNNER_TEMP, GITHUB_ACTION_PATH and GITHUB_OUTPUT. LLMCOST_COMMAND names a program to run
# instead of one that is installed here.
set -euo pipefail

# Prints a text as the message of a workflow command has to be written.
escaped() {
  local text=$1
  text=${text//\%/%25}
  text=${text//$'\r'/%0D}
  text=${text//$'\n'/%0A}
  printf '%s' "$text"
}

# $1 is what is wrong, $2 where, as a further property.
annotate() {
  printf '::error title=llmcost check%s::%s\n' "${2:+,$2}" "$(escaped "$1")"
}

# Prints the first message of a kind that llmcost wrote on stderr. $1 is the kind.
first() {
  sed -n "/^$1: /{s///p;q;}" "$out/messages"
}

# Ends the step: $1 is the exit code, $2 what is wrong.
refuse() {
  annotate "$2"
  tell "$1"
  exit "$1"
}

# Writes the outputs. $1 is the exit code.
tell() {
  local verdict=error
  case $1 in
    0) verdict=ok ;;
    3) verdict=over ;;
    4) verdict=unpriced ;;
  esac
  {
    printf 'exit-code=%s\nverdict=%s\n' "$1" "$verdict"
    if [[ -f $out/report.md ]]; then printf 'report=%s\n' "$out/report.md"; fi
    if [[ -f $out/report.json ]]; then printf 'json=%s\n' "$out/report.json"; fi
  } >>"$GITHUB_OUTPUT"
}

# Takes over an input as the value of a flag; what looks like a flag itself is none.
# $1 is the input, $2 its value.
value() {
  if [[ $2 == -* ]]; then refuse 2 "the input $1 looks like a flag: $2"; fi
  if [[ -n $2 ]]; then flags+=("--$1=$2"); fi
}

# Takes over an input that is true or false. $1 is the input, $2 its value.
switch() {
  case $2 in
    true) flags+=("--$1") ;;
    false | '') ;;
    *) refuse 2 "the input $1 is neither true nor false: $2" ;;
  esac
}

# Installs llmcost where nothing else of this machine is changed.
install() {
  local source=$GITHUB_ACTION_PATH/../../.. programs=$out/environment/bin
  if [[ -n ${INPUT_VERSION:-} ]]; then source=llmcost-cli==$INPUT_VERSION; fi
  # -I, since this folder is filled by a pull request: a venv.py or pip.py of its must not be run.
  python3 -I -m venv "$out/environment" || return
  if [[ -d $out/environment/Scripts ]]; then programs=$out/environment/Scripts; fi
  "$programs/python" -I -m pip install --quiet --no-input --disable-pip-version-check "$source" || return
  program=$programs/llmcost
}

out=$(mktemp -d "$RUNNER_TEMP/llmcost-XXXXXX")
flags=()
value against "${INPUT_AGAINST:-}"
value baseline "${INPUT_BASELINE:-}"
value min-intelligence "${INPUT_MIN_INTELLIGENCE:-}"
value as-of "${INPUT_AS_OF:-}"
value max-age "${INPUT_MAX_AGE:-}"
switch suggest "${INPUT_SUGGEST:-}"
switch no-project-prices "${INPUT_NO_PROJECT_PRICES:-}"
if [[ ${INPUT_FILE:-} == -* ]]; then refuse 2 "the input file looks like a flag: ${INPUT_FILE:-}"; fi
if [[ -n ${INPUT_FILE:-} ]]; then flags+=(-- "${INPUT_FILE:-}"); fi
if [[ -n ${INPUT_VERSION:-} && ! ${INPUT_VERSION:-} =~ ^[0-9]+(\.[0-9]+)*((a|b|rc)[0-9]+)?$ ]]; then
  refuse 2 "the input version is no release: ${INPUT_VERSION:-}"
fi

program=${LLMCOST_COMMAND:-}
if [[ -z $program ]]; then
  install || refuse 1 'llmcost could not be installed'
fi

code=0
"$program" check --format=github --color=never --out="$out/report.md" --out="$out/report.json" \
  ${flags[@]+"${flags[@]}"} >"$out/annotations" 2>"$out/messages" || code=$?

# What stands on stderr may hold any text of the files that were read: none of it is a command here.
silence=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printf '::stop-commands::%s\n' "$silence"
cat -- "$out/messages"
# The mark has to begin a line, also where the last message was cut off.
if [[ -n $(tail -c 1 -- "$out/messages") ]]; then echo; fi
printf '::%s::\n' "$silence"
cat -- "$out/annotations"
if [[ $code == 0 && ! -s $out/report.md ]]; then
  # A gate never passes on nothing, whatever was run.
  code=1
fi
if [[ $code != 0 && ! -s $out/annotations ]]; then
  # No report: the first error says why, and most often where.
  reason=$(first error)
  hint=$(first hint)
  place=
  if [[ $reason =~ ^([A-Za-z0-9._/-]+):([0-9]+):\  ]]; then
    place=file=${BASH_REMATCH[1]},line=${BASH_REMATCH[2]}
  fi
  annotate "${reason:-llmcost stopped with exit code $code, see the log}${hint:+; $hint}" "$place"
fi
tell "$code"
exit "$code"
