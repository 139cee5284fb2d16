// Collects ending changes and sets of them, each once, and writes the section
// that EndingSets (table.h) reads.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "stemmers/letters.h"
#include "stemmers/table.h"

namespace pramen::stemmers::train {

// The change that makes `to` of `from`: cut behind the common beginning, append.
struct Change {
  std::uint8_t cut = 0;
  Letters append;

  auto operator<=>(const Change&) const = default;
};
Change change_between(const Letters& from, const Letters& to);

class EndingSetsBuilder {
 public:
  std::uint32_t change(const Change& change);
  std::uint32_t set(const std::vector<std::uint32_t>& changes);
  std::vector<std::uint32_t> section() const;

 private:
  std::map<Change, std::uint32_t> change_ids_;
  std::vector<Change> changes_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> set_ids_;
  std::vector<std::vector<std::uint32_t>> sets_;
};

}  // namespace pramen::stemmers::train
