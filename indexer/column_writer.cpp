#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>
#include <numeric>
#include <stdexcept>

#include "indexer/columns.h"
#include "indexer/file.h"
#include "indexer/previous.h"
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

// As two sections: where each row's text begins, and the texts.
class TextSections {
 public:
  TextSections(SectionWriter& sections, const std::string& name) : sections_(sections) { sections.begin(name); }
  void add(std::string_view text) {
    sections_.append(text);
    begins_.push_back(begins_.back() + static_cast<std::uint32_t>(text.size()));
  }
  void write_begins(const std::string& name) { sections_.add(name, begins_); }

 private:
  SectionWriter& sections_;
  std::vector<std::uint32_t> begins_ = {0};
};

// The titles of one language in their order.
class TitleOrder {
 public:
  TitleOrder(const std::string& lang, const Inherited* inherited) : lang_(lang), inherited_(inherited) {
    if (inherited == nullptr) return;
    const Columns& columns = inherited->from.columns;
    const std::span<const std::uint32_t> places = columns.title_order(lang);
    std::vector<std::uint32_t> row_at(places.size());
    for (std::uint32_t row = 0; row < places.size(); ++row) row_at[places[row]] = row;
    std::ranges::copy_if(row_at, std::back_inserter(order_),
                         [&](std::uint32_t row) { return inherited->kept[row] != 0; });
  }

  // Adds the rows from `first` on that have a record. Of equal keys the ids decide.
  void add(std::uint32_t first, std::span<const std::string_view> keys, std::span<const std::string_view> ids,
           std::span<const char> gone) {
    std::vector<std::uint32_t> fresh;
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
      if (gone[i] == 0) fresh.push_back(i);
    }
    const auto before = [&](std::uint32_t i, std::string_view key, std::string_view id) {
      const int compared = keys[i].compare(key);
      return compared != 0 ? compared < 0 : ids[i] < id;
    };
    std::ranges::sort(fresh, [&](std::uint32_t a, std::uint32_t b) { return before(a, keys[b], ids[b]); });
    std::vector<std::uint32_t> merged;
    auto old = order_.begin();
    for (const std::uint32_t i : fresh) {
      const auto end = std::partition_point(old, order_.end(), [&](std::uint32_t row) {
        const Columns& columns = inherited_->from.columns;
        return !before(i, stemmers::collation_key(columns.title(row, lang_).text, lang_), columns.id(row));
      });
      merged.insert(merged.end(), old, end);
      merged.push_back(first + i);
      old = end;
    }
    merged.insert(merged.end(), old, order_.end());
    order_ = std::move(merged);
  }

  // By row; rows without a record come last.
  std::vector<std::uint32_t> places(std::uint32_t rows) const {
    std::vector<std::uint32_t> places(rows, rows);
    std::uint32_t next = 0;
    for (const std::uint32_t row : order_) places[row] = next++;
    for (std::uint32_t& place : places) {
      if (place == rows) place = next++;
    }
    return places;
  }

 private:
  const std::string& lang_;
  const Inherited* inherited_;
  std::vector<std::uint32_t> order_;  // rows
};

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

  std::vector<char> gone() const {
    std::vector<char> gone(facts_at.size() - 1);
    for (const std::uint32_t row : dropped) gone[row] = 1;
    return gone;
  }

  void write_facts(SectionWriter& sections, std::span<const char> gone, const Inherited* inherited) const {
    std::vector<std::uint32_t> begins = {0};
    sections.begin("facts");
    const auto add = [&](std::span<const std::uint16_t> row) {
      sections.append(row);
      begins.push_back(begins.back() + static_cast<std::uint32_t>(row.size()));
    };
    for (std::uint32_t row = 0; row < inherited_rows(inherited); ++row)
      add(inherited->kept[row] != 0 ? inherited->from.columns.facts(row) : std::span<const std::uint16_t>());
    for (std::size_t i = 0; i < gone.size(); ++i)
      add(gone[i] != 0 ? std::span<const std::uint16_t>()
                       : std::span(facts).subspan(facts_at[i], facts_at[i + 1] - facts_at[i]));
    sections.add("facts_at", begins);
  }

  static std::uint32_t inherited_rows(const Inherited* inherited) {
    return inherited == nullptr ? 0 : inherited->from.rows();
  }

  static void write_lengths(SectionWriter& sections, std::span<const std::uint32_t> own, std::span<const char> gone,
                            const Inherited* inherited) {
    std::vector<std::uint32_t> lengths;
    for (std::uint32_t row = 0; row < inherited_rows(inherited); ++row)
      lengths.push_back(inherited->kept[row] != 0 ? inherited->from.columns.lengths()[row] : 0);
    for (std::size_t i = 0; i < gone.size(); ++i) lengths.push_back(gone[i] != 0 ? 0 : own[i]);
    sections.add("length", lengths);
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

std::string ColumnWriter::write(const fs::path& file, std::span<const std::uint32_t> lengths,
                                const Inherited* inherited) {
  const std::uint32_t first = State::inherited_rows(inherited);
  const std::vector<char> gone = state_->gone();
  SectionWriter sections(file);
  State::write_lengths(sections, lengths, gone, inherited);
  state_->write_facts(sections, gone, inherited);
  const std::string taken_ids = state_->ids.take();
  const std::vector<std::string_view> ids = RowTexts::split(taken_ids);
  TextSections id_texts(sections, "id");
  for (std::uint32_t row = 0; row < first; ++row) id_texts.add(inherited->from.columns.id(row));
  for (const std::string_view id : ids) id_texts.add(id);
  id_texts.write_begins("id_at");
  for (std::size_t i = 0; i < state_->titles.size(); ++i) {
    LanguageTitles& language = state_->titles[i];
    const std::string titles = language.titles.take(), keys = language.keys.take();
    TextSections texts(sections, "title:" + language.lang);
    for (std::uint32_t row = 0; row < first; ++row) texts.add(inherited->from.columns.title_in(row, i));
    for (const std::string_view title : RowTexts::split(titles)) texts.add(title);
    texts.write_begins("title_at:" + language.lang);
    TitleOrder order(language.lang, inherited);
    order.add(first, RowTexts::split(keys), ids, gone);
    sections.add("order:" + language.lang, order.places(first + static_cast<std::uint32_t>(ids.size())));
  }
  return sections.finish();
}

}  // namespace pramen::indexer
