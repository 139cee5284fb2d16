#include "query/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "query/operators.h"
#include "query/request.h"

namespace pramen::query {
namespace {

void collect_leaves(const QueryItem& item, bool excluded, std::vector<Leaf>& found) {
  excluded = excluded || item.excluded;
  if (!item.words.empty()) found.push_back({&item, excluded});
  for (const QueryItem& inner : item.items) collect_leaves(inner, excluded, found);
}

// --- printing ---------------------------------------------------------------

bool ascii_punctuation(char c) {
  return static_cast<unsigned char>(c) < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
         !(c >= '0' && c <= '9');
}

std::string body(const QueryWord& word) {
  return word.edits == 0 ? word.text : fmt::format("{}~{}", word.text, word.edits);
}

std::string prefix(const QueryWord& word) { return std::string(word.title ? "title:" : "") + (word.exact ? "=" : ""); }

// It reads as one word when it stands alone.
bool plain(const QueryWord& word) {
  return std::ranges::none_of(
      word.text, [&](char c) { return ascii_punctuation(c) && (word.pattern.empty() || (c != '*' && c != '?')); });
}

std::string printed_word(const QueryWord& word) {
  const bool quoted = !plain(word) || operator_named(word.text) || near_named(word.text);
  return prefix(word) + (quoted ? '"' + body(word) + '"' : body(word));
}

bool letters(const QueryWord& word) {
  return plain(word) && std::ranges::none_of(word.text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string printed_phrase(const std::vector<QueryWord>& words) {
  std::string made = prefix(words.front()) + '"';
  for (std::size_t i = 0; i < words.size(); ++i) {
    // "20, 000" is two words, "20 000" is one.
    if (i > 0) made += letters(words[i - 1]) && letters(words[i]) ? " " : ", ";
    made += body(words[i]);
  }
  return made + '"';
}

class Printer {
 public:
  Printer(const corpus::Schema& schema, const indexer::Concepts* concepts) : schema_(schema), concepts_(concepts) {}

  std::string list(const std::vector<QueryItem>& items, std::string_view between) const {
    std::string made;
    for (const QueryItem& one : items) made.append(made.empty() ? "" : between).append(item(one));
    return made;
  }

 private:
  std::string item(const QueryItem& item) const { return (item.excluded ? "NOT " : "") + positive(item); }

  std::string positive(const QueryItem& item) const {
    switch (item.kind) {
      case QueryItem::Kind::word: return printed_word(item.words.front());
      case QueryItem::Kind::phrase: return printed_phrase(item.words);
      case QueryItem::Kind::facet: return condition(item.condition);
      case QueryItem::Kind::subject: return subject(item.meant);
      case QueryItem::Kind::all: return '(' + list(item.items, " AND ") + ')';
      case QueryItem::Kind::any: return '(' + list(item.items, " OR ") + ')';
      case QueryItem::Kind::near: break;
    }
    std::string made = "(";
    for (const QueryWord& word : item.words)
      made += (made.size() > 1 ? fmt::format(" NEAR/{} ", item.distance) : "") + printed_word(word);
    return made + ')';
  }

  // Several only where their labels are the same: any of them reads as all.
  std::string subject(const Meant& meant) const {
    if (concepts_ == nullptr || meant.subjects.empty()) return {};
    return fmt::format("concept:\"{}\"", concepts_->id(meant.subjects.front()));
  }

  std::string condition(const FacetCondition& condition) const {
    if (!condition.range)
      return condition.facet + ':' + schema_.facet(condition.facet)->vocabulary->values()[condition.value].key;
    if (condition.from == condition.to) return fmt::format("{}:{}", condition.facet, condition.from);
    const bool open = condition.from == indexer::no_number + 1;
    const bool endless = condition.to == std::numeric_limits<std::int32_t>::max();
    return fmt::format("{}:{}..{}", condition.facet, open ? "" : std::to_string(condition.from),
                       endless ? "" : std::to_string(condition.to));
  }

  const corpus::Schema& schema_;
  const indexer::Concepts* concepts_;
};

}  // namespace

bool is_plain_word(const QueryItem& item) {
  if (item.kind != QueryItem::Kind::word || item.excluded) return false;
  const QueryWord& word = item.words.front();
  return word.pattern.empty() && !word.exact && !word.title && word.edits == 0;
}

bool is_stop_word(const QueryWord& word) {
  return word.pattern.empty() && std::ranges::any_of(word.readings, [](const Reading& r) { return r.word->stop; });
}

std::vector<Leaf> leaves(std::span<const QueryItem> items) {
  std::vector<Leaf> found;
  for (const QueryItem& item : items) collect_leaves(item, false, found);
  return found;
}

std::string printed(const std::vector<QueryItem>& items, const corpus::Schema& schema,
                    const indexer::Concepts* concepts) {
  return Printer(schema, concepts).list(items, " AND ");
}

bool is_known(const stemmers::Word& word) {
  return word.stop || word.how == stemmers::Knowledge::listed || word.how == stemmers::Knowledge::table;
}

}  // namespace pramen::query
