// compare: this engine, stock Xapian and Lucene over the same records and queries, in turn
// in one run. What counts are ratios within a run; see docs/performance.md.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <span>

#include "benchmarks/rivals/rival.h"

namespace fs = std::filesystem;
using namespace pramen::benchmarks;

namespace {

const std::vector<std::string> classes = {"rare", "common", "broad", "or", "and", "phrase", "prefix", "filtered"};

std::vector<ListedQuery> read_queries(const fs::path& file, std::size_t limit) {
  std::ifstream lines(file);
  if (!lines) throw std::runtime_error(fmt::format("cannot open {}", file.string()));
  std::vector<ListedQuery> queries;
  for (std::string line; queries.size() < limit && std::getline(lines, line);) {
    const auto json = nlohmann::json::parse(line);
    ListedQuery query{.type = json.at("type"), .terms = json.at("terms"), .kind = {}, .country = {}};
    if (json.contains("filter") && json["filter"].is_object()) {
      query.kind = json["filter"].at("kind");
      query.country = json["filter"].at("country");
    }
    queries.push_back(std::move(query));
  }
  return queries;
}

struct Cost {
  double seconds = 0, cpu_s = 0;
  long rss_kb = 0;
};

// In a process of its own, so that CPU time and memory are its own.
Cost measured(const std::string& name, const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot start a process");
  if (child == 0) {
    try {
      work();
    } catch (const std::exception& error) {
      std::cerr << "compare: " << error.what() << '\n';
      ::_exit(3);
    }
    ::_exit(0);
  }
  int status = 0;
  rusage used{};
  ::wait4(child, &status, 0, &used);
  if (status != 0) throw std::runtime_error(fmt::format("indexing with {} failed", name));
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + time.tv_usec / 1e6; };
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(),
          seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss};
}

std::uint64_t bytes_below(const fs::path& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && !entry.is_symlink()) bytes += entry.file_size();
  }
  return bytes;
}

