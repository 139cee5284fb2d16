#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/problem_list.h"
#include "cli/progress.h"
#include "corpus/best_bet_check.h"
#include "corpus/corpus_files.h"
#include "corpus/definition_check.h"
#include "corpus/reader.h"
#include "corpus/thesaurus.h"

namespace pramen::cli {

int check(const CheckOptions& options) {
  const InterruptGuard guard;
  ProgressLine progress(options.progress_lines);
  const std::string lang = message_language(options.lang);
  std::size_t faults = 0, warnings = 0;
  nlohmann::ordered_json listed = nlohmann::ordered_json::array();
  const corpus::ProblemSink report = [&](corpus::Problem&& problem) {
    ++(problem.severity == corpus::Severity::fault ? faults : warnings);
    if (!options.json) {
      progress.clear();
      fmt::print("{}\n", corpus::to_text(problem, lang));
    } else if (listed.size() < max_listed_problems) {
      listed.push_back(to_json(problem, lang));
    }
  };
  corpus::ReadReport read;
  if (const auto schema = corpus::corpus_schema(options.corpus, report)) {
    const auto thesaurus = corpus::corpus_thesaurus(options.corpus, *schema, {}, report).value_or(corpus::Thesaurus());
    corpus::DefinitionCheck definitions(thesaurus);
    corpus::BestBetCheck best_bets(corpus::read_best_bets(options.corpus / corpus::best_bets_name, *schema, report));
    read = corpus::read_corpus(options.corpus, *schema,
                               {.record =
                                    [&](corpus::Record&& record) {
                                      definitions.see(record.id, record.kind);
                                      best_bets.see(record.id);
                                    },
                                .problem = report,
                                .progress =
                                    [&](const corpus::Progress& done) {
                                      progress.show(done.bytes_done, done.bytes_total, done.records);
                                      return !InterruptGuard::requested();
                                    },
                                .files_in = options.corpus});
    if (!read.stopped) {
      definitions.report(report);
      best_bets.withdraw(read.withdrawn);
      best_bets.sound(corpus::today(), report);
    }
  }
  progress.clear();
  if (options.json) {
    fmt::print("{}\n", dump({{"records", read.records},
                             {"faulty", read.faulty},
                             {"faults", faults},
                             {"warnings", warnings},
                             {"complete", !read.stopped && listed.size() == faults + warnings},
                             {"problems", listed}}));
  }
  if (!options.json || options.progress_lines) {
    const corpus::Sentence counts = corpus::say("{} sound records, {} with faults; {} faults, {} warnings",
                                                read.records, read.faulty, faults, warnings);
    fmt::print(stderr, "{}\n", counts.in(lang));
  }
  if (read.stopped) return interrupted;
  return faults > 0 ? input_has_faults : done;
}

}  // namespace pramen::cli
