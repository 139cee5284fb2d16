#include "stemmers/train/hunspell_analyses.h"

#include <fmt/format.h>
#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <fstream>
#include <hunspell/hunspell.hxx>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>

#include "stemmers/folding.h"

namespace pramen::stemmers::train {
namespace {

// Ending begins up to so many characters before the base form ends, or behind it:
// stem vowels come and go.
constexpr int32_t back = 2, ahead = 6;

struct Step {
  std::unique_ptr<icu::RegexPattern> pattern;
  icu::UnicodeString append;
};

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

bool is_tag(const std::string& field, std::string_view tag) { return field.starts_with(tag); }

}  // namespace

class HunspellAnalyser::Implementation {
 public:
  Implementation(const std::filesystem::path& aff, const std::vector<Derivation>& derivations)
      : hunspell_(aff.c_str(), dic_of(aff).c_str()) {
    std::ifstream in(dic_of(aff), std::ios::binary);
    if (!in) throw std::runtime_error(dic_of(aff).string() + ": cannot be read");
    std::string line;
    std::getline(in, line);  // how many there are
    while (std::getline(in, line)) stems_.push_back(line.substr(0, line.find_first_of("/\t\r")));
    for (const Derivation& derivation : derivations) {
      UErrorCode status = U_ZERO_ERROR;
      Step step{std::unique_ptr<icu::RegexPattern>(
                    icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(derivation.pattern), 0, status)),
                icu::UnicodeString::fromUTF8(derivation.append)};
      if (U_FAILURE(status)) {
        throw std::runtime_error(
            fmt::format("the derivation {} has a pattern that cannot be read: {}", derivation.tag, derivation.pattern));
      }
      steps_.emplace(derivation.tag, std::move(step));
    }
  }

  const std::vector<std::string>& stems() const { return stems_; }

  Entry analyse(const std::string& word) {
    Entry entry{encode(word), {}};
    if (entry.form.empty()) return entry;
    // With a capital a word is read as a name too.
    icu::UnicodeString capital = icu::UnicodeString::fromUTF8(word);
    icu::UnicodeString first(capital, 0, capital.moveIndex32(0, 1));
    capital.replace(0, first.length(), first.toUpper());
    const icu::UnicodeString form = icu::UnicodeString::fromUTF8(word);
    for (const std::string& analysis : hunspell_.analyze(to_utf8(capital))) add(form, analysis, entry.lemmas);
    sort_lemmas(entry.lemmas);
    return entry;
  }

 private:
  static std::filesystem::path dic_of(std::filesystem::path aff) { return aff.replace_extension(".dic"); }

  // " pa:szociál st:szociál pa:politikát st:politika ...": only the last part bends.
  void add(const icu::UnicodeString& form, const std::string& analysis, std::vector<Weighted>& lemmas) const {
    icu::UnicodeString head, tail = form;
    std::string rest = analysis;
    double weight = 1;
    if (const std::size_t last = analysis.rfind("pa:"); last != std::string::npos) {
      std::istringstream in(analysis.substr(last + 3));
      std::string part;
      in >> part;
      tail = icu::UnicodeString::fromUTF8(part).toLower();
      if (!form.endsWith(tail)) return;
      head = form.tempSubString(0, form.length() - tail.length());
      std::getline(in, rest);
      weight = compound_weight(analysis);
    }
    std::istringstream alternatives(rest);
    for (std::string one; std::getline(alternatives, one, '|');) {
      if (const auto lemma = base_form(tail, one)) add_once(encode(fold_case(to_utf8(head + *lemma))), weight, lemmas);
    }
  }

  // The more and the shorter the parts, the less likely the reading.
  static double compound_weight(const std::string& analysis) {
    std::size_t parts = 0, shortest = std::string::npos;
    for (std::size_t at = analysis.find("pa:"); at != std::string::npos; at = analysis.find("pa:", at + 1)) {
      ++parts;
      const std::string part = analysis.substr(at + 3, analysis.find(' ', at) - at - 3);
      shortest = std::min(shortest, static_cast<std::size_t>(icu::UnicodeString::fromUTF8(part).countChar32()));
    }
    return (parts <= 2 ? 0.5 : 0.25) * (shortest < 3 ? 0.5 : 1);
  }

  static void add_once(Letters lemma, double weight, std::vector<Weighted>& lemmas) {
    if (lemma.empty()) return;
    const auto known = std::ranges::find(lemmas, lemma, &Weighted::lemma);
    if (known == lemmas.end())
      lemmas.push_back({std::move(lemma), weight});
    else
      known->weight = std::max(known->weight, weight);
  }

  // "st:foglalkozik ds:tAt_FACTITIVE_vrb_tr ds:Ás_PROCESS/RESULT_noun ts:NOM is:..."
  std::optional<icu::UnicodeString> base_form(const icu::UnicodeString& form, const std::string& analysis) const {
    std::istringstream in(analysis);
    std::string stem, prefix;
    std::vector<std::string> steps;
    for (std::string field; in >> field;) {
      if (is_tag(field, "st:")) stem = field.substr(3);
      if (is_tag(field, "sp:") || is_tag(field, "pr:")) prefix += field.substr(3);
      if (is_tag(field, "ds:") || is_tag(field, "is:")) steps.push_back(field.substr(3));
    }
    if (stem.empty()) return std::nullopt;
    icu::UnicodeString base = icu::UnicodeString::fromUTF8(prefix + stem).toLower();
    if (prefix.empty() || !form.startsWith(icu::UnicodeString::fromUTF8(prefix).toLower())) {
      base = icu::UnicodeString::fromUTF8(stem).toLower();
    }
    while (!steps.empty() && !steps_.contains(steps.back())) steps.pop_back();
    if (steps.empty()) return base;
    int32_t at = 0;
    while (at < base.length() && at < form.length() && base[at] == form[at]) ++at;
    icu::UnicodeString append;
    for (const std::string& name : steps) {
      const auto step = steps_.find(name);
      if (step == steps_.end()) continue;
      const auto end = end_of(*step->second.pattern, form, at);
      if (!end) return std::nullopt;
      at = *end;
      append = step->second.append;
    }
    return form.tempSubString(0, at) + append;
  }

  static std::optional<int32_t> end_of(const icu::RegexPattern& pattern, const icu::UnicodeString& form, int32_t at) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(form, status));
    const auto ends = [&](int32_t from) -> std::optional<int32_t> {
      matcher->region(from, form.length(), status);
      if (U_SUCCESS(status) && matcher->lookingAt(status)) return matcher->end(status);
      return std::nullopt;
    };
    for (int32_t from = at; from >= std::max(at - back, 0); --from) {
      if (const auto end = ends(from)) return end;
    }
    for (int32_t from = at; from <= std::min(at + ahead, form.length()); ++from) {
      if (const auto end = ends(from)) return end;
    }
    return std::nullopt;
  }

  Hunspell hunspell_;
  std::vector<std::string> stems_;
  std::map<std::string, Step> steps_;
};

HunspellAnalyser::HunspellAnalyser(const std::filesystem::path& aff, const std::vector<Derivation>& derivations)
    : own_(std::make_unique<Implementation>(aff, derivations)) {}
HunspellAnalyser::~HunspellAnalyser() = default;

const std::vector<std::string>& HunspellAnalyser::stems() const { return own_->stems(); }
Entry HunspellAnalyser::analyse(const std::string& word) const { return own_->analyse(word); }

}  // namespace pramen::stemmers::train
