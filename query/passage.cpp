#include "query/passage.h"

#include <algorithm>
#include <bitset>

#include "corpus/markdown.h"

namespace pramen::query {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The nearest place at or before `at` where a word begins, at most `reach` bytes back.
std::size_t word_start(std::string_view text, std::size_t at, std::size_t reach) {
  const std::size_t low = at > reach ? at - reach : 0;
  for (std::size_t i = at; i > low; --i) {
    if (is_space(text[i - 1])) return i;
  }
  if (low == 0) return 0;
  while (at > 0 && continues_character(text[at])) --at;
  return at;
}

std::size_t word_end(std::string_view text, std::size_t at, std::size_t reach) {
  if (at >= text.size()) return text.size();
  const std::size_t high = std::min(text.size(), at + reach);
  for (std::size_t i = at; i < high; ++i) {
    if (is_space(text[i])) return i;
  }
  if (high == text.size()) return high;
  while (at < text.size() && continues_character(text[at])) ++at;
  return at;
}

bool ends_sentence(std::string_view text) {
  return !text.empty() && std::string_view(".!?:;,").find(text.back()) != std::string_view::npos;
}

// A stretch of `text`, which is seen whole so that line ends are read alike in
// every stretch.
std::string escaped(std::string_view text, std::size_t begin, std::size_t end) {
  std::string out;
  out.reserve(end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    switch (text[i]) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      case '\n': out += ends_sentence(text.substr(0, i)) ? " " : " · "; break;  // after headings and list items
      default: out += text[i];
    }
  }
  return out;
}

struct Window {
  std::size_t begin = 0, end = 0;
};

// The stretch with most different words in it, then most matches, then first.
Window best_window(std::string_view text, const std::vector<MatchedToken>& matches, std::size_t length) {
  if (matches.empty() || text.size() <= length) return {0, std::min(text.size(), length)};
  std::size_t best_first = 0, best_last = 0;
  std::pair<std::size_t, std::size_t> best = {0, 0};
  for (std::size_t first = 0, last = 0; first < matches.size(); ++first) {
    last = std::max(last, first);
    while (last + 1 < matches.size() && matches[last + 1].end - matches[first].begin <= length) ++last;
    std::bitset<max_query_words + 1> seen;
    for (std::size_t i = first; i <= last; ++i) seen.set(std::min(matches[i].word, max_query_words));
    const std::pair<std::size_t, std::size_t> value = {seen.count(), last - first + 1};
    if (value > best) {
      best = value;
      best_first = first;
      best_last = last;
    }
  }
  const std::size_t from = matches[best_first].begin, to = matches[best_last].end;
  const std::size_t spare = length > to - from ? length - (to - from) : 0;
  // A third of what is left goes before the matches: readers want what follows.
  const std::size_t begin = from > spare / 3 ? from - spare / 3 : 0;
  return {begin, std::max(to, std::min(text.size(), begin + length))};
}

}  // namespace

PassageText::PassageText(const corpus::Text& from) : text(from.summary) {
  const std::string body = corpus::markdown_to_text(from.body);
  if (!text.empty() && !body.empty()) text += '\n';
  body_begin = static_cast<std::uint32_t>(text.size());
  text += body;
}

Matcher::Matcher(const std::vector<QueryItem>& items, const stemmers::Language& language, const Planner& planner,
                 const indexer::Forms& forms)
    : language_(language), forms_(forms) {
  std::size_t number = 0;
  for (const auto& [item, excluded] : leaves(items)) {
    const bool phrase = item->kind == QueryItem::Kind::phrase, tight = item->kind != QueryItem::Kind::word;
    const auto in_language = [&](const QueryWord& word) {
      return std::ranges::find(word.readings, &language, &Reading::language) != word.readings.end();
    };
    const bool wanted = !excluded && (!tight || std::ranges::all_of(item->words, in_language));
    if (wanted && phrase) phrases_.push_back({words_.size(), item->words.size()});
    for (const QueryWord& word : item->words) {
      const auto reading = std::ranges::find(word.readings, &language, &Reading::language);
      if (wanted && reading != word.readings.end()) {
        for (const WordForms::Near& near : planner.expand(word, *reading).forms) {
          if (tight && near.closeness >= Closeness::part) continue;
          by_token_[forms.token_of(near.form)].push_back({words_.size(), near.closeness});
        }
        words_.push_back({&*reading, number, word.title});
      }
      ++number;
    }
  }
}

