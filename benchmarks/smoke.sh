#!/usr/bin/env bash
# smoke.sh BUILD: every benchmark once over a few hundred records, and `compare` with the
# systems that are there. Says nothing about speed; fails if one of them does.
set -euo pipefail
bin=$1/benchmarks
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PRAMEN_BENCH_DIR=$work PRAMEN_BENCH_RECORDS=300 "$bin/pramen_benchmarks" --benchmark_min_time=0.001 \
  --benchmark_filter='Search|Suggest|DidYouMean|Similar|FacetValues|TitleList|Best|Count|Rival|Open|Walk|Expand|Parse|NearForms|Tokenise|Analyse|WriteSegment|ThesaurusBundled|NearTexts/1000|Report/300|RecogniseConcepts/1000$|FindMeanings|SiteMapFile|JsonLd|Turtle|ChoiceByAccept|Index/60' >"$work/log" 2>&1 ||
  { cat "$work/log" >&2; exit 1; }
if grep -q 'ERROR OCCURRED' "$work/log"; then cat "$work/log" >&2; exit 1; fi
"$bin/generate_records" 300 --queries "$work/queries" >"$work/records.jsonl"
"$bin/compare" --records "$work/records.jsonl" --queries "$work/queries" --rounds 1 --limit-queries 3 >"$work/compare.tsv"
rows=$(grep -cE '^(rare|common|broad|or|and|phrase|prefix|filtered)	(pramen|pramen-uncached|pramen-tiers|xapian-spies|xapian-array)	' "$work/compare.tsv")
[[ $rows == 40 ]] || { echo "compare printed $rows rows in place of 40" >&2; cat "$work/compare.tsv" >&2; exit 1; }
