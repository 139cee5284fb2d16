#include "indexer/previous.h"

#include <xapian.h>

#include <stdexcept>

#include "indexer/file.h"
#include "indexer/generations.h"
#include "indexer/layout.h"
#include "indexer/whole_files.h"

namespace pramen::indexer {
namespace fs = std::filesystem;
namespace {

IndexFiles open_index(const fs::path& generation) {
  const Xapian::Database first((generation / index_name).string());
  const fs::path more = generation / more_index_name;
  if (!fs::exists(more)) return IndexFiles(first);
  return IndexFiles(first, Xapian::Database(more.string()));
}

}  // namespace

std::unique_ptr<const Previous> Previous::open(const fs::path& database, const corpus::Schema& schema,
                                               std::string_view fingerprint, std::string_view thesaurus_text) {
  const std::uint64_t number = published(database);
  if (number == 0) return nullptr;
  const fs::path generation = generation_folder(database, number);
  try {
    Manifest manifest = read_manifest(generation);
    if (manifest.fingerprint != fingerprint) return nullptr;
    if (read_file(generation / schema_name / thesaurus_name) != thesaurus_text) return nullptr;
    if (WholeFiles().first_damaged(generation)) return nullptr;
    return std::make_unique<const Previous>(generation, std::move(manifest), schema);
  } catch (const std::exception&) {
    return nullptr;  // damaged: a whole build mends it
  } catch (const Xapian::Error&) {
    return nullptr;
  }
}

// Every file was hashed before (open).
Previous::Previous(fs::path generation, Manifest read, const corpus::Schema& schema)
    : folder(std::move(generation)),
      manifest(std::move(read)),
      columns(folder / columns_name, hash_of(columns_name), schema),
      forms(folder / forms_name, {}),
      tokens(folder, {schema.languages().begin(), schema.languages().end()}),
      concepts(folder / concepts_name),
      names(folder / suggest_name, schema),
      sources(folder / sources_name, hash_of(sources_name)),
      index(open_index(folder)) {
  row_of_.reserve(columns.records());
  for (std::uint32_t row = 0; row < columns.rows(); ++row) {
    if (columns.live(row)) row_of_.emplace(columns.id(row), row);
  }
}

std::optional<std::uint32_t> Previous::row_of(std::string_view id) const {
  const auto found = row_of_.find(id);
  if (found == row_of_.end()) return std::nullopt;
  return found->second;
}

}  // namespace pramen::indexer
