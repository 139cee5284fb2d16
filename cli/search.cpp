#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/parameters.h"
#include "corpus/characters.h"
#include "query/database.h"

namespace pramen::cli {
namespace {

using corpus::replace_all;

// A snippet is escaped text and <mark>; on a terminal marks are bold.
std::string plain(std::string html, bool terminal) {
  replace_all(html, "<mark>", terminal ? "\x1b[1m" : "");
  replace_all(html, "</mark>", terminal ? "\x1b[0m" : "");
  replace_all(html, "&lt;", "<");
  replace_all(html, "&gt;", ">");
  replace_all(html, "&quot;", "\"");
  replace_all(html, "&#39;", "'");
  replace_all(html, "&amp;", "&");
  return html;
}

std::optional<std::vector<query::Parameter>> parameters(const SearchOptions& options) {
  std::vector<query::Parameter> all = {{"q", options.words},     {"lang", options.lang},   {"sort", options.sort},
                                       {"match", options.match}, {"limit", options.limit}, {"offset", options.offset}};
  if (options.facets) all.emplace_back("facets", *options.facets);
  if (options.no_concepts) all.emplace_back("concepts", "no");
  if (options.scores) all.emplace_back("explain", "true");
  if (!add_filters(options.filters, all)) return std::nullopt;
  return all;
}

// A line for each part of the score.
void print_parts(const query::Hit& hit) {
  fmt::print(
      "     score {:.4f}{}\n", hit.score,
      hit.explanation->factor == 1 ? "" : fmt::format(", of it by kind and newness × {:.3f}", hit.explanation->factor));
  for (const query::ScorePart& part : hit.explanation->parts)
    fmt::print("     {:8.4f}  {}{}: {:.0f} × {}, weight {:.3f}\n", part.score,
               part.word.empty() ? "" : fmt::format("{} ({}), ", part.word, part.lang), indexer::tier_name(part.tier),
               part.frequency, fmt::join(part.forms, ", "), part.weight);
}

// In which a way out differs from what was asked.
std::string given_up(const query::WayOut& way) {
  std::vector<std::string> parts, removed = way.removed;
  if (!way.lang.empty()) parts.push_back("the same words with --lang " + way.lang);
  if (way.loosened) parts.push_back("the same words anywhere, in any form");
  for (const std::string& facet : way.removed_filters) removed.push_back("--filter " + facet);
  if (!removed.empty()) parts.push_back(fmt::format("without {}", fmt::join(removed, ", ")));
  return fmt::format("{}", fmt::join(parts, ", "));
}

void print_text(const query::Answer& answer) {
  const bool terminal = ::isatty(STDOUT_FILENO) != 0;
  if (answer.cut_short) fmt::print(stderr, "note: the time ran out; total and counts are those of the records seen\n");
  for (const query::QueryProblem& problem : answer.problems) fmt::print(stderr, "note: {}\n", problem.sentence());
  for (const query::UnderstoodWord& word : answer.words) {
    if (!word.read_as.empty())
      fmt::print(stderr, "note: “{}” was read as “{}” too\n", word.text, fmt::join(word.read_as, ", "));
  }
  for (const query::UnderstoodConcept& named : answer.concepts)
    fmt::print(stderr, "note: “{}” was read as the concept “{}”, in all languages\n", named.text, named.label);
  if (answer.rescue && !answer.rescue->missing.empty())
    fmt::print(stderr, "note: no record holds “{}”, in no form\n", fmt::join(answer.rescue->missing, "”, “"));
  if (answer.rescue) {
    for (const query::WayOut& way : answer.rescue->ways)
      fmt::print(stderr, "note: {}: {} records\n", given_up(way), way.total);
  }
  if (answer.did_you_mean)
    fmt::print(stderr, "note: did you mean “{}”? {} records{}\n", answer.did_you_mean->text, answer.did_you_mean->total,
               answer.did_you_mean->without_filters ? ", without filters" : "");
  bool said_partial = false;
  for (std::size_t i = 0; i < answer.hits.size(); ++i) {
    const query::Hit& hit = answer.hits[i];
    if (hit.partial && !said_partial) fmt::print("\nRecords that hold only some of the words:\n");
    said_partial = said_partial || hit.partial;
    fmt::print("{:3}. {}\n     {} · {} · {}{}\n     {}\n", answer.request.offset + i + 1, hit.title, hit.id, hit.kind,
               hit.lang, hit.pinned ? " · pinned" : "", plain(hit.snippet, terminal));
    if (!hit.attachment.empty()) fmt::print("     in the attachment: {}\n", hit.attachment);
    if (!hit.why.empty()) fmt::print("     {}\n", hit.why);
    if (hit.explanation) print_parts(hit);
  }
  if (!answer.facets.empty()) fmt::print("\n");
  for (const query::FacetCounts& facet : answer.facets) {
    constexpr std::size_t shown = 8;
    std::string line;
    for (std::size_t i = 0; i < std::min(shown, facet.values.size()); ++i) {
      line += fmt::format("{}{} {}", i == 0 ? "" : ", ", facet.values[i].label, facet.values[i].count);
    }
    if (facet.values.size() > shown) line += ", …";
    if (!line.empty()) fmt::print("{}: {}\n", facet.label, line);
  }
  fmt::print(stderr, "{} records, {:.1f} ms, generation {}\n", answer.total, answer.took_ms, answer.generation);
}

// The tree, its words with the languages they are read in, and each fault under its place.
void print_explanation(const query::Answer& answer) {
  fmt::print("{}\n", answer.parsed.empty() ? "all records" : answer.parsed);
  for (const query::UnderstoodWord& word : answer.words) {
    fmt::print("  {}  {}{}{}{}\n", word.text, fmt::join(word.languages, " "), word.optional ? ", not required" : "",
               word.read_as.empty() ? "" : ", also read as ", fmt::join(word.read_as, ", "));
  }
  std::string line = answer.request.words;
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  for (const query::QueryProblem& problem : answer.problems) {
    fmt::print("\n{}\n{:{}}{:^>{}}\n{}\n", line, "", problem.position, "", std::max<std::size_t>(problem.length, 1),
               problem.sentence());
  }
}

}  // namespace

int search(const SearchOptions& options) {
  const auto database = query::Database::open(options.database);
  const auto given = parameters(options);
  if (!given) return wrong_usage;
  const query::ParsedRequest parsed = query::parse_request(database->schema(), *given, true);
  if (!are_sound(parsed.faults)) return wrong_usage;
  query::Request request = parsed.request;
  if (options.enquire) request.engine = query::Engine::enquire;
  if (options.explain) {
    request.limit = 0;
    request.facets.emplace();
  }
  const query::Answer answer = database->search(request);
  if (options.json)
    fmt::print("{}\n", query::to_json(answer));
  else if (options.explain)
    print_explanation(answer);
  else
    print_text(answer);
  return done;
}

}  // namespace pramen::cli
