// Sentences that stand in several records in the same language: copied, or a phrase
// that belongs in one place. 16 bytes for each different sentence. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/report/catalogue.h"
#include "cli/report/first_seen.h"
#include "cli/report/text_reading.h"

namespace pramen::report {

struct SharedSentence {
  struct At {
    corpus::Position where;
    std::string record;
  };
  static constexpr std::size_t most_places = 20;

  std::string text, lang;
  std::vector<At> places;  // the first most_places
  std::size_t records = 0;
};

class SharedSentencesReader {
 public:
  // Shorter ones are formulas: "It won a SozialMarie prize in 2024."
  static constexpr std::size_t fewest_words = 12;

  void add(Number number, Catalogue& catalogue, const TextReading& reading);
  std::vector<SharedSentence> finish(const Catalogue& catalogue) const;  // most records first

 private:
  struct TextAt {
    Number record;
    std::uint32_t file;
  };
  struct Shared {
    std::string text, lang;
    std::vector<std::uint64_t> places;  // text << 32 | line
  };
  std::vector<TextAt> texts_;
  FirstSeen first_;
  std::unordered_map<std::uint64_t, Shared> shared_;  // by hash
};

}  // namespace pramen::report
