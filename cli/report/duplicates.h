// Records that are likely to be there twice: near-same texts in one language, or the
// same thing by its names, addresses, place and year. Nothing is ever merged.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/report/near_texts.h"
#include "cli/report/same_thing.h"
#include "cli/report/text_reading.h"

namespace pramen::report {

struct Duplicate {
  struct Side {
    corpus::Position where;
    std::string record;
  };
  Side a, b;
  double score = 0;
  std::vector<std::string> reasons;
};

class DuplicatesReader {
 public:
  explicit DuplicatesReader(const stemmers::Languages& languages) : same_(languages) {}

  void add(Number number, const corpus::Record& record) { same_.add(number, record); }
  void add_text(Number number, std::uint32_t language, const Sketch& sketch) { near_.add(number, language, sketch); }

  // The likeliest first. `related` records may be alike in all but their text. Where `go_on`
  // says no, what was found until then.
  std::vector<Duplicate> finish(const Catalogue& catalogue, const std::function<bool(Number, Number)>& related,
                                const std::function<bool(double done)>& go_on) const;

 private:
  SameThingReader same_;
  NearTexts near_;
};

}  // namespace pramen::report
