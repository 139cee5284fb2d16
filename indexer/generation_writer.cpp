#include "indexer/generation_writer.h"

#include <algorithm>
#include <utility>

#include "indexer/concepts.h"
#include "indexer/file.h"
#include "indexer/layout.h"
#include "indexer/memory.h"
#include "indexer/parallel.h"
#include "indexer/token_column.h"

namespace pramen::indexer {
namespace fs = std::filesystem;

GenerationWriter::GenerationWriter(const Rules& rules, const Previous* previous, fs::path folder, unsigned jobs)
    : schema_(rules.schema),
      languages_(rules.languages),
      thesaurus_(rules.thesaurus),
      thesaurus_text_(rules.thesaurus_text),
      folder_(std::move(folder)),
      jobs_(jobs),
      first_row_(previous == nullptr ? 0 : previous->rows()),
      columns_(schema_, folder_),
      names_(schema_, languages_, folder_, previous),
      segments_(folder_, languages_, jobs),
      next_row_(first_row_) {
  if (previous != nullptr) inherited_.emplace(Inherited{*previous, std::vector<char>(first_row_)});
}

std::optional<corpus::Unit> GenerationWriter::known(const corpus::UnitHash& hash) const {
  if (!inherited_) return std::nullopt;
  const Previous& from = inherited_->from;
  const auto place = from.sources.find(hash);
  if (!place) return std::nullopt;
  corpus::Unit unit = from.sources.unit(*place);
  unit.id = from.columns.id(from.sources.row(*place));
  return unit;
}

void GenerationWriter::take(const corpus::Unit& unit) {
  const std::uint32_t row = *inherited_->from.row_of(unit.id);
  keep(row);
  if (!unit.relations.empty()) with_relations_.emplace(unit.id, row);
  add_source(unit);
}

void GenerationWriter::keep(std::uint32_t row) {
  inherited_->kept[row] = 1;
  last_row_ = row;
  ++taken_over_;
}

void GenerationWriter::add(corpus::Record&& record) {
  const bool relations = has_relations(record);
  std::string id = relations ? record.id : std::string();
  if (!keep_if_same(record)) {
    columns_.add(record);
    names_.add(record);
    segments_.add(std::move(record));
    last_row_ = next_row_++;
    ++added_;
  }
  if (relations) with_relations_.emplace(std::move(id), last_row_);
}

bool GenerationWriter::keep_if_same(const corpus::Record& record) {
  const auto row = inherited_ ? inherited_->from.row_of(record.id) : std::nullopt;
  if (!row || inherited_->from.index.data(*row) != corpus::to_json(record)) return false;
  keep(*row);
  return true;
}

void GenerationWriter::withdraw(const std::vector<std::string>& ids) {
  segments_.flush();
  for (const std::string& id : ids) {
    const std::uint32_t row = with_relations_.at(id);
    sources_.drop(row);
    if (row < first_row_) {
      inherited_->kept[row] = 0;
      --taken_over_;
      continue;
    }
    columns_.drop(row - first_row_);
    names_.drop(row);
    segments_.withdraw(row - first_row_);
    --added_;
  }
}

// Rows without a record are walked by every search, and rows behind those of the last whole build are written anew by
// each one.
bool GenerationWriter::worn_out() const {
  if (!inherited_) return false;
  const std::uint64_t without = next_row_ - records(), more = next_row_ - inherited_->from.tokens.first_rows();
  return without * 4 > next_row_ || more * 2 > next_row_;
}

// Only a record with relations can be withdrawn, so only these rows are kept.
bool GenerationWriter::has_relations(const corpus::Record& record) const {
  return std::ranges::any_of(schema_.fields(), [&](const corpus::Field& field) {
    return field.type == corpus::FieldType::records && record.fact(field.name) != nullptr;
  });
}

void GenerationWriter::finish(Manifest manifest, std::span<const corpus::BestBet> bets,
                              const std::function<bool(double)>& progress) {
  segments_.flush();
  give_back_memory();
  std::string names_hash;
  std::optional<Beside> writing_names;
  const auto write_names = [&] {
    begin_sync(folder_ / forms_name);
    writing_names.emplace([&] {
      names_hash = names_.write(folder_ / suggest_name, Forms(folder_ / forms_name, {}), inherited(), jobs_);
    });
  };
  manifest.files = segments_.join(folder_, inherited(), write_names, progress);
  for (const auto& [name, hash] : manifest.files) begin_sync(folder_ / name);
  const auto end_names = [&] {
    writing_names->get();
    manifest.files.emplace(suggest_name, names_hash);
  };
  if (!inherited_) end_names();  // all of them: what comes now would be in memory beside them
  give_back_memory();
  const std::string columns_hash = columns_.write(folder_ / columns_name, segments_.lengths(), inherited());
  manifest.files.emplace(columns_name, columns_hash);
  manifest.files.emplace(concepts_name, recognise(Forms(folder_ / forms_name, {}), columns_hash));
  manifest.files.emplace(sources_name, sources_.write(folder_ / sources_name));
  if (inherited_) end_names();
  manifest.records = records();
  fs::create_directory(folder_ / schema_name);
  schema_.save(folder_ / schema_name);
  write_file(folder_ / schema_name / thesaurus_name, thesaurus_text_);
  const std::string bet_lines = corpus::to_lines(bets);
  if (!bets.empty()) write_file(folder_ / schema_name / best_bets_name, bet_lines);
  for (const auto& file : fs::recursive_directory_iterator(folder_ / schema_name)) {
    if (file.is_regular_file())
      manifest.files.emplace(fs::relative(file.path(), folder_).generic_string(), file_hash(file.path()));
  }
  manifest.content_hash = content(bet_lines).hex();
  manifest.fingerprint = fingerprint(schema_.fingerprint(), languages_.fingerprint());
  write_manifest(folder_, manifest);
}

std::string GenerationWriter::recognise(const Forms& forms, const std::string& columns_hash) const {
  const TokenColumn tokens(folder_, {schema_.languages().begin(), schema_.languages().end()});
  const Columns columns(folder_ / columns_name, columns_hash, schema_);
  return write_concepts(folder_ / concepts_name, {thesaurus_, schema_, languages_, forms, tokens, columns, inherited()},
                        jobs_);
}

// Over all records, the thesaurus and the best bets, of which the generation before has its own.
ContentHash GenerationWriter::content(const std::string& bets) const {
  ContentHash content = segments_.content();
  if (!bets.empty()) content.add(bets);
  if (!inherited_) {
    content.add(thesaurus_text_);
    return content;
  }
  const Previous& from = inherited_->from;
  content.add(ContentHash::from_hex(from.manifest.content_hash));
  const fs::path former_bets = from.folder / schema_name / best_bets_name;
  if (fs::exists(former_bets)) content.remove(read_file(former_bets));
  for (std::uint32_t row = 0; row < first_row_; ++row) {
    if (from.columns.live(row) && inherited_->kept[row] == 0) content.remove(from.index.data(row));
  }
  return content;
}

}  // namespace pramen::indexer
