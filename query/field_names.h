// What stands before a colon in a query, and what may stand after it: title, and the facets
// of the schema by name or label with their values by key or label, in every language.
// Compared without case and marks; _ and - count as the blanks of a label.
//
// Made once per generation; const after that, so threads may share it. Refers to the schema.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/schema.h"

namespace pramen::query {

class FieldNames {
 public:
  explicit FieldNames(const corpus::Schema& schema);

  struct Field {
    const corpus::Facet* facet = nullptr;  // nullptr: the title, or a concept
    bool is_concept = false;
    bool is_title() const { return facet == nullptr && !is_concept; }
    bool operator==(const Field&) const = default;
  };
  const Field* find(std::string_view name) const;
  // The number of a value in the facet's vocabulary.
  std::optional<std::uint16_t> value(const corpus::Facet& facet, std::string_view name) const;

  // What a mistyped one most likely stands for, as a reader of `lang` may type it; empty if nothing is near. Names
  // of other languages have to be nearer than those of the reader's.
  std::string nearest(std::string_view name, std::string_view lang) const;
  std::string nearest_value(const corpus::Facet& facet, std::string_view name, std::string_view lang) const;
  // Some of what there is, for who is lost: names of fields; labels of values.
  std::vector<std::string> some(std::string_view lang) const;
  std::vector<std::string> some_values(const corpus::Facet& facet, std::string_view lang) const;

 private:
  template <typename Meaning>
  struct Entry {
    Meaning meaning;
    std::string shown;
    std::vector<std::string_view> languages;  // in which it is called so; none: in all
  };
  template <typename Meaning>
  using Names = std::map<std::string, Entry<Meaning>, std::less<>>;  // folded -> what it means
  template <typename Meaning>
  static const Entry<Meaning>* nearest_of(const Names<Meaning>& names, std::string_view name, std::string_view lang);
  template <typename Meaning>
  static void add(Names<Meaning>& names, std::string_view name, std::string shown, const Meaning& meaning,
                  std::string_view lang);

  const corpus::Schema& schema_;
  Names<Field> fields_;
  std::map<const corpus::Facet*, Names<std::uint16_t>> values_;
};

}  // namespace pramen::query