double quantile(std::vector<double> values, double share) {
  std::ranges::sort(values);
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

struct System {
  std::string name, index;  // several systems may share an index
  std::function<std::unique_ptr<Rival>()> open;
};

struct Options {
  fs::path records, queries, work;
  std::size_t rounds = 5, limit = 1'000'000;
  std::vector<std::string> systems = {"pramen",       "pramen-uncached", "pramen-tiers",
                                      "xapian-spies", "xapian-array",    "lucene"};
};

class Comparison {
 public:
  explicit Comparison(Options options) : options_(std::move(options)) {
    const fs::path pramen = options_.work / "pramen", xapian = options_.work / "xapian",
                   lucene = options_.work / "lucene";
    const std::vector<System> all = {
        {"pramen", "pramen-tiers", [=] { return open_pramen(pramen, false, true); }},
        {"pramen-tiers", "pramen-tiers", [=] { return open_pramen(pramen, true, true); }},
        {"pramen-uncached", "pramen-tiers", [=] { return open_pramen(pramen, false, false); }},
        {"xapian-spies", "xapian", [=] { return open_xapian(xapian, false); }},
        {"xapian-array", "xapian", [=] { return open_xapian(xapian, true); }},
        {"lucene", "lucene", [=] { return open_lucene(lucene); }}};
    for (const System& system : all) {
      if (std::ranges::find(options_.systems, system.name) == options_.systems.end()) continue;
      if (system.name == "lucene" && lucene_class_path().empty()) {
        std::cerr << "compare: lucene is left out: it wants java, javac and Debian's liblucene8-java\n";
        continue;
      }
      systems_.push_back(system);
    }
  }

  // All indexes first: none is built while another system is measured.
  void index() {
    const std::uint64_t records = count_lines();
    for (const auto& [name, folder] :
         {std::pair<std::string, fs::path>{"pramen-tiers", "pramen"}, {"xapian", "xapian"}, {"lucene", "lucene"}}) {
      if (std::ranges::find(systems_, name, &System::index) == systems_.end()) continue;
      const fs::path path = options_.work / folder, finished = options_.work / (name + ".finished");
      if (fs::exists(finished)) {
        index_rows_.push_back(read_line(finished));
        continue;
      }
      std::cerr << "indexing " << records << " records with " << name << " …\n";
      fs::remove_all(path);
      if (name == "lucene") index_lucene(options_.records, path);  // compiles and prepares
      const Cost cost = measured(name, [&] {
        if (name == "pramen-tiers") index_pramen(options_.records, path);
        if (name == "xapian") index_xapian(options_.records, path);
        if (name == "lucene") index_lucene(options_.records, path);
      });
      index_rows_.push_back(fmt::format("index\t{}\t{:.0f}\t{:.1f}\t{}\t{}", name,
                                        static_cast<double>(records) / cost.seconds, cost.cpu_s, cost.rss_kb / 1024,
                                        bytes_below(name == "lucene" ? path / "index" : path)));
      std::ofstream(finished) << index_rows_.back() << '\n';
    }
  }

  void search() {
    std::vector<std::unique_ptr<Rival>> rivals;
    for (const System& system : systems_) rivals.push_back(system.open());
    std::cout << "class\tsystem\tmean_us\tp50_us\tp95_us\tp99_us\tsum_total\n";
    for (const std::string& name : classes) {
      const std::vector<ListedQuery> queries = read_queries(options_.queries / (name + ".jsonl"), options_.limit);
      if (queries.empty()) continue;
      std::cerr << name << " …\n";
      // By system and query, the times of all rounds.
      std::vector<std::vector<std::vector<double>>> times(systems_.size(),
                                                          std::vector<std::vector<double>>(queries.size()));
      std::vector<std::uint64_t> totals(systems_.size());
      for (std::size_t round = 0; round < options_.rounds + warm_up_rounds; ++round) {
        for (std::size_t system = 0; system < systems_.size(); ++system) {
          totals[system] = 0;
          for (std::size_t i = 0; i < queries.size(); ++i) {
            const Outcome outcome = rivals[system]->search(queries[i]);
            totals[system] += outcome.total;
            if (round >= warm_up_rounds) times[system][i].push_back(outcome.cpu_us);
          }
        }
      }
      for (std::size_t system = 0; system < systems_.size(); ++system) {
        std::vector<double> medians;
        for (const std::vector<double>& query : times[system]) medians.push_back(quantile(query, 0.5));
        const double mean = std::accumulate(medians.begin(), medians.end(), 0.0) / static_cast<double>(medians.size());
        std::cout << fmt::format("{}\t{}\t{:.1f}\t{:.1f}\t{:.1f}\t{:.1f}\t{}\n", name, systems_[system].name, mean,
                                 quantile(medians, 0.5), quantile(medians, 0.95), quantile(medians, 0.99),
                                 totals[system])
                  << std::flush;
      }
      look_at_totals(name, totals);
    }
    std::cout << "\nindex\tsystem\tdocs_per_s\tcpu_s\trss_mb\tbytes\n";
    for (const std::string& row : index_rows_) std::cout << row << '\n';
    if (!other_work_.empty())
      throw std::runtime_error(fmt::format("the systems did not do the same work, the figures say nothing: {}",
                                           fmt::join(other_work_, "; ")));
  }

 private:
  // More tiers find more; all others must find the same, but for what their tokenisers see differently.
  void look_at_totals(const std::string& name, std::span<const std::uint64_t> totals) {
    constexpr double most_apart = 0.002;
    std::optional<std::size_t> first;
    for (std::size_t i = 0; i < systems_.size(); ++i) {
      if (systems_[i].name == "pramen-tiers") continue;
      if (!first) first = i;
      const double one = static_cast<double>(totals[*first]), other = static_cast<double>(totals[i]);
      if (std::abs(one - other) > most_apart * std::max(one, other))
        other_work_.push_back(fmt::format("{}: {} found {}, {} {}", name, systems_[*first].name, totals[*first],
                                          systems_[i].name, totals[i]));
    }
  }

  // Java compiles what it has run often.
  static constexpr std::size_t warm_up_rounds = 3;

  std::uint64_t count_lines() const {
    std::ifstream file(options_.records);
    if (!file) throw std::runtime_error(fmt::format("cannot open {}", options_.records.string()));
    std::uint64_t lines = 0;
    for (std::string line; std::getline(file, line);) ++lines;
    return lines;
  }
  static std::string read_line(const fs::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
  }

  const Options options_;
  std::vector<System> systems_;
  std::vector<std::string> index_rows_;
  std::vector<std::string> other_work_;  // where totals differ
};

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Compares this engine with stock Xapian and Lucene: CPU time of queries, cost of indexing.");
  app.footer("Example: compare --records records.jsonl --queries queries --rounds 5 > compare.tsv");
  Options options;
  std::string work;
  app.add_option("--records", options.records, "Records to index, one JSON object a line")->required();
  app.add_option("--queries", options.queries, "Folder of query lists: rare.jsonl, common.jsonl, ...")->required();
  app.add_option("--rounds", options.rounds, "Rounds; of each query the median counts")->capture_default_str();
  app.add_option("--systems", options.systems, "Which systems, separated by commas")
      ->delimiter(',')
      ->check(CLI::IsMember({"pramen", "pramen-tiers", "pramen-uncached", "xapian-spies", "xapian-array", "lucene"}));
  app.add_option("--work", work, "Folder that keeps the indexes for the next run (default: a temporary one)");
  app.add_option("--limit-queries", options.limit, "At most so many queries of each list");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  options.work =
      work.empty() ? fs::temp_directory_path() / fmt::format("pramen-compare-{}", ::getpid()) : fs::path(work);
  int code = 0;
  try {
    fs::create_directories(options.work);
    options.work = fs::absolute(options.work);
    Comparison comparison(options);
    comparison.index();
    comparison.search();
  } catch (const std::exception& error) {
    std::cerr << "compare: " << error.what() << '\n';
    code = 3;
  }
  if (work.empty()) fs::remove_all(options.work);
  return code;
}
