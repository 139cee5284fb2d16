#include <ctime>
#include <stdexcept>

#include "benchmarks/rivals/rival.h"
#include "indexer/builder.h"
#include "query/database.h"

namespace pramen::benchmarks {

double thread_cpu_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

void index_pramen(const std::filesystem::path& records, const std::filesystem::path& folder) {
  indexer::build({.corpus = records, .database = folder},
                 [](corpus::Problem&& problem) { throw std::runtime_error(corpus::to_text(problem)); });
}

namespace {

class Pramen final : public Rival {
 public:
  Pramen(const std::filesystem::path& folder, bool tiers, bool cached)
      : database_(query::Database::open(folder, cached ? query::Database::usual_posting_cache_bytes : 0)),
        tiers_(tiers) {}

  Outcome search(const ListedQuery& listed) override {
    const double began = thread_cpu_us();
    const query::Answer answer = database_->search(request(listed));
    return {thread_cpu_us() - began, answer.total};
  }

 private:
  query::Request request(const ListedQuery& listed) const {
    query::Request made{.facets = std::vector<std::string>{"kind", "country", "topics"},
                        .match = listed.type == "and" ? query::Match::all : query::Match::any,
                        .passages = false};
    for (const std::string& term : listed.terms) made.words += (made.words.empty() ? "" : " ") + term;
    if (listed.type == "phrase") made.words = '"' + made.words + '"';
    if (listed.type == "prefix") made.words += '*';
    if (!listed.kind.empty()) made.filters = {{"kind", {listed.kind}}, {"country", {listed.country}}};
    if (!tiers_)
      made.without = {indexer::Tier::lemma,  indexer::Tier::folded, indexer::Tier::title,   indexer::Tier::part,
                      indexer::Tier::family, indexer::Tier::alike,  indexer::Tier::concepts};
    return made;
  }

  const std::shared_ptr<const query::Database> database_;
  const bool tiers_;
};

}  // namespace

std::unique_ptr<Rival> open_pramen(const std::filesystem::path& folder, bool tiers, bool cached) {
  return std::make_unique<Pramen>(folder, tiers, cached);
}

}  // namespace pramen::benchmarks
