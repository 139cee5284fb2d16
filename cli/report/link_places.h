// Where in the files of a corpus an address stands, letter by letter. Records keep no places of single facts, and most
// reports need none, so the files that name addresses are read a second time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/places.h"

namespace pramen::report {

// The addresses that one record names in one file.
struct NamedThere {
  std::uint32_t line = 0;              // where the record begins, in a file of several
  std::vector<std::string> addresses;  // as they are written
};

// Calls `found` for every place of an address, by its number among those named by a record, in order. An address may be
// spelled as its format wants it: \/ in JSON, &amp; or \_ in Markdown. `named` is ascending by line. Of workbooks, and
// of files that are gone meanwhile, nothing is found.
void find_places(const std::string& file, const std::vector<NamedThere>& named,
                 const std::function<void(std::size_t record, std::size_t address, corpus::Place)>& found);

}  // namespace pramen::report
