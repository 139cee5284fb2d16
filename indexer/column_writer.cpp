#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <fstream>
#include <numeric>
#include <stdexcept>

#include "indexer/columns.h"
#include "indexer/file.h"
#include "indexer/sections.h"
#include "stemmers/language.h"

namespace pramen::indexer {
namespace fs = std::filesystem;
namespace {

// One text a row, kept in a file while building: together they are too many for memory.
class RowTexts {
 public:
  RowTexts(const fs::path& folder, const std::string& name)
      : path_(folder / ("rows-" + name)), file_(path_, std::ios::binary) {}

  void add(std::string_view text) {
    const auto size = static_cast<std::uint32_t>(text.size());
    file_.write(reinterpret_cast<const char*>(&size), sizeof size);
    file_.write(text.data(), static_cast<std::streamsize>(text.size()));
  }
  // All of them; the file is gone.
  std::string take() {
    file_.close();
    if (!file_) throw std::runtime_error(fmt::format("cannot write {}: is the disk full?", path_.string()));
    std::string rows = read_file(path_);
    fs::remove(path_);
    return rows;
  }
  // As two sections: where each row's text begins, and the texts.
  static void write(std::span<const std::string_view> rows, SectionWriter& sections, const std::string& begins_name,
                    const std::string& name) {
    std::vector<std::uint32_t> begins = {0};
    sections.begin(name);
    for (const std::string_view text : rows) {
      sections.append(text);
      begins.push_back(begins.back() + static_cast<std::uint32_t>(text.size()));
    }
    sections.add(begins_name, begins);
  }
  static std::vector<std::string_view> split(std::string_view rows) {
    std::vector<std::string_view> texts;
    while (!rows.empty()) {
      std::uint32_t size = 0;
      std::memcpy(&size, rows.data(), sizeof size);
      texts.push_back(rows.substr(sizeof size, size));
      rows.remove_prefix(sizeof size + size);
    }
    return texts;
  }

 private:
  fs::path path_;
  std::ofstream file_;
};

struct LanguageTitles {
  std::string lang;
  RowTexts titles, keys;
};

std::int32_t to_number(const std::vector<std::string>& values) {
  std::int32_t number = no_number;
  if (!values.empty()) std::from_chars(values[0].data(), values[0].data() + values[0].size(), number);
  return number;
}

// Place of each row when its keys are sorted; of equal keys the ids decide.
std::vector<std::uint32_t> places(const std::string& keys, std::span<const std::string_view> ids) {
  const std::vector<std::string_view> rows = RowTexts::split(keys);
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    const int compared = rows[a].compare(rows[b]);
    return compared != 0 ? compared < 0 : ids[a] < ids[b];
  });
  std::vector<std::uint32_t> place(rows.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  return place;
}

}  // namespace

struct ColumnWriter::State {
  const corpus::Schema& schema;
  const FacetNumbers numbers{schema};
  std::vector<std::uint32_t> facts_at = {0};
  std::vector<std::uint16_t> facts;
  std::vector<std::uint32_t> dropped;  // rows, in any order
  RowTexts ids;
  std::vector<LanguageTitles> titles = {};

  void add_facts(const corpus::Record& record) {
    const auto& languages = schema.languages();
    const auto original = std::ranges::find(languages, record.original) - languages.begin();
    facts.push_back(static_cast<std::uint16_t>(original));
    for (const corpus::Facet& facet : schema.facets()) {
      if (facet.type != corpus::FacetType::range) continue;
      const auto number = static_cast<std::uint32_t>(to_number(corpus::facet_values(record, facet)));
      facts.push_back(static_cast<std::uint16_t>(number));
      facts.push_back(static_cast<std::uint16_t>(number >> 16));
    }
    const std::size_t begin = facts.size();
    for (std::size_t i = 0; i < schema.facets().size(); ++i) {
      const corpus::Facet& facet = schema.facets()[i];
      if (facet.type == corpus::FacetType::range) continue;
      for (const std::string& key : corpus::facet_values(record, facet)) {
        const auto value = facet.vocabulary->index_of(key);
        if (!value) continue;
        for (const std::size_t one : facet.vocabulary->with_broader(*value))
          facts.push_back(static_cast<std::uint16_t>(numbers.of(i).begin + one));
      }
    }
    const auto values = std::ranges::subrange(facts.begin() + static_cast<std::ptrdiff_t>(begin), facts.end());
    std::ranges::sort(values);
    facts.erase(std::unique(values.begin(), values.end()), facts.end());
    facts_at.push_back(static_cast<std::uint32_t>(facts.size()));
  }

  void forget_dropped() {
    std::vector<char> gone(facts_at.size() - 1);
    for (const std::uint32_t row : dropped) gone[row] = 1;
    std::uint32_t kept = 0;
    for (std::size_t row = 0; row < gone.size(); ++row) {
      const std::uint32_t begin = facts_at[row], size = facts_at[row + 1] - begin;
      facts_at[row] = kept;
      if (gone[row] != 0) continue;
      std::copy_n(facts.begin() + begin, size, facts.begin() + kept);
      kept += size;
    }
    facts_at.back() = kept;
    facts.resize(kept);
  }
};

ColumnWriter::ColumnWriter(const corpus::Schema& schema, fs::path folder)
    : state_(new State{.schema = schema, .facts = {}, .dropped = {}, .ids = {folder, "id"}}) {
  for (const std::string& lang : schema.languages())
    state_->titles.push_back({lang, {folder, "title-" + lang}, {folder, "key-" + lang}});
}

ColumnWriter::~ColumnWriter() = default;

void ColumnWriter::add(const corpus::Record& record) {
  state_->add_facts(record);
  state_->ids.add(record.id);
  for (LanguageTitles& language : state_->titles) {
    const auto text = record.texts.find(language.lang);
    language.titles.add(text == record.texts.end() ? std::string_view() : std::string_view(text->second.title));
    language.keys.add(stemmers::collation_key(record.text_in(language.lang).title, language.lang));
  }
}

void ColumnWriter::drop(std::uint32_t row) { state_->dropped.push_back(row); }

std::string ColumnWriter::write(const fs::path& file, std::span<const std::uint32_t> lengths) {
  SectionWriter sections(file);
  sections.begin("length");
  sections.append(lengths);
  state_->forget_dropped();
  sections.add("facts_at", state_->facts_at);
  sections.add("facts", state_->facts);
  const std::string taken_ids = state_->ids.take();
  const std::vector<std::string_view> ids = RowTexts::split(taken_ids);
  RowTexts::write(ids, sections, "id_at", "id");
  for (LanguageTitles& language : state_->titles) {
    const std::string titles = language.titles.take();
    RowTexts::write(RowTexts::split(titles), sections, "title_at:" + language.lang, "title:" + language.lang);
    sections.add("order:" + language.lang, places(language.keys.take(), ids));
  }
  return sections.finish();
}

}  // namespace pramen::indexer
