#include "stemmers/language.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <unordered_set>

#include "stemmers/folding.h"
#include "stemmers/snowball.h"
#include "stemmers/stop_words.h"

namespace pramen::stemmers {
namespace {

[[noreturn]] void icu_failed(const char* what, UErrorCode status) {
  throw std::runtime_error(std::string("ICU cannot ") + what + ": " + u_errorName(status));
}

bool fits_a_term(const Token& token) {
  const auto fits = [](const std::string& form) { return !form.empty() && form.size() <= max_word_bytes; };
  return fits(token.exact) && std::ranges::all_of(token.lemmas, fits) && std::ranges::all_of(token.folded, fits);
}

// ICU word breaks, case and mark folding, Snowball where there is one.
class IcuLanguage final : public Language {
 public:
  explicit IcuLanguage(const std::string& code) : Language(code), stop_words_(stop_words(code)) {
    UErrorCode status = U_ZERO_ERROR;
    words_.reset(icu::BreakIterator::createWordInstance(icu::Locale(code.c_str()), status));
    if (U_FAILURE(status)) icu_failed("break words", status);
  }

  std::vector<Token> analyse(std::string_view text, Side side) const override {
    std::vector<Token> tokens;
    UErrorCode status = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    utext_openUTF8(&view, text.data(), static_cast<int64_t>(text.size()), &status);
    const std::unique_ptr<icu::BreakIterator> breaks(words_->clone());
    breaks->setText(&view, status);
    if (U_FAILURE(status)) icu_failed("read a text", status);
    std::uint32_t position = 0;
    for (int32_t begin = breaks->first(), end = breaks->next(); end != icu::BreakIterator::DONE;
         begin = end, end = breaks->next()) {
      if (breaks->getRuleStatus() < UBRK_WORD_NONE_LIMIT) continue;  // spaces and punctuation
      const std::string_view word = text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
      Token token = token_of(word, side);
      if (!fits_a_term(token)) continue;
      token.begin = static_cast<std::uint32_t>(begin);
      token.end = static_cast<std::uint32_t>(end);
      token.position = position++;
      tokens.push_back(std::move(token));
    }
    utext_close(&view);
    return tokens;
  }

  std::vector<std::string> lemmas(std::string_view word, bool typed_without_marks) const override {
    if (typed_without_marks) return {folded_stem(fold_marks(word))};
    return {snowball_stem(code(), fold_case(word))};
  }

  std::string fold(std::string_view text) const override { return fold_marks(text); }

 private:
  // Until the packs bring tables of their own, index and query side agree by
  // folding first and stemming the folded word.
  Token token_of(std::string_view word, Side) const {
    Token token;
    token.exact = fold_case(word);
    const std::string folded = fold_marks(token.exact);
    token.marked = folded != token.exact;
    token.stop = stop_words_.contains(folded);
    token.lemmas = {snowball_stem(code(), token.exact)};
    token.folded = {folded_stem(folded)};
    return token;
  }

  std::string folded_stem(const std::string& folded) const { return fold_marks(snowball_stem(code(), folded)); }

  std::unique_ptr<const icu::BreakIterator> words_;
  std::unordered_set<std::string> stop_words_;
};

constexpr std::array<std::string_view, 6> codes = {"sk", "cs", "de", "hu", "bg", "en"};

}  // namespace

Languages::Languages() {
  for (const std::string_view code : codes) languages_.push_back(std::make_unique<IcuLanguage>(std::string(code)));
}

Languages::Languages(std::span<const std::string> wanted) {
  for (const std::string& code : wanted) languages_.push_back(std::make_unique<IcuLanguage>(code));
}

Languages::~Languages() = default;
Languages::Languages(Languages&&) noexcept = default;
Languages& Languages::operator=(Languages&&) noexcept = default;

const Language* Languages::find(std::string_view code) const {
  const auto found = std::ranges::find_if(languages_, [&](const auto& language) { return language->code() == code; });
  return found == languages_.end() ? nullptr : found->get();
}

std::string Languages::fingerprint() const {
  // Count up with every change that gives the same text other terms.
  return std::string("languages 1, ICU ") + U_ICU_VERSION + ", Snowball of Xapian 1.4";
}

}  // namespace pramen::stemmers
