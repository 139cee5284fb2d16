#include "corpus/thesaurus.h"

#include <fmt/format.h>

#include <array>

#include "cli/commands.h"
#include "cli/problem_list.h"
#include "corpus/reader.h"
#include "corpus/thesaurus_files.h"

namespace pramen::cli {
namespace {

using corpus::ThesaurusFormat;

constexpr std::pair<std::string_view, ThesaurusFormat> formats[] = {{"turtle", ThesaurusFormat::turtle},
                                                                    {"jsonld", ThesaurusFormat::jsonld},
                                                                    {"rdfxml", ThesaurusFormat::rdfxml},
                                                                    {"jsonl", ThesaurusFormat::lines},
                                                                    {"tbx", ThesaurusFormat::tbx}};

std::size_t labels_of(const corpus::Concept& one) {
  std::size_t labels = one.preferred.size();
  for (const auto* rows : {&one.alternative, &one.hidden}) {
    for (const auto& [language, words] : *rows) labels += words.size();
  }
  return labels;
}

}  // namespace

int convert_thesaurus(const ThesaurusOptions& options) {
  const corpus::ProblemSink report = [](corpus::Problem&& problem) {
    fmt::print(stderr, "{}\n", corpus::to_text(problem, message_language({})));
  };
  const auto thesaurus = corpus::read_thesaurus(std::array{options.file}, {}, report);
  if (!thesaurus) return input_has_faults;
  const auto format = std::ranges::find(formats, options.to, [](const auto& row) { return row.first; });
  const std::string text = corpus::write_thesaurus(*thesaurus, format->second, report);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return done;
}

int check_thesaurus(const ThesaurusOptions& options) {
  std::size_t faults = 0, warnings = 0;
  nlohmann::ordered_json listed = nlohmann::ordered_json::array();
  const std::string lang = message_language(options.lang);
  const corpus::ProblemSink report = [&](corpus::Problem&& problem) {
    ++(problem.severity == corpus::Severity::fault ? faults : warnings);
    if (!options.json) {
      fmt::print("{}\n", corpus::to_text(problem, lang));
    } else if (listed.size() < max_listed_problems) {
      listed.push_back(to_json(problem, lang));
    }
  };
  // The languages of the corpus that the file lies in.
  const auto schema = corpus::corpus_schema(std::filesystem::absolute(options.file).parent_path(), report);
  corpus::Thesaurus thesaurus;
  if (schema) {
    const auto read = corpus::read_thesaurus(std::array{options.file}, schema->languages(), report);
    if (read) thesaurus = *read;
  }
  std::size_t labels = 0;
  for (const auto& one : thesaurus.concepts()) labels += labels_of(one);
  if (options.json) {
    fmt::print("{}\n", dump({{"concepts", thesaurus.concepts().size()},
                             {"labels", labels},
                             {"faults", faults},
                             {"warnings", warnings},
                             {"complete", listed.size() == faults + warnings},
                             {"problems", listed}}));
  } else {
    fmt::print(stderr, "{} concepts with {} labels; {} faults, {} warnings\n", thesaurus.concepts().size(), labels,
               faults, warnings);
  }
  return faults > 0 ? input_has_faults : done;
}

}  // namespace pramen::cli
