// A sentence for people, which can be said in several languages: "{} is no id" and what it is about.
//
// English is the language of the source; the other ones stand in corpus/sentences/LANG.json, by the English
// pattern, as gettext has it. Plain values, free to copy between threads.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace pramen::corpus {

class Sentence {
 public:
  Sentence() = default;

  bool empty() const { return english_.empty(); }
  const std::string& english() const { return english_; }
  // English where the language has no such sentence.
  std::string in(std::string_view lang) const;
  // In what it is about, not in its own words.
  void replace_in_facts(std::string_view from, std::string_view to);

 private:
  template <typename... Facts>
  friend Sentence say(fmt::format_string<Facts...> pattern, Facts&&... facts);
  friend Sentence verbatim(std::string text);

  void fill();

  std::string_view pattern_;     // a literal; empty: the text is the same in all languages
  std::vector<Sentence> facts_;  // may be sentences, too
  std::string english_;
};

// What is the same in all languages: a name, a number, a quoted text.
inline Sentence verbatim(std::string text) {
  Sentence made;
  made.english_ = std::move(text);
  return made;
}

// Each fact fills the next {}; a translation may number them: {1} before {0}. The pattern is a literal, so that a
// test finds all of them in the source.
template <typename... Facts>
Sentence say(fmt::format_string<Facts...> pattern, Facts&&... facts) {
  [[maybe_unused]] const auto fact = [](auto&& one) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(one)>, Sentence>)
      return Sentence(std::forward<decltype(one)>(one));
    else
      return verbatim(fmt::format("{}", std::forward<decltype(one)>(one)));
  };
  Sentence made;
  const fmt::string_view literal = pattern;
  made.pattern_ = {literal.data(), literal.size()};
  (made.facts_.push_back(fact(std::forward<Facts>(facts))), ...);
  made.fill();
  return made;
}

// Those in which sentences can be said, English first.
std::vector<std::string_view> sentence_languages();

}  // namespace pramen::corpus

template <>
struct fmt::formatter<pramen::corpus::Sentence> : fmt::formatter<std::string> {
  auto format(const pramen::corpus::Sentence& sentence, fmt::format_context& context) const {
    return fmt::formatter<std::string>::format(sentence.english(), context);
  }
};