// Of a compound that was found by a part of it, that part.
MatchedToken Matcher::part_of(MatchedToken whole, const Word& wanted, std::string_view surface) const {
  const std::vector<stemmers::Token> tokens = language_.analyse(surface, stemmers::Side::index);
  if (tokens.size() != 1) return whole;
  for (const stemmers::Part& part : tokens[0].word->parts) {
    const auto& folded = wanted.reading->word->folded;
    if (std::ranges::find_first_of(part.folded, folded) == part.folded.end()) continue;
    whole.end = whole.begin + part.end;
    whole.begin += part.begin;
    return whole;
  }
  return whole;
}

std::vector<MatchedToken> Matcher::match(const indexer::FieldReader& field, std::string_view text) const {
  std::vector<MatchedToken> matches;
  if (by_token_.empty()) return matches;
  std::vector<indexer::TokenPlace> tokens;
  indexer::each_token(
      field, [&](std::uint32_t token) { return forms_.token_bytes(token); },
      [&](const indexer::TokenPlace& place) {
        if (place.begin <= place.end && place.end <= text.size()) tokens.push_back(place);
      });
  std::vector<const std::vector<Found>*> matched(tokens.size());
  std::vector<Places> places(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto known = by_token_.find(tokens[i].token);
    if (known == by_token_.end()) continue;
    matched[i] = &known->second;
    for (const Found& found : known->second)
      places[i].set(found.place, indexer::is_title(field.kind()) || !words_[found.place].title);
  }
  keep_whole_phrases(places);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (matched[i] == nullptr) continue;
    const Found* best = nullptr;
    for (const Found& found : *matched[i]) {
      if (places[i].test(found.place) && (best == nullptr || found.closeness < best->closeness)) best = &found;
    }
    if (best == nullptr) continue;
    const std::uint32_t begin = tokens[i].begin, end = tokens[i].end;
    const Word& word = words_[best->place];
    const MatchedToken whole = {begin, end, begin, end, word.number, best->closeness};
    matches.push_back(best->closeness == Closeness::part ? part_of(whole, word, text.substr(begin, end - begin))
                                                         : whole);
  }
  return matches;
}

// A word of a phrase stays only where the whole phrase stands: of each run that
// matches it the words from its first to its last are kept.
void Matcher::keep_whole_phrases(std::vector<Places>& found) const {
  for (const Phrase& phrase : phrases_) {
    std::vector<Places> kept(found.size());
    for (std::size_t i = 0; i + phrase.size <= found.size(); ++i) {
      std::size_t k = 0;
      while (k < phrase.size && found[i + k].test(phrase.first + k)) ++k;
      if (k < phrase.size) continue;
      for (k = 0; k < phrase.size; ++k) kept[i + k].set(phrase.first + k);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      for (std::size_t k = 0; k < phrase.size; ++k) found[i].set(phrase.first + k, kept[i].test(phrase.first + k));
    }
  }
}

std::string escape_html(std::string_view text) { return escaped(text, 0, text.size()); }

std::string passage_html(std::string_view text, const std::vector<MatchedToken>& matches, std::size_t length) {
  constexpr std::size_t reach = 40;  // how far a cut may move to fall between words
  const Window window = best_window(text, matches, length);
  const std::size_t begin = word_start(text, window.begin, reach);
  const std::size_t end = word_end(text, window.end, reach);
  std::string html = begin > 0 ? "… " : "";
  std::size_t at = begin;
  for (const MatchedToken& match : matches) {
    if (match.begin < at || match.end > end) continue;
    html += escaped(text, at, match.begin);
    html += "<mark>" + escaped(text, match.begin, match.end) + "</mark>";
    at = match.end;
  }
  html += escaped(text, at, end);
  if (end < text.size()) html += " …";
  return html;
}

}  // namespace pramen::query
