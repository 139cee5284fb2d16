#include "corpus/schema.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "corpus/input.h"
#include "pramen_corpus_files.h"

namespace pramen::corpus {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = std::size_t{4} << 20;

template <typename Rows>
auto* named(const Rows& rows, std::string_view name) {
  const auto found = std::ranges::find(rows, name, [](const auto& row) -> std::string_view { return row.name; });
  return found == rows.end() ? nullptr : &*found;
}

std::string read_file(const fs::path& path) {
  WholeFile file = read_whole(path, largest_file);
  if (!file.error.empty()) throw std::runtime_error(fmt::format("{}: {}", path.string(), file.error));
  if (file.too_large) throw std::runtime_error(fmt::format("{}: larger than {} bytes", path.string(), largest_file));
  return std::move(file.text);
}

}  // namespace

std::string_view label_in(const Labels& labels, std::string_view lang, std::string_view fallback) {
  for (const auto wanted : {lang, std::string_view("en")}) {
    if (const auto found = labels.find(wanted); found != labels.end()) return found->second;
  }
  return labels.empty() ? fallback : std::string_view(labels.begin()->second);
}

Vocabulary::Vocabulary(std::string name, std::vector<VocabularyValue> values)
    : name_(std::move(name)), values_(std::move(values)) {
  for (std::size_t i = 0; i < values_.size(); ++i) index_.emplace(values_[i].key, i);
}

const VocabularyValue* Vocabulary::find(std::string_view key) const {
  const auto index = index_of(key);
  return index ? &values_[*index] : nullptr;
}

std::optional<std::size_t> Vocabulary::index_of(std::string_view key) const {
  const auto found = index_.find(key);
  return found == index_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::size_t> Vocabulary::with_broader(std::size_t index) const {
  std::vector<std::size_t> all = {index};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const std::string& key : values_[all[i]].broader) {
      const auto above = index_of(key);
      if (above && std::ranges::find(all, *above) == all.end()) all.push_back(*above);
    }
  }
  std::ranges::sort(all);
  return all;
}

std::optional<Schema> Schema::load(const fs::path& folder, const ProblemSink& problems) {
  Files files;
  files["schema.json"] = read_file(folder / "schema.json");
  std::error_code error;
  for (fs::directory_iterator it(folder / "vocabulary", error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename();
    if (it->path().extension() == ".json" && !name.starts_with('.'))
      files["vocabulary/" + name] = read_file(it->path());
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    throw std::runtime_error(fmt::format("{}: {}", (folder / "vocabulary").string(), error.message()));
  }
  return parse(std::move(files), folder.string(), problems);
}

Schema Schema::bundled() {
  Files files;
  for (const auto& file : embedded_files()) {
    // The thesaurus and the sentences lie beside them.
    if (file.path == "schema.json" || file.path.starts_with("vocabulary/")) files.emplace(file.path, file.bytes);
  }
  std::string faults;
  auto schema = parse(std::move(files), "(bundled)", [&](Problem&& problem) { faults += to_text(problem) + "\n"; });
  if (!schema) throw std::logic_error("the bundled schema is broken:\n" + faults);
  return std::move(*schema);
}

void Schema::save(const fs::path& folder) const {
  for (const auto& [name, text] : files_) {
    const fs::path path = folder / name;
    fs::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (!out) throw std::runtime_error(fmt::format("{}: cannot be written", path.string()));
  }
}

bool Schema::has_language(std::string_view code) const {
  return std::ranges::find(languages_, code) != languages_.end();
}
const Kind* Schema::kind(std::string_view name) const { return named(kinds_, name); }
const Field* Schema::field(std::string_view name) const { return named(fields_, name); }
const Field* Schema::links() const {
  const auto found = std::ranges::find_if(
      fields_, [](const Field& field) { return field.type == FieldType::records && !field.is_role(); });
  return found == fields_.end() ? nullptr : &*found;
}
const Facet* Schema::facet(std::string_view name) const { return named(facets_, name); }

const Vocabulary* Schema::vocabulary(std::string_view name) const {
  const auto found = vocabularies_.find(name);
  return found == vocabularies_.end() ? nullptr : &found->second;
}

const Vocabulary* Schema::values_of(std::string_view name) const {
  if (const Facet* one = facet(name)) return one->vocabulary;
  const Field* one = field(name);
  return one == nullptr ? nullptr : vocabulary(one->vocabulary);
}

std::string Schema::value_label(std::string_view name, std::string_view key, std::string_view lang) const {
  const Vocabulary* values = values_of(name);
  const VocabularyValue* value = values == nullptr ? nullptr : values->find(key);
  return std::string(value == nullptr ? key : label_in(value->labels, lang, key));
}

std::string Schema::kind_label(std::string_view name, std::string_view lang) const {
  const Kind* one = kind(name);
  return std::string(one == nullptr ? name : label_in(one->labels, lang, name));
}

}  // namespace pramen::corpus
