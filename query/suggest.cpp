#include "query/suggest.h"

#include <algorithm>
#include <chrono>

#include "query/passage.h"
#include "stemmers/name_words.h"

namespace pramen::query {
namespace {

using stemmers::NameWord;

const corpus::Labels& label_of_words() {
  static const corpus::Labels labels = {{"sk", "slová"},  {"cs", "slova"}, {"de", "Wörter"},
                                        {"hu", "szavak"}, {"bg", "думи"},  {"en", "words"}};
  return labels;
}

// The text's first characters, as many as are read.
std::string_view read_part(std::string_view text) {
  std::size_t left = max_suggest_characters;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    if (left-- == 0) return text.substr(0, at);
  }
  return text;
}

// Words that were typed twice ask for no more than once.
std::vector<NameWord> typed_words(std::string_view text) {
  std::vector<NameWord> words;
  for (NameWord& word : stemmers::name_words(text)) {
    if (std::ranges::find(words, word.exact, &NameWord::exact) == words.end()) words.push_back(std::move(word));
  }
  return words;
}

// Bytes of `surface`, a word of Cyrillic script, until it is spelt as `typed` in Latin letters; 0: it is not.
std::size_t bytes_until_spelt(std::string_view surface, const NameWord& word, const NameWord& typed,
                              const stemmers::Language& language) {
  const auto spelt = [&](std::string_view exact) {
    return std::ranges::any_of(language.romanised(exact),
                               [&](const std::string& latin) { return latin.starts_with(typed.folded); });
  };
  if (!spelt(word.exact)) return 0;
  for (std::size_t folded = 1; folded < word.folded.size(); ++folded) {
    const std::size_t bytes = stemmers::bytes_until(surface, folded);
    const std::vector<NameWord> begun = stemmers::name_words(surface.substr(0, bytes));
    if (!begun.empty() && spelt(begun.front().exact)) return bytes;
  }
  return surface.size();
}

// How much of the word the typed words begin: the most that one of them does.
std::size_t bytes_begun(std::string_view surface, const NameWord& word, std::span<const NameWord> typed,
                        const stemmers::Language& language) {
  std::size_t longest = 0;
  for (const NameWord& one : typed) {
    if (word.folded.starts_with(one.folded))
      longest = std::max(longest, stemmers::bytes_until(surface, one.folded.size()));
    else if (static_cast<unsigned char>(word.folded.front()) >= 0x80)
      longest = std::max(longest, bytes_until_spelt(surface, word, one, language));
  }
  return longest;
}

// The name with the typed beginnings of its words marked.
std::string highlighted(std::string_view name, std::span<const NameWord> typed, const stemmers::Language& language) {
  std::string html;
  std::size_t at = 0;
  for (const NameWord& word : stemmers::name_words(name)) {
    const std::size_t bytes = bytes_begun(name.substr(word.begin, word.end - word.begin), word, typed, language);
    if (bytes == 0) continue;
    html += escape_html(name.substr(at, word.begin - at));
    html.append("<mark>").append(escape_html(name.substr(word.begin, bytes))).append("</mark>");
    at = word.begin + bytes;
  }
  return html += escape_html(name.substr(at));
}

bool begins_each(std::string_view name, std::span<const NameWord> typed, const stemmers::Language& language) {
  const std::vector<NameWord> words = stemmers::name_words(name);
  return std::ranges::all_of(typed, [&](const NameWord& one) {
    return std::ranges::any_of(words, [&](const NameWord& word) {
      return bytes_begun(name.substr(word.begin, word.end - word.begin), word, {&one, 1}, language) > 0;
    });
  });
}

class Writer {
 public:
  Writer(const indexer::Columns& columns, const indexer::Names& names, const stemmers::Languages& languages,
         std::span<const NameWord> typed)
      : columns_(columns), names_(names), languages_(languages.all()), typed_(typed) {}

  // Nothing is added where the file is damaged.
  void add(std::uint32_t number, std::vector<Suggestion>& to) const {
    const indexer::Name& name = names_.name(number);
    const std::string_view text = names_.text(number);
    if (name.language >= languages_.size()) return;
    const stemmers::Language& language = *languages_[name.language];
    Suggestion made{.lang = language.code()};
    if (name.source == indexer::NameSource::form) {
      if (std::ranges::find(to, text, &Suggestion::title) != to.end()) return;  // of another language
      made.title = text;
      made.count = ~name.order;
    } else {
      const std::uint32_t row = names_.row(name.unit);
      if (row >= columns_.rows()) return;
      made.id = columns_.id(row);
      made.title = columns_.title_in(row, name.language);
      if (!text.empty() && !begins_each(made.title, typed_, language))
        made.other_name = highlighted(text, typed_, language);
    }
    made.highlight = highlighted(made.title, typed_, language);
    to.push_back(std::move(made));
  }

 private:
  const indexer::Columns& columns_;
  const indexer::Names& names_;
  std::span<const std::shared_ptr<const stemmers::Language>> languages_;  // in the order of the schema
  std::span<const NameWord> typed_;
};

}  // namespace

Suggestions suggest(const corpus::Schema& schema, const indexer::Columns& columns, const indexer::Names& names,
                    const stemmers::Languages& languages, const SuggestRequest& request) {
  const auto began = std::chrono::steady_clock::now();
  Suggestions made{.request = request};
  const std::string_view read = read_part(request.text);
  made.cut = read.size() < request.text.size();
  made.request.text = read;
  const std::vector<NameWord> typed = typed_words(read);
  const auto language = std::ranges::find(schema.languages(), request.lang) - schema.languages().begin();
  const std::vector<indexer::BestNames> found = names.find(typed, static_cast<std::size_t>(language));
  const std::string_view label_lang = request.lang.empty() ? std::string_view("en") : request.lang;
  const Writer writer(columns, names, languages, typed);
  for (std::size_t i = 0; i < found.size(); ++i) {
    SuggestGroup& group = made.groups.emplace_back();
    group.kind = i < schema.kinds().size() ? schema.kinds()[i].name : words_group;
    group.label = corpus::label_in(i < schema.kinds().size() ? schema.kinds()[i].plural : label_of_words(), label_lang,
                                   group.kind);
    group.total = found[i].total;
    for (std::uint32_t j = 0; j < found[i].count; ++j) writer.add(found[i].names[j], group.suggestions);
  }
  made.took_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
  return made;
}

}  // namespace pramen::query
