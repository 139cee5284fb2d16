#include "query/passage.h"

#include <algorithm>
#include <bitset>

namespace pramen::query {
namespace {

// Whether a form of a text's word is what the query's word asks for at this closeness.
bool matches(const std::string& form, Closeness how, const stemmers::Word& wanted) {
  const auto in = [&](const std::vector<std::string>& forms) { return std::ranges::find(forms, form) != forms.end(); };
  switch (how) {
    case Closeness::exact: return form == wanted.exact;
    case Closeness::lemma: return in(wanted.lemmas);
    case Closeness::folded:
    case Closeness::part: return in(wanted.folded);
    case Closeness::family: return in(wanted.families);
  }
  return false;
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

Matcher::Matcher(const std::vector<QueryItem>& items, const stemmers::Language& language) : language_(language) {
  std::size_t number = 0;
  for (const auto& [item, excluded] : leaves(items)) {
    const bool phrase = item->kind == QueryItem::Kind::phrase;
    const std::size_t first = words_.size();
    for (const QueryWord& word : item->words) {
      const auto reading = std::ranges::find(word.readings, &language, &Reading::language);
      if (!excluded && reading != word.readings.end()) words_.push_back({&*reading, number, phrase});
      ++number;
    }
    const std::size_t found = words_.size() - first;
    if (phrase && found == item->words.size())
      phrases_.push_back({first, found});
    else if (phrase)
      words_.resize(first);
  }
  for (std::size_t place = 0; place < words_.size(); ++place) {
    const stemmers::Word& word = *words_[place].reading->word;
    std::vector<std::string> forms = {word.exact};
    for (const auto* list : {&word.lemmas, &word.folded, &word.families})
      forms.insert(forms.end(), list->begin(), list->end());
    std::ranges::sort(forms);
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    for (const std::string& form : forms) by_form_.emplace(form, place);
  }
}

// The closest way in which each word of the query matches this one.
std::vector<Matcher::Found> Matcher::find(const stemmers::Word& word, std::uint32_t bytes) const {
  std::vector<Found> found;
  const auto note = [&](std::size_t place, Closeness closeness, std::uint32_t begin, std::uint32_t end) {
    const auto known = std::ranges::find(found, place, &Found::place);
    if (known == found.end())
      found.push_back({place, closeness, begin, end});
    else if (closeness < known->closeness)
      *known = {place, closeness, begin, end};
  };
  const auto try_form = [&](const std::string& form, Closeness how, std::uint32_t begin, std::uint32_t end) {
    const auto [first, last] = by_form_.equal_range(form);
    for (auto it = first; it != last; ++it) {
      const Word& wanted = words_[it->second];
      if (matches(form, how, *wanted.reading->word) && (how <= Closeness::folded || !wanted.in_phrase)) {
        note(it->second, how, begin, end);
      }
    }
  };
  try_form(word.exact, Closeness::exact, 0, bytes);
  for (const std::string& form : word.lemmas) try_form(form, Closeness::lemma, 0, bytes);
  for (const std::string& form : word.folded) try_form(form, Closeness::folded, 0, bytes);
  for (const stemmers::Part& part : word.parts) {
    for (const std::string& form : part.folded) try_form(form, Closeness::part, part.begin, part.end);
  }
  for (const std::string& form : word.families) try_form(form, Closeness::family, 0, bytes);
  return found;
}

std::vector<MatchedToken> Matcher::match(std::string_view text) const {
  if (words_.empty()) return {};
  const std::vector<stemmers::Token> tokens = language_.analyse(text, stemmers::Side::index);
  // Words are shared between their places in the text, so each is compared once.
  std::unordered_map<const stemmers::Word*, std::vector<Found>> seen;
  std::vector<const std::vector<Found>*> matched(tokens.size());
  std::vector<Places> places(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto [at, fresh] = seen.try_emplace(tokens[i].word.get());
    if (fresh) at->second = find(*tokens[i].word, tokens[i].end - tokens[i].begin);
    matched[i] = &at->second;
    for (const Found& found : at->second) places[i].set(found.place);
  }
  keep_whole_phrases(places);
  std::vector<MatchedToken> matches;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Found* best = nullptr;
    for (const Found& found : *matched[i]) {
      if (places[i].test(found.place) && (best == nullptr || found.closeness < best->closeness)) best = &found;
    }
    if (best == nullptr) continue;
    const std::uint32_t begin = tokens[i].begin;
    matches.push_back(
        {begin + best->begin, begin + best->end, begin, tokens[i].end, words_[best->place].number, best->closeness});
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
