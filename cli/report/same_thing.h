// Records that may be one thing written down twice, in two languages or countries:
// they agree in names, web page, sources, place, year, or in all words where these are too few for NearTexts.
//
// Each agreement counts as an independent hint of so much (Fellegi, Sunter, A theory
// for record linkage, 1969, with weights set by hand), the less, the more records share
// the value: a page that fifty records cite says nothing. Only records that share a name, a
// page, a source or a point on the map are compared, and never more than twenty of one value, so
// work grows with the records. Records of different kinds are no doubles (an organisation
// and its project have one name and one page), nor are two that name each other: an editor
// knows both. What somebody's definition of a term is depends on who issued it: for records
// with an `issuer` that is part of the name. Some 100 bytes a record. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cli/report/catalogue.h"
#include "cli/report/first_seen.h"
#include "stemmers/language.h"

namespace pramen::report {

// Two records, how likely they are doubles (0 to 1), and why, in words.
struct LikelyPair {
  Number a = 0, b = 0;
  double score = 0;
  std::vector<std::string> reasons;
};

class SameThingReader {
 public:
  static constexpr double least_score = 0.65;

  explicit SameThingReader(const stemmers::Languages& languages) : languages_(languages) {}
  void add(Number number, const corpus::Record& record);

  // Pairs that reach least_score, ascending by their numbers. `known` pairs are left out.
  std::vector<LikelyPair> finish(const Catalogue& catalogue, const std::function<bool(Number, Number)>& known) const;

 private:
  // Up to `point` they are what makes two records worth comparing.
  enum class Sort : std::uint8_t { words, name, page, source, point, host, city, year };
  struct Mark {
    std::uint64_t hash;
    Number record;
    Sort sort;
  };

  void add_names(Number number, const corpus::Record& record);
  void add_mark(Number number, Sort sort, const std::string& value);
  std::vector<std::size_t> marks_in_order() const;
  LikelyPair compare(Number a, Number b, const std::vector<std::uint32_t>& holders) const;
  static double chance_of(std::span<const double> unlike);
  static double worth_of(Sort sort, std::string_view value, std::uint32_t holders);
  static std::string reason(Sort sort, std::string_view value);

  const stemmers::Languages& languages_;
  std::vector<Mark> marks_;  // by record
  std::vector<std::size_t> first_mark_;
  FirstSeen seen_;
  std::unordered_map<std::uint64_t, std::string> values_;  // of marks that two records have
};

}  // namespace pramen::report
