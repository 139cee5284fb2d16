#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <fstream>
#include <numeric>
#include <stdexcept>

#include "indexer/columns.h"
#include "indexer/file.h"
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

// Collation keys of one language, row after row: too many for memory.
struct TitleKeys {
  std::string lang;
  fs::path path;
  std::ofstream file;
};

std::int32_t to_number(const std::vector<std::string>& values) {
  std::int32_t number = no_number;
  if (!values.empty()) std::from_chars(values[0].data(), values[0].data() + values[0].size(), number);
  return number;
}

// Place of each row when its keys are sorted; rows with equal keys keep their order.
std::vector<std::uint32_t> places(const std::string& keys) {
  std::vector<std::string_view> rows;
  for (std::string_view rest = keys; !rest.empty();) {
    std::uint32_t size = 0;
    std::memcpy(&size, rest.data(), sizeof size);
    rows.push_back(rest.substr(sizeof size, size));
    rest.remove_prefix(sizeof size + size);
  }
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t row) { return rows[row]; });
  std::vector<std::uint32_t> place(rows.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  return place;
}

template <typename T>
std::string_view bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

class SectionFile {
 public:
  explicit SectionFile(std::uint32_t rows) : rows_(rows) {}

  void add(const std::string& name, std::string_view bytes) {
    if (name.size() >= name_bytes) throw std::runtime_error(fmt::format("facet name too long for a column: {}", name));
    rows_table_.push_back({name, body_.size(), bytes.size()});
    body_.append(bytes);
    body_.resize((body_.size() + 7) / 8 * 8);
  }

  std::string finish() const {
    std::string file = "PRAMCOL1";
    append(file, rows_);
    append(file, static_cast<std::uint32_t>(rows_table_.size()));
    const std::uint64_t start = file.size() + rows_table_.size() * (name_bytes + 16);
    for (const Row& row : rows_table_) {
      std::string name = row.name;
      name.resize(name_bytes);
      file += name;
      append(file, start + row.offset);
      append(file, row.bytes);
    }
    return file + body_;
  }

 private:
  static constexpr std::size_t name_bytes = 24;
  struct Row {
    std::string name;
    std::uint64_t offset, bytes;
  };

  template <typename T>
  static void append(std::string& out, T number) {
    out.append(reinterpret_cast<const char*>(&number), sizeof number);
  }

  std::uint32_t rows_;
  std::vector<Row> rows_table_;
  std::string body_;
};

}  // namespace

struct ColumnWriter::State {
  std::vector<std::uint8_t> live;
  std::vector<FacetRows> facets;
  std::vector<NumberRows> numbers;
  std::vector<TitleKeys> titles;
};

ColumnWriter::ColumnWriter(const corpus::Schema& schema, fs::path folder) : state_(std::make_unique<State>()) {
  for (const corpus::Facet& facet : schema.facets()) {
    if (facet.type == corpus::FacetType::range)
      state_->numbers.push_back({&facet, {}});
    else
      state_->facets.push_back({.facet = &facet, .values = {}});
  }
  for (const std::string& lang : schema.languages()) {
    fs::path path = folder / ("title-keys-" + lang);
    std::ofstream file(path, std::ios::binary);
    state_->titles.push_back({lang, std::move(path), std::move(file)});
  }
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
  for (TitleKeys& keys : state_->titles) {
    const std::string key = stemmers::collation_key(record.text_in(keys.lang).title, keys.lang);
    const auto size = static_cast<std::uint32_t>(key.size());
    keys.file.write(reinterpret_cast<const char*>(&size), sizeof size);
    keys.file.write(key.data(), static_cast<std::streamsize>(key.size()));
  }
}

void ColumnWriter::drop(std::uint32_t row) { state_->live.at(row) = 0; }

std::string ColumnWriter::write(const fs::path& file) {
  SectionFile sections(static_cast<std::uint32_t>(state_->live.size()));
  sections.add("live", bytes_of(state_->live));
  for (const FacetRows& rows : state_->facets) {
    std::string bytes(bytes_of(rows.offsets));
    bytes += bytes_of(rows.values);
    sections.add("facet:" + rows.facet->name, bytes);
  }
  for (const NumberRows& rows : state_->numbers) sections.add("number:" + rows.facet->name, bytes_of(rows.numbers));
  for (TitleKeys& keys : state_->titles) {
    keys.file.close();
    if (!keys.file) throw std::runtime_error(fmt::format("cannot write {}: is the disk full?", keys.path.string()));
    sections.add("order:" + keys.lang, bytes_of(places(read_file(keys.path))));
    fs::remove(keys.path);
  }
  const std::string bytes = sections.finish();
  write_file(file, bytes);
  return hash_hex(bytes);
}

}  // namespace pramen::indexer
