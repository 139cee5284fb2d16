// Every form that stands in the records of a generation, and what it is found by.
//
// Records are indexed by the forms they hold and by nothing else: one posting list a form.
// Base forms, forms without marks, parts of compounds and word families are lists
// of forms, looked up when a query asks for them. So a text is analysed once a form
// and not once a word, the tiers cost no postings, and each of them is known apart.
//
// Forms are numbered in the order of language and bytes. Tokens number the same forms for the token column
// (tokens.h): by how often they stood in the records when a generation was built whole, the commonest first, and
// behind those the forms that came to it since. A form keeps its token as long as it stands in a record.
// Const after construction; any number of threads may read.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/layout.h"
#include "indexer/sections.h"
#include "indexer/text_table.h"

namespace pramen::indexer {

using Form = std::uint32_t;

// Lists of forms by: their base forms; these without marks; the parts of compounds; word
// families; and the form itself without marks, where it has some.
enum class FormKey { lemma, folded, part, family, unmarked };
inline constexpr std::size_t form_keys = 5;
// As sections of the file are named.
inline constexpr std::array<std::string_view, form_keys> form_key_names = {"lemma", "folded", "part", "family",
                                                                           "unmarked"};

// Sorted texts, mapped; each begins with the two letters of a language. Every 64th is copied
// when the file is opened: a look-up of what begins so goes through these, which stay in the cache, and then
// through one stretch of the others. A whole text is found by the table where there is one.
class SortedTexts {
 public:
  SortedTexts() = default;
  SortedTexts(std::string_view text, std::span<const std::uint32_t> begins, TextTable table = {});

  std::size_t size() const { return begins_.empty() ? 0 : begins_.size() - 1; }
  std::string_view operator[](std::size_t i) const { return text_.substr(begins_[i], begins_[i + 1] - begins_[i]); }
  // Of the text that is `lang` + `text`; size() if there is none.
  std::size_t find(std::string_view lang, std::string_view text) const;
  struct Range {
    std::size_t begin = 0, end = 0;
  };
  // The texts that begin so.
  Range with_prefix(std::string_view lang, std::string_view prefix) const;

 private:
  // The first that is not below the key, or (`beyond`) neither begins with it.
  std::size_t bound(std::string_view key, bool beyond) const;

  std::string_view text_;
  std::span<const std::uint32_t> begins_;
  TextTable table_;
  std::string sampled_;
  std::vector<std::uint32_t> samples_;  // where each begins in sampled_
};

class Forms {
 public:
  // The keys of a kind, and the forms that each leads to.
  struct Keys {
    SortedTexts texts;
    std::span<const std::uint32_t> list_at;
    std::span<const Form> lists;
    std::span<const Form> list(std::size_t i) const { return lists.subspan(list_at[i], list_at[i + 1] - list_at[i]); }
  };

  // Throws std::runtime_error if the file is missing or damaged (sections.h).
  Forms(const std::filesystem::path& file, std::string_view expected_hash);

  Form size() const { return static_cast<Form>(records_.size()); }
  std::string_view language(Form form) const { return texts_[form].substr(0, 2); }
  std::string_view text(Form form) const { return texts_[form].substr(2); }
  // Both.
  std::string_view name(Form form) const { return texts_[form]; }
  // Records that hold the form; those with it in a title of theirs.
  std::uint32_t records(Form form) const { return records_[form]; }
  std::uint32_t title_records(Form form) const { return title_records_[form]; }
  // How many words of the records are it.
  std::uint32_t words(Form form) const { return counted_words_[form]; }

  static constexpr Form no_form = ~0U;
  std::uint32_t tokens() const { return static_cast<std::uint32_t>(form_of_.size()); }
  // no_form where no record holds it any more.
  Form form_of(std::uint32_t token) const { return token < form_of_.size() ? form_of_[token] : no_form; }
  std::uint32_t token_of(Form form) const { return token_of_[form]; }
  // 0 for a number that is no token's: the token column is not checked whole when it is opened.
  std::uint32_t token_bytes(std::uint32_t token) const { return token < token_bytes_.size() ? token_bytes_[token] : 0; }

  std::optional<Form> find(std::string_view lang, std::string_view text) const;
  struct Range {
    Form begin = 0, end = 0;
  };
  Range with_prefix(std::string_view lang, std::string_view prefix) const;

  // The forms that `key` leads to, ascending.
  std::vector<Form> found_by(FormKey kind, std::string_view lang, std::string_view key) const;
  const Keys& keys(FormKey kind) const { return keys_[static_cast<std::size_t>(kind)]; }
  // A bit for each kind of which the form is its own key.
  std::uint8_t own_keys(Form form) const { return own_keys_[form]; }
  // All forms whose key begins so; ascending, each once.
  std::vector<Form> found_by_prefix(FormKey kind, std::string_view lang, std::string_view prefix) const;

 private:
  const Sections sections_;
  const SortedTexts texts_;
  std::span<const std::uint32_t> records_, title_records_, counted_words_, form_of_, token_of_;
  std::span<const std::uint8_t> token_bytes_, own_keys_;
  std::vector<Keys> keys_;
};

// A form and how often it stands in records.
struct CountedForm {
  std::string_view text;  // two letters of the language, then the form
  std::uint32_t records = 0, title_records = 0, words = 0;
};

}  // namespace pramen::indexer

namespace pramen::stemmers {
class Languages;
}

namespace pramen::indexer {

// What a file of forms is made of.
struct FormsToWrite {
  std::span<const CountedForm> fresh;  // ascending by bytes; none of them is in `previous`
  // The forms of the generation before, and how they are counted now: one without records is left out. All others keep
  // their tokens, and what they are found by. nullptr: there are none.
  const Forms* previous = nullptr;
  std::span<const std::uint32_t> records, title_records, words;
};

struct FormsWritten {
  std::string hash;
  std::vector<std::uint32_t> token_of;  // of the fresh forms
};

// Analyses every fresh form once, on `jobs` threads, and writes the file. `analysed` hears how many are done,
// from the calling thread, and may throw to end it.
FormsWritten write_forms(const std::filesystem::path& file, const FormsToWrite& forms,
                         const stemmers::Languages& languages, unsigned jobs,
                         const std::function<void(std::uint64_t)>& analysed = {});

}  // namespace pramen::indexer
