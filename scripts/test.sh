#!/bin/bash
# test.sh: all tests. Says which are skipped and why; its last line is `N passed, N failed, N skipped`. It fails if one failed, and in
# CI (CI=true) if one was skipped, but for those that need a corpus which is no part of the project (CorpusFact).
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

scripts/prerequisites.sh test || exit 1

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
broken=0 # projects that did not build, or whose runner did not come to its end
dotnet build MailingList.sln --nologo --verbosity quiet || broken=1

if [ $broken -eq 0 ]; then
    for project in tests/*.Tests tests/MailingList.IntegrationTests; do
        name=$(basename "$project")
        echo "== $name"
        # What passed is counted, not listed. The runner's exit code says no more than its lines; if it dies, its last lines are missing.
        # A test that hangs is named, and ends its project's run.
        dotnet test "$project" --no-build --nologo --logger "console;verbosity=normal" \
            --blame-hang-timeout 5m --blame-hang-dump-type none --results-directory "$results/runner" 2>&1 | tee "$results/$name" \
            | grep -vE '^(Test run for|A total of|Test Run|Total tests|$)|^ +(Passed|Skipped|Failed|Total time)(:| MailingList)|(Discover(ing|ed)|Starting|Finished): |xUnit.net VSTest Adapter|^Data collector .Blame. message: All tests finished' || true
        grep -q '^Total tests: [0-9]' "$results/$name" || { echo "$name did not finish"; broken=$((broken + 1)); }
    done
fi

count() { # count WHAT: the sum of the runners' closing lines
    cat "$results"/*.* /dev/null | awk -v what="$1:" '$1 == what && NF == 2 { sum += $2 } END { print sum + 0 }'
}

passed=$(count Passed)
failed=$(($(count Failed) + broken))
skipped=$(count Skipped)
corpus=$(cat "$results"/*.* /dev/null | grep -cE '^ +Skipped MailingList\.Core\.Tests\.Bounces\.CorpusTests\.')
if [ "${CI:-}" = true ] && [ "$skipped" -gt "$corpus" ]; then
    echo "in CI nothing may be skipped but what needs the corpus of bounces"
    failed=$((failed + skipped - corpus))
fi
[ "$corpus" -eq 0 ] || echo "$corpus of the skipped need the corpus of bounces (MAILINGLIST_CORPUS)"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
