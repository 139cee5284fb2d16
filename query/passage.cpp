#include "query/passage.h"

#include <algorithm>
#include <bitset>

namespace pramen::query {
namespace {

bool share_form(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& form) { return std::ranges::find(b, form) != b.end(); });
}

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

Matcher::Matcher(const std::vector<QueryItem>& items, const stemmers::Language& language) : language_(language) {
  std::size_t number = 0;
  for (const QueryItem& item : items) {
    const std::size_t first = words_.size();
    for (const QueryWord& word : item.words) {
      const auto reading = std::ranges::find(word.readings, &language, &Reading::language);
      if (!item.excluded && reading != word.readings.end()) words_.push_back({&*reading, number});
      ++number;
    }
    const std::size_t found = words_.size() - first;
    if (item.phrase && found == item.words.size())
      phrases_.push_back({first, found});
    else if (item.phrase)
      words_.resize(first);
  }
  for (std::size_t place = 0; place < words_.size(); ++place) {
    std::vector<std::string> forms = words_[place].reading->folded;
    forms.insert(forms.end(), words_[place].reading->lemmas.begin(), words_[place].reading->lemmas.end());
    std::ranges::sort(forms);
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    for (const std::string& form : forms) by_form_.emplace(form, place);
  }
}

std::optional<Closeness> Matcher::closeness(const stemmers::Token& token, const Reading& reading) const {
  if (token.exact == reading.exact) return Closeness::exact;
  if (share_form(token.lemmas, reading.lemmas)) return Closeness::lemma;
  if (share_form(token.folded, reading.folded)) return Closeness::folded;
  return std::nullopt;
}

std::vector<MatchedToken> Matcher::match(std::string_view text) const {
  if (words_.empty()) return {};
  const std::vector<stemmers::Token> tokens = language_.analyse(text, stemmers::Side::index);
  std::vector<Places> found(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    for (const std::string& form : tokens[i].folded) look_up(form, tokens[i], found[i]);
    for (const std::string& form : tokens[i].lemmas) look_up(form, tokens[i], found[i]);
  }
  keep_whole_phrases(found);
  std::vector<MatchedToken> matches;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::optional<MatchedToken> best;
    for (std::size_t place = 0; found[i].any() && place < words_.size(); ++place) {
      if (!found[i].test(place)) continue;
      const Closeness how = closeness(tokens[i], *words_[place].reading).value_or(Closeness::folded);
      if (!best || how < best->closeness) best = {tokens[i].begin, tokens[i].end, words_[place].number, how};
    }
    if (best) matches.push_back(*best);
  }
  return matches;
}

void Matcher::look_up(const std::string& form, const stemmers::Token& token, Places& found) const {
  const auto [begin, end] = by_form_.equal_range(form);
  for (auto it = begin; it != end; ++it) {
    if (!found.test(it->second) && closeness(token, *words_[it->second].reading)) found.set(it->second);
  }
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

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      case '\n': out += ends_sentence(out) ? " " : " · "; break;  // after headings and list items
      default: out += c;
    }
  }
  return out;
}

std::string passage_html(std::string_view text, const std::vector<MatchedToken>& matches, std::size_t length) {
  constexpr std::size_t reach = 40;  // how far a cut may move to fall between words
  const Window window = best_window(text, matches, length);
  const std::size_t begin = word_start(text, window.begin, reach);
  const std::size_t end = word_end(text, window.end, reach);
  std::string html = begin > 0 ? "… " : "";
  std::size_t at = begin;
  for (const MatchedToken& match : matches) {
    if (match.begin < at || match.end > end) continue;
    html += escape_html(text.substr(at, match.begin - at));
    html += "<mark>" + escape_html(text.substr(match.begin, match.end - match.begin)) + "</mark>";
    at = match.end;
  }
  html += escape_html(text.substr(at, end - at));
  if (end < text.size()) html += " …";
  return html;
}

}  // namespace pramen::query
