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

struct FacetRows {
  const corpus::Facet* facet;
  std::vector<std::uint32_t> offsets = {0};
  std::vector<std::uint16_t> values;
};

struct NumberRows {
  const corpus::Facet* facet;
  std::vector<std::int32_t> numbers;
};

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
  void write(SectionWriter& sections, const std::string& begins_name, const std::string& name) {
    const std::string rows = take();
    std::vector<std::uint32_t> begins = {0};
    sections.begin(name);
    for (const std::string_view text : split(rows)) {
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

// Place of each row when its keys are sorted; rows with equal keys keep their order.
std::vector<std::uint32_t> places(const std::string& keys) {
  const std::vector<std::string_view> rows = RowTexts::split(keys);
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t row) { return rows[row]; });
  std::vector<std::uint32_t> place(rows.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  return place;
}

}  // namespace

struct ColumnWriter::State {
  std::vector<std::uint8_t> live;
  std::vector<FacetRows> facets;
  std::vector<NumberRows> numbers;
  std::vector<std::uint8_t> originals;
  RowTexts ids;
  std::vector<LanguageTitles> titles;
};

ColumnWriter::ColumnWriter(const corpus::Schema& schema, fs::path folder)
    : state_(new State{.live = {}, .facets = {}, .numbers = {}, .originals = {}, .ids = {folder, "id"}, .titles = {}}) {
  for (const corpus::Facet& facet : schema.facets()) {
    if (facet.type == corpus::FacetType::range)
      state_->numbers.push_back({&facet, {}});
    else
      state_->facets.push_back({.facet = &facet, .values = {}});
  }
  for (const std::string& lang : schema.languages())
    state_->titles.push_back({lang, {folder, "title-" + lang}, {folder, "key-" + lang}});
}

ColumnWriter::~ColumnWriter() = default;

void ColumnWriter::add(const corpus::Record& record) {
  state_->live.push_back(1);
  for (FacetRows& rows : state_->facets) {
    std::vector<std::uint16_t> row;
    for (const std::string& key : corpus::facet_values(record, *rows.facet)) {
      if (const auto index = rows.facet->vocabulary->index_of(key)) row.push_back(static_cast<std::uint16_t>(*index));
    }
    std::ranges::sort(row);
    row.erase(std::unique(row.begin(), row.end()), row.end());
    rows.values.insert(rows.values.end(), row.begin(), row.end());
    rows.offsets.push_back(static_cast<std::uint32_t>(rows.values.size()));
  }
  for (NumberRows& rows : state_->numbers) rows.numbers.push_back(to_number(corpus::facet_values(record, *rows.facet)));
  state_->ids.add(record.id);
  std::uint8_t original = 0;
  for (std::size_t i = 0; i < state_->titles.size(); ++i) {
    LanguageTitles& language = state_->titles[i];
    if (language.lang == record.original) original = static_cast<std::uint8_t>(i);
    const auto text = record.texts.find(language.lang);
    language.titles.add(text == record.texts.end() ? std::string_view() : std::string_view(text->second.title));
    language.keys.add(stemmers::collation_key(record.text_in(language.lang).title, language.lang));
  }
  state_->originals.push_back(original);
}

void ColumnWriter::drop(std::uint32_t row) { state_->live.at(row) = 0; }

std::string ColumnWriter::write(const fs::path& file, std::span<const std::uint32_t> lengths) {
  SectionWriter sections(file);
  sections.add("live", state_->live);
  sections.begin("length");
  sections.append(lengths);
  for (const FacetRows& rows : state_->facets) {
    sections.add(fmt::format("facet_at:{}", rows.facet->name), rows.offsets);
    sections.add(fmt::format("facet:{}", rows.facet->name), rows.values);
  }
  for (const NumberRows& rows : state_->numbers) sections.add(fmt::format("number:{}", rows.facet->name), rows.numbers);
  sections.add("original", state_->originals);
  state_->ids.write(sections, "id_at", "id");
  for (LanguageTitles& language : state_->titles) {
    language.titles.write(sections, "title_at:" + language.lang, "title:" + language.lang);
    sections.add("order:" + language.lang, places(language.keys.take()));
  }
  return sections.finish();
}

}  // namespace pramen::indexer
