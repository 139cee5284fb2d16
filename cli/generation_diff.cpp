#include "cli/generation_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "cli/commands.h"
#include "cli/problem_list.h"
#include "cli/progress.h"
#include "server/admin/query_log.h"

namespace pramen::cli {
namespace {

// Takes lines of a list, the first `limit` of which are printed.
class List {
 public:
  List(std::string& out, std::size_t limit) : out_(out), limit_(limit) {}
  ~List() {
    if (limit_ > 0 && lines_ > limit_)
      out_ += fmt::format("    … and {} more (--limit 0 shows all)\n", lines_ - limit_);
  }
  List(const List&) = delete;
  List& operator=(const List&) = delete;
  // Whether the next line is still printed.
  bool take() { return ++lines_ <= limit_ || limit_ == 0; }

 private:
  std::string& out_;
  const std::size_t limit_;
  std::size_t lines_ = 0;
};

std::string what_changed(const std::vector<std::string>& what) {
  return what.empty() ? "" : fmt::format("  [{}]", fmt::join(what, ", "));
}

void add_records(std::string& out, std::string_view heading, const std::vector<query::RecordChange>& records,
                 std::size_t limit) {
  if (records.empty()) return;
  out += fmt::format("  {} {}\n", heading, records.size());
  List list(out, limit);
  for (const query::RecordChange& record : records) {
    if (list.take()) out += fmt::format("    {}  {}{}\n", record.id, record.title, what_changed(record.what));
  }
}

void add_renamed(std::string& out, const std::vector<query::RecordRename>& renamed, std::size_t limit) {
  if (renamed.empty()) return;
  out += fmt::format("  renamed {}\n", renamed.size());
  List list(out, limit);
  for (const query::RecordRename& one : renamed) {
    if (list.take())
      out += fmt::format("    {} -> {}  {}{}\n", one.before, one.after, one.title, what_changed(one.what));
  }
}

void add_values(std::string& out, const std::vector<query::ValueChange>& values, std::size_t limit) {
  if (values.empty()) return;
  out += "facets\n";
  List list(out, limit);
  // What appears or vanishes first: typing mistakes show there.
  for (const bool common : {false, true}) {
    for (const query::ValueChange& value : values) {
      if ((value.before > 0 && value.after > 0) != common || !list.take()) continue;
      const std::string_view sign = common ? " " : value.before == 0 ? "+" : "-";
      out +=
          fmt::format("  {} {} = {}{}  {} -> {}\n", sign, value.facet, value.value,
                      value.label == value.value ? "" : fmt::format(" ({})", value.label), value.before, value.after);
    }
  }
}

std::string line_of(const query::Move& move) {
  if (move.before == 0) return fmt::format("      enters at {}  {}  {}\n", move.after, move.id, move.title);
  if (move.after == 0) return fmt::format("      leaves from {}  {}  {}\n", move.before, move.id, move.title);
  return fmt::format("      {} from {} to {}  {}  {}\n", move.after < move.before ? "rises" : "falls", move.before,
                     move.after, move.id, move.title);
}

void add_searches(std::string& out, const query::GenerationDiff& diff, std::size_t limit) {
  if (diff.searches == 0) return;
  out += fmt::format("searches: {} watched, {} changed, {} worse\n", diff.searches, diff.changed_searches.size(),
                     std::ranges::count_if(diff.changed_searches, &query::SearchChange::worse));
  List list(out, limit);
  for (const query::SearchChange& search : diff.changed_searches) {
    if (!list.take()) continue;
    out += fmt::format("  {} \"{}\"{}  {}\n", search.worse ? "!" : " ", search.query.text,
                       search.query.lang.empty() ? "" : fmt::format(" ({})", search.query.lang),
                       search.before == search.after ? fmt::format("{} records", search.after)
                                                     : fmt::format("{} -> {} records", search.before, search.after));
    for (const query::Move& move : search.moves) out += line_of(move);
  }
}

}  // namespace

std::string to_text(const query::GenerationDiff& diff, std::size_t limit) {
  std::string out = fmt::format("generation {} beside {}\nrecords {} -> {}\n", diff.after, diff.before,
                                diff.records_before, diff.records_after);
  add_records(out, "new", diff.added, limit);
  add_records(out, "changed", diff.changed, limit);
  add_records(out, "removed", diff.removed, limit);
  add_renamed(out, diff.renamed, limit);
  add_values(out, diff.values, limit);
  add_searches(out, diff, limit);
  if (diff.added.empty() && diff.changed.empty() && diff.removed.empty() && diff.renamed.empty())
    out += "no record differs\n";
  return out;
}

std::optional<query::GenerationDiff> diff_generations(const DiffOptions& options, int* code) {
  const auto before = query::Database::open_generation(options.database, options.before);
  const auto after = query::Database::open_generation(options.database, options.after);
  std::vector<query::WatchedQuery> queries;
  bool faults = false;
  if (!options.queries.empty())
    queries = query::read_watched_queries(options.queries, after->schema(), [&](corpus::Problem&& problem) {
      fmt::print(stderr, "{}\n", corpus::to_text(problem, message_language({})));
      faults = true;
    });
  if (faults) {
    *code = input_has_faults;
    return std::nullopt;
  }
  server::admin::watch_frequent_searches(options.database, queries);
  ProgressLine progress(options.progress_lines);
  const auto began = std::chrono::steady_clock::now();
  query::GenerationDiff diff = query::compare_generations(*before, *after, queries, {.progress = [&](double share) {
    if (std::chrono::steady_clock::now() - began > std::chrono::seconds(1)) progress.show_share("comparing", share);
    return !InterruptGuard::requested();
  }});
  progress.clear();
  if (!diff.stopped) return diff;
  *code = interrupted;
  return std::nullopt;
}

}  // namespace pramen::cli
