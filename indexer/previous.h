// The published generation, as the next one is made out of it: its rows stay where they are, those of records that
// changed or are gone lose their record, and new rows follow behind.
//
// One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/schema.h"
#include "indexer/columns.h"
#include "indexer/concepts.h"
#include "indexer/forms.h"
#include "indexer/index_files.h"
#include "indexer/manifest.h"
#include "indexer/names.h"
#include "indexer/sources.h"
#include "indexer/token_column.h"

namespace pramen::indexer {

class Previous {
 public:
  // nullptr where nothing can be taken over: nothing is published, it was made by other rules or with another
  // thesaurus (`thesaurus_text`, as generations keep it), or it is damaged.
  static std::unique_ptr<const Previous> open(const std::filesystem::path& database, const corpus::Schema& schema,
                                              std::string_view fingerprint, std::string_view thesaurus_text);
  Previous(std::filesystem::path generation, Manifest manifest, const corpus::Schema& schema);

  std::uint32_t rows() const { return columns.rows(); }
  // The row of the record of this id.
  std::optional<std::uint32_t> row_of(std::string_view id) const;

 private:
  const std::string& hash_of(std::string_view file) const { return manifest.files.at(std::string(file)); }

 public:
  const std::filesystem::path folder;
  const Manifest manifest;
  const Columns columns;
  const Forms forms;
  const TokenColumn tokens;
  const Sections concepts;
  const Names names;
  const Sources sources;
  const IndexFiles index;

 private:
  std::unordered_map<std::string_view, std::uint32_t> row_of_;
};

// What of it goes into the next generation.
struct Inherited {
  const Previous& from;
  std::vector<char> kept;  // by row of it: the record stays
};

}  // namespace pramen::indexer
