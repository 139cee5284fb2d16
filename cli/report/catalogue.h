// The records of a corpus by number, in the order they were read: what all parts of
// a report say of a record. Some hundred bytes a record. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/problem.h"
#include "corpus/reader.h"

namespace pramen::report {

using Number = std::uint32_t;  // of a record, from 0

struct Listed {
  std::string id;
  std::uint32_t kind = 0;      // place in Schema::kinds()
  std::uint32_t original = 0;  // place in Schema::languages()
  std::uint32_t file = 0, line = 0;
  bool withdrawn = false;  // its fault showed only at the end: no part of the report may name it
};

class Catalogue {
 public:
  explicit Catalogue(const corpus::Schema& schema) : schema_(schema) {}

  Number add(const corpus::Record& record, const corpus::RecordPlaces& places);
  void withdraw(const std::vector<std::string>& ids);

  const corpus::Schema& schema() const { return schema_; }
  std::size_t size() const { return records_.size(); }
  const Listed& operator[](Number number) const { return records_[number]; }
  const corpus::Kind& kind_of(Number number) const { return schema_.kinds()[records_[number].kind]; }
  // The file that carries the facts, and the line of the title in the original.
  corpus::Position where(Number number) const;

  // Files by number, so that many places in one file need its name once.
  std::uint32_t file_number(const std::string& file);
  const std::string& file(std::uint32_t number) const { return files_[number]; }

 private:
  const corpus::Schema& schema_;
  std::vector<Listed> records_;
  std::vector<std::string> files_;
};

// The place of a language among those of the schema.
std::uint32_t language_number(const corpus::Schema& schema, std::string_view code);

// "Slovak" of "sk"; the code where the schema has no name for it.
corpus::Sentence language_name(const corpus::Schema& schema, std::string_view code);

}  // namespace pramen::report
