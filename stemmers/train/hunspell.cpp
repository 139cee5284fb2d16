#include "stemmers/train/hunspell.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace pramen::stemmers::train {
namespace {

using Word = std::u32string;

Word to_word(const std::string& bytes, const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), encoding.c_str());
  Word word(static_cast<std::size_t>(text.countChar32()), U' ');
  text.toUTF32(reinterpret_cast<UChar32*>(word.data()), static_cast<int32_t>(word.size()), status);
  if (U_FAILURE(status)) throw std::runtime_error("hunspell: a word cannot be converted");
  return word;
}

std::string to_utf8(const Word& word) {
  std::string out;
  icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(word.data()), static_cast<int32_t>(word.size()))
      .toUTF8String(out);
  return out;
}

// "[^aeiou]y": one set of characters a place.
class Condition {
 public:
  explicit Condition(const Word& text) {
    if (text == U".") return;
    for (std::size_t i = 0; i < text.size(); ++i) {
      Place place;
      if (text[i] == U'[') {
        std::size_t end = text.find(U']', ++i);
        if (end == Word::npos) end = text.size();
        if (i < end && text[i] == U'^') {
          place.negated = true;
          ++i;
        }
        place.characters = text.substr(i, end - i);
        i = end;
      } else if (text[i] == U'.') {
        place.negated = true;
      } else {
        place.characters = text[i];
      }
      places_.push_back(std::move(place));
    }
  }
  bool at_end_of(const Word& word) const {
    return word.size() >= places_.size() && holds(word, word.size() - places_.size());
  }
  bool at_start_of(const Word& word) const { return word.size() >= places_.size() && holds(word, 0); }

 private:
  struct Place {
    bool negated = false;
    Word characters;
  };
  bool holds(const Word& word, std::size_t from) const {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const bool in = places_[i].characters.find(word[from + i]) != Word::npos;
      if (in == places_[i].negated) return false;
    }
    return true;
  }
  std::vector<Place> places_;
};

struct Affix {
  Word strip, add;
  Condition condition;
};

struct AffixClass {
  bool prefix = false, crosses = false;
  std::vector<Affix> affixes;
};

class Dictionary {
 public:
  explicit Dictionary(const std::filesystem::path& aff) : aff_(aff) { read(); }

  void expand(const std::function<void(std::string_view, std::string_view)>& found) const {
    std::filesystem::path dic = aff_;
    dic.replace_extension(".dic");
    std::ifstream in(dic, std::ios::binary);
    if (!in) throw std::runtime_error(dic.string() + ": cannot be read");
    std::string line;
    std::getline(in, line);  // how many there are
    while (std::getline(in, line)) {
      line = line.substr(0, line.find_first_of(" \t\r"));
      if (!line.empty()) expand_word(to_word(line, encoding_), found);
    }
  }

 private:
  void read() {
    std::ifstream in(aff_, std::ios::binary);
    if (!in) throw std::runtime_error(aff_.string() + ": cannot be read");
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
      std::istringstream fields(line);
      std::vector<std::string> field;
      for (std::string word; fields >> word && field.size() < 5;) field.push_back(word);
      if (field.size() < 2) continue;
      if (field[0] == "SET") encoding_ = field[1];
      if (field[0] == "FLAG" && field[1] != "UTF-8") {
        throw std::runtime_error(
            fmt::format("{}:{}: flags of the kind {} are not read", aff_.string(), number, field[1]));
      }
      if (field[0] == "FORBIDDENWORD" || field[0] == "ONLYINCOMPOUND") unusable_ += to_word(field[1], encoding_);
      if (field[0] == "NEEDAFFIX") needs_affix_ += to_word(field[1], encoding_);
      if ((field[0] == "SFX" || field[0] == "PFX") && field.size() >= 4) read_affix(field);
    }
  }

  void read_affix(const std::vector<std::string>& field) {
    AffixClass& affixes = classes_[to_word(field[1], encoding_).front()];
    const bool heading =
        (field[2] == "Y" || field[2] == "N") && field[3].find_first_not_of("0123456789") == std::string::npos;
    if (heading) {
      affixes.prefix = field[0] == "PFX";
      affixes.crosses = field[2] == "Y";
      return;
    }
    const auto part = [&](const std::string& text) {
      const Word word = to_word(text.substr(0, text.find('/')), encoding_);
      return word == U"0" ? Word() : word;
    };
    affixes.affixes.push_back(
        {part(field[2]), part(field[3]), Condition(field.size() > 4 ? to_word(field[4], encoding_) : Word(U"."))});
  }

  void expand_word(const Word& line, const std::function<void(std::string_view, std::string_view)>& found) const {
    const std::size_t slash = line.find(U'/', 1);
    const Word base = line.substr(0, slash);
    const Word flags = slash == Word::npos ? Word() : line.substr(slash + 1);
    if (flags.find_first_of(unusable_) != Word::npos) return;
    std::set<Word> forms;
    if (flags.find_first_of(needs_affix_) == Word::npos) forms.insert(base);
    std::vector<Word> crossing = {base};
    for (const char32_t flag : flags) {
      const auto found_class = classes_.find(flag);
      if (found_class == classes_.end() || found_class->second.prefix) continue;
      for (const Affix& affix : found_class->second.affixes) {
        if (!base.ends_with(affix.strip) || !affix.condition.at_end_of(base)) continue;
        Word form = base.substr(0, base.size() - affix.strip.size()) + affix.add;
        if (found_class->second.crosses) crossing.push_back(form);
        forms.insert(std::move(form));
      }
    }
    for (const char32_t flag : flags) {
      const auto found_class = classes_.find(flag);
      if (found_class == classes_.end() || !found_class->second.prefix) continue;
      const std::size_t to = found_class->second.crosses ? crossing.size() : 1;
      for (const Affix& affix : found_class->second.affixes) {
        for (std::size_t i = 0; i < to; ++i) {
          if (!crossing[i].starts_with(affix.strip) || !affix.condition.at_start_of(crossing[i])) continue;
          forms.insert(affix.add + crossing[i].substr(affix.strip.size()));
        }
      }
    }
    const std::string base_utf8 = to_utf8(base);
    for (const Word& form : forms) found(to_utf8(form), base_utf8);
  }

  std::filesystem::path aff_;
  std::string encoding_ = "ISO-8859-1";
  Word unusable_, needs_affix_;
  std::map<char32_t, AffixClass> classes_;
};

}  // namespace

void expand_hunspell(const std::filesystem::path& aff,
                     const std::function<void(std::string_view, std::string_view)>& found) {
  Dictionary(aff).expand(found);
}

}  // namespace pramen::stemmers::train
