// The letters under which a list in one language is read, A to Z: a Slovak one has Ch after H,
// a Hungarian one Cs, Gy and Zs, a Bulgarian one begins with Cyrillic. They are the index
// characters of Unicode's CLDR, as ICU's AlphabeticIndex gives them; those of the other
// script of our records follow, so that Latin titles in a Bulgarian list have letters too.
//
// Const after construction; any number of threads may ask.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pramen::stemmers {

class Alphabet {
 public:
  // That of the language, made when it is first asked for (some milliseconds) and kept. Throws
  // std::runtime_error where ICU has no data.
  static const Alphabet& of(std::string_view lang);
  ~Alphabet();
  Alphabet(Alphabet&&) noexcept;
  Alphabet& operator=(Alphabet&&) noexcept;

  struct Section {
    std::string letter;  // "Ch"; rest_letter for what begins with no letter of ours: digits, signs, other scripts
    bool own = false;    // a letter of the language itself
  };
  // In the order of the language's collation, which is that of collation_key(); there are
  // several of rest_letter, before, between and after the scripts.
  const std::vector<Section>& sections() const { return sections_; }
  // Place among sections() of a title. It never falls as the titles' collation keys rise.
  std::size_t section_of(std::string_view title) const;

 private:
  explicit Alphabet(std::string_view lang);

  class Index;
  std::unique_ptr<const Index> index_;
  std::vector<Section> sections_;
};

inline constexpr std::string_view rest_letter = "#";

}  // namespace pramen::stemmers
