// One system under comparison: it indexes a file of records and answers queries.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace pramen::benchmarks {

// One query of a list: words, and for some a filter on kind and country.
struct ListedQuery {
  std::string type;  // rare, common, broad, or, and, phrase, prefix, filtered
  std::vector<std::string> terms;
  std::string kind, country;  // empty: no filter
};

struct Outcome {
  double cpu_us = 0;  // of the thread that searched
  std::uint64_t total = 0;
};

// Every answer is the ten best with id and title, the exact total, and the counts of
// kind, country and topics.
class Rival {
 public:
  Rival() = default;
  virtual ~Rival() = default;
  Rival(const Rival&) = delete;
  Rival& operator=(const Rival&) = delete;
  virtual Outcome search(const ListedQuery& query) = 0;
};

// CPU time of the calling thread in microseconds.
double thread_cpu_us();

// Our own index: all tiers or exact forms only; with or without decoded postings kept in memory.
void index_pramen(const std::filesystem::path& records, const std::filesystem::path& folder);
std::unique_ptr<Rival> open_pramen(const std::filesystem::path& folder, bool tiers, bool cached);

// Xapian as one uses it out of the box: positions, values for facets, Enquire. Facets are
// counted by ValueCountMatchSpy, or by one spy over arrays in memory.
void index_xapian(const std::filesystem::path& records, const std::filesystem::path& folder);
std::unique_ptr<Rival> open_xapian(const std::filesystem::path& folder, bool arrays);

// Lucene in a Java process of its own. Empty: Java or the jars are not there.
std::string lucene_class_path();
void index_lucene(const std::filesystem::path& records, const std::filesystem::path& folder);
std::unique_ptr<Rival> open_lucene(const std::filesystem::path& folder);

}  // namespace pramen::benchmarks
