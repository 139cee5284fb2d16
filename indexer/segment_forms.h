// The forms of several segments (segment_writer.h) as those of one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/forms.h"
#include "indexer/tokens.h"

namespace pramen::indexer {

// How often forms stand in records, by form.
struct FormCounts {
  std::vector<std::uint32_t> records, title_records, words;

  void resize(std::size_t forms);
  void shrink();  // to what they need
  // Takes back what a record added; `form_of(token)` gives the place of a token's form.
  template <typename FormOf>
  void take_back(FieldReader record, const FormOf& form_of) {
    std::vector<std::uint32_t> all, titles;
    while (record.next()) {
      for (std::uint32_t i = 0; i < record.heads().size(); ++i) {
        const std::uint32_t form = form_of(record.heads()[i] >> 1);
        if (form >= words.size()) continue;
        all.push_back(form);
        if (is_title(record.kind())) titles.push_back(form);
      }
    }
    for (const std::uint32_t form : all) --words[form];
    take_once(all, records);
    take_once(titles, title_records);
  }

 private:
  static void take_once(std::vector<std::uint32_t>& forms, std::vector<std::uint32_t>& from);
};

class MergedForms {
 public:
  // Of the segments in these folders.
  explicit MergedForms(const std::vector<std::filesystem::path>& segments);

  std::size_t size() const { return text_at_.size() - 1; }
  // Two letters of the language, then the form; ascending.
  std::string_view form(std::size_t i) const {
    return std::string_view(text_).substr(text_at_[i], text_at_[i + 1] - text_at_[i]);
  }
  // The place of each form of a segment.
  const std::vector<std::uint32_t>& places(std::size_t segment) const { return places_[segment]; }
  void write(const std::filesystem::path& path) const;

  FormCounts counts;

 private:
  void add(const CountedForm& counted);

  std::string text_;
  std::vector<std::uint32_t> text_at_ = {0};
  std::vector<std::vector<std::uint32_t>> places_;  // by segment
};

}  // namespace pramen::indexer
